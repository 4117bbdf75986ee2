import { DataError } from "../errors.ts";
import type { Swap } from "./dialect.ts";
import { tableName } from "./table-name.ts";
import type { Warehouse } from "./warehouse.ts";

/** A table that is replaced, and the one that its rows wait in meanwhile, as they were found. */
export interface FoundSwap {
  readonly table: string;
  readonly aside: string;
  readonly isThere: boolean;
  readonly isAsideThere: boolean;
  /** True where the engine puts one table in the place of another in one step. */
  readonly exchanges: boolean;
}

/**
 * Puts the rows of before back where an engine went away within a swap. A rename moves a table's files, then writes
 * its new name down, then strikes out the old one: where that ended half way the table is missing, or empty while
 * its rows lie under a name that the engine does not know. Returns what was mended; null where nothing had to be.
 * @throws DataError `warehouse-failed`, `warehouse-lost`
 */
export async function mendSwap(warehouse: Warehouse, swap: Swap, found: FoundSwap): Promise<string | null> {
  const { isThere, isAsideThere, exchanges } = found;
  const [table, aside] = [
    tableName(warehouse.dialect, found.table),
    tableName(warehouse.dialect, found.aside),
  ];
  if (isThere && (await hasRows(warehouse, table))) return null;
  if (!isAsideThere) {
    if (!isThere || exchanges) return null;
    await attach(warehouse, swap, aside, table);
  }
  if (!(await hasRows(warehouse, aside))) {
    if (!isAsideThere) await warehouse.run(`DROP TABLE ${aside}`);
    return null;
  }
  if (isThere) await warehouse.run(`DROP TABLE ${table}`);
  try {
    await warehouse.run(swap.rename(aside, table));
  } catch (error) {
    // Files of the new tiers lie under the name already.
    if (!(error instanceof DataError) || !/already exists/.test(error.message)) throw error;
    await attach(warehouse, swap, table, aside);
    await warehouse.run(`DROP TABLE ${table}`);
    await warehouse.run(swap.rename(aside, table));
  }
  return `an earlier run was cut off while it swapped tables: ${found.table} was ${isThere ? "empty" : "missing"}, its tiers of before have been put back from ${found.aside}`;
}

/**
 * Makes the files of a first table of tiers known that a rename moved under its name before the engine went away: then
 * there is a table to be replaced. False where they are of something else, which is left as it was.
 * @param like a table of tiers with the same columns
 */
export async function adoptFiles(
  warehouse: Warehouse,
  swap: Swap,
  { table, like }: { readonly table: string; readonly like: string },
): Promise<boolean> {
  try {
    await attach(warehouse, swap, table, like);
    // A column that the files do not have reads as blanks: no tier is.
    const tier = warehouse.dialect.identifier("Tier");
    const [row] = await warehouse.rows(
      `SELECT COUNT(*), SUM(CASE WHEN ${tier} = '' THEN 1 ELSE 0 END) FROM ${table}`,
    );
    if (Number(row![0]) > 0 && Number(row![1]) === 0) return true;
  } catch (error) {
    if (!(error instanceof DataError) || error.code === "warehouse-lost") throw error;
  }
  await warehouse.run(swap.detach(table)).catch(() => {});
  return false;
}

/** Makes files known as a table, with the columns of another one. */
async function attach(warehouse: Warehouse, swap: Swap, table: string, like: string): Promise<void> {
  const columns = await warehouse.rows(swap.describe(like));
  await warehouse.run(
    swap.attach(
      table,
      columns.map(([name, type]) => [String(name), String(type)]),
    ),
  );
}

async function hasRows(warehouse: Warehouse, table: string): Promise<boolean> {
  const [row] = await warehouse.rows(`SELECT COUNT(*) FROM ${table}`);
  return Number(row![0]) > 0;
}
