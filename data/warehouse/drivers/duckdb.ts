import { existsSync } from "node:fs";
import type { DuckDBConnection, DuckDBInstance, DuckDBResult, DuckDBValue } from "@duckdb/node-api";
import { DataError } from "../../errors.ts";
import { dialectOf } from "../dialect.ts";
import { tableName } from "../table-name.ts";
import { countRows, newTraffic, type Value, type Warehouse, type WarehouseColumn } from "../warehouse.ts";

/** How the engine in process is held in bounds. */
export interface DuckDbOptions {
  /** Most memory of the engine itself, such as `4GB`; its own default where absent. */
  readonly memoryLimit?: string;
  /** True to refuse every change. */
  readonly readOnly?: boolean;
}

const INTEGERS = new Set(
  ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"].flatMap((t) => [t, `U${t}`]),
);

/**
 * Opens a DuckDB file in this process; the engine's package is loaded when it is asked for.
 * @throws DataError `warehouse-driver` without the package, `warehouse-failed` for a file that cannot be opened
 */
export async function openDuckDb(file: string, options: DuckDbOptions = {}): Promise<Warehouse> {
  const engine = await loadEngine();
  const place = `duckdb:${file}`;
  if (file !== ":memory:" && !existsSync(file)) {
    throw new DataError("warehouse-failed", "there is no such file; expected a DuckDB database", {
      file: place,
    });
  }
  const config = {
    ...(options.memoryLimit !== undefined && { memory_limit: options.memoryLimit }),
    ...(options.readOnly && { access_mode: "READ_ONLY" }),
  };
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;
  try {
    instance = await engine.DuckDBInstance.create(file, config);
    connection = await instance.connect();
  } catch (error) {
    throw failed(error, place);
  }
  return new DuckDb(place, instance, connection);
}

async function loadEngine(): Promise<typeof import("@duckdb/node-api")> {
  try {
    return await import("@duckdb/node-api");
  } catch {
    const message =
      "DuckDB is not installed here; expected its package beside this one: npm install @duckdb/node-api";
    throw new DataError("warehouse-driver", message);
  }
}

class DuckDb implements Warehouse {
  readonly dialect = dialectOf("duckdb");
  readonly traffic = newTraffic();
  readonly place: string;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  constructor(place: string, instance: DuckDBInstance, connection: DuckDBConnection) {
    this.place = place;
    this.#instance = instance;
    this.#connection = connection;
  }

  async columns(table: string): Promise<readonly WarehouseColumn[] | null> {
    const name = tableName(this.dialect, table);
    try {
      const result = await this.#connection.run(`SELECT * FROM ${name} LIMIT 0`);
      return result
        .columnNames()
        .map((column, k) => ({ name: column, kind: kindOf(String(result.columnType(k))) }));
    } catch (error) {
      if (error instanceof Error && /does not exist/i.test(error.message)) return null;
      throw failed(error, this.place);
    }
  }

  async rows(sql: string): Promise<readonly (readonly Value[])[]> {
    const all: (readonly Value[])[] = [];
    for await (const block of this.stream(sql)) all.push(...block);
    return all;
  }

  async *stream(sql: string): AsyncGenerator<readonly (readonly Value[])[]> {
    this.traffic.sent += sql.length;
    let result: DuckDBResult;
    try {
      result = await this.#connection.stream(sql);
    } catch (error) {
      throw failed(error, this.place);
    }
    const blocks = result.yieldRows();
    for (;;) {
      const next = await blocks.next().catch((error: unknown) => {
        throw failed(error, this.place);
      });
      if (next.done) return;
      const rows = next.value.map((row) => row.map(plain));
      countRows(this.traffic, rows);
      yield rows;
    }
  }

  async run(sql: string): Promise<void> {
    this.traffic.sent += sql.length;
    try {
      await this.#connection.run(sql);
    } catch (error) {
      throw failed(error, this.place);
    }
  }

  async close(): Promise<void> {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

function kindOf(type: string): WarehouseColumn["kind"] {
  if (INTEGERS.has(type)) return "integer";
  if (type === "DOUBLE" || type === "FLOAT" || type.startsWith("DECIMAL")) return "number";
  return type === "VARCHAR" ? "text" : "other";
}

function plain(value: DuckDBValue): Value {
  return typeof value === "object" && value !== null ? String(value) : (value as Value);
}

function failed(error: unknown, place: string): DataError {
  if (error instanceof DataError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new DataError("warehouse-failed", `DuckDB says: ${reason.split("\n", 1)[0]}`, { file: place });
}
