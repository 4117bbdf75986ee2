import { DataError } from "../errors.ts";
import { nearestNames } from "../nearest.ts";
import { writeName } from "./table-name.ts";
import type { Warehouse, WarehouseColumn } from "./warehouse.ts";

/** The columns of a table that must be there. @throws DataError `unknown-table` with the names nearest to it; and as the warehouse */
export async function columnsOf(warehouse: Warehouse, table: string): Promise<readonly WarehouseColumn[]> {
  const columns = await warehouse.columns(table);
  if (columns !== null) return columns;
  const there = await tableNames(warehouse);
  const nearest = nearestNames(table, there);
  const hint = nearest.length === 0 ? "" : `; nearest of ${there.length}: ${nearest.join(", ")}`;
  const message = `there is no such table; expected one that this user can read${hint}`;
  throw new DataError("unknown-table", message, { file: `${warehouse.place}, ${table}` });
}

/** The tables that a user sees, each as `--table` takes it; none where the engine does not say. */
async function tableNames(warehouse: Warehouse): Promise<string[]> {
  const { tables } = warehouse.dialect;
  if (tables === undefined) return [];
  const rows = await warehouse.rows(tables).catch(() => []);
  return rows.map(([schema, name]) =>
    writeName(schema === "" ? [String(name)] : [String(schema), String(name)]),
  );
}
