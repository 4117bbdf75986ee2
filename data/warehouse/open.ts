import type { Address } from "./address.ts";
import { openClickHouse } from "./drivers/clickhouse.ts";
import { openDuckDb } from "./drivers/duckdb.ts";
import { openPostgres } from "./drivers/postgres.ts";
import type { Warehouse } from "./warehouse.ts";

/**
 * Connects to a warehouse; `readOnly` lets other processes read a DuckDB file at the same time.
 * @throws DataError `warehouse-driver`, `warehouse-failed`, `warehouse-lost`
 */
export function openWarehouse(
  address: Address,
  { readOnly = false }: { readonly readOnly?: boolean } = {},
): Promise<Warehouse> {
  switch (address.kind) {
    case "duckdb":
      return openDuckDb(address.file, { readOnly, settings: address.settings });
    case "postgres":
      return openPostgres(address);
    case "clickhouse":
      return openClickHouse(address);
  }
}
