import { DataError } from "../errors.ts";
import { mendSwap } from "./mend-swap.ts";
import { besideName, nameParts } from "./table-name.ts";
import type { Warehouse, WarehouseColumn } from "./warehouse.ts";

/** The columns of a table of tiers. */
export const TIERS_TABLE = ["ID", "PreviousTier", "Tier", "Change", "PI_acct", "TotalRevenue"] as const;

/** The table that the tiers go to, as it was found. */
export interface Target {
  readonly table: string;
  /** Where its rows wait while it is replaced: beside it, so that the next run finds them. */
  readonly aside: string;
  readonly exists: boolean;
  /** True where the engine puts one table in the place of another in one step. */
  readonly exchanges: boolean;
  /** What was mended before, for people; null where nothing had to be. */
  readonly mended: string | null;
}

/**
 * Looks at the table that the tiers go to, takes back a swap that ended half way, and refuses a target that is
 * somebody's: the table of the accounts, or one that is no table of tiers.
 * @throws DataError `foreign-table`; `unknown-table` where its schema is not there or not to be written to
 */
export async function openTarget(warehouse: Warehouse, table: string, source: string): Promise<Target> {
  const { dialect, place } = warehouse;
  const spelled = (name: string) => nameParts(name).join(".").toLowerCase();
  if (spelled(table) === spelled(source)) {
    const message = "the tiers would replace the table of the accounts; expected another name behind --into";
    throw new DataError("foreign-table", message, { file: `${place}, ${table}` });
  }
  const isThere = await isTiersTable(warehouse, table);
  if (!isThere) await checkSchema(warehouse, table);
  const aside = besideName(table, "_replaced");
  const { swap } = dialect;
  if (swap === undefined) return { table, aside, exists: isThere, exchanges: false, mended: null };
  const isAsideThere = await isTiersTable(warehouse, aside);
  const [row] = await warehouse.rows(swap.exchanging(nameParts(table).at(-2) ?? null));
  const exchanges = Number(row![0]) > 0;
  const mended = await mendSwap(warehouse, swap, { table, aside, isThere, isAsideThere, exchanges });
  return { table, aside, exists: isThere || mended !== null, exchanges, mended };
}

/** Asks for the schema of a new table before the scans do: a name that says none is left to the engine. */
async function checkSchema(warehouse: Warehouse, table: string): Promise<void> {
  const { dialect, place } = warehouse;
  const schema = nameParts(table).at(-2);
  if (schema === undefined || dialect.writableSchema === undefined) return;
  const found = await warehouse.rows(dialect.writableSchema(dialect.text(schema)));
  if (found.length > 0) return;
  const message = `there is no schema "${schema}" that this user may make tables in; expected one behind --into`;
  throw new DataError("unknown-table", message, { file: `${place}, ${table}` });
}

/** Whether there is a table of tiers of this name. @throws DataError `foreign-table` where it is of something else */
async function isTiersTable(warehouse: Warehouse, table: string): Promise<boolean> {
  const columns = await warehouse.columns(table);
  if (columns === null) return false;
  if (isOfTiers(columns)) return true;
  const names = columns.map(({ name }) => name);
  const message = `there is a table of that name with the columns ${names.slice(0, 8).join(", ")}${names.length > 8 ? ", …" : ""}; expected a table of tiers (${TIERS_TABLE.join(", ")}), or another name behind --into`;
  throw new DataError("foreign-table", message, { file: `${warehouse.place}, ${table}` });
}

function isOfTiers(columns: readonly WarehouseColumn[]): boolean {
  return columns.length === TIERS_TABLE.length && TIERS_TABLE.every((name, k) => columns[k]!.name === name);
}
