import { openDuckDb } from "../../../../data/warehouse/drivers/duckdb.ts";
import type { Warehouse } from "../../../../data/warehouse/warehouse.ts";

/** An engine to test against: a connection each time, and its end. */
export interface Engine {
  connect(): Promise<Warehouse>;
  stop(): Promise<void>;
}

/** DuckDB in this process: every connection is a database of its own. */
export async function startDuckDb(): Promise<Engine> {
  return { connect: () => openDuckDb(":memory:"), stop: async () => {} };
}
