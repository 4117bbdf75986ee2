import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DataError } from "../../errors.ts";
import { dialectOf } from "../dialect.ts";
import { tableName } from "../table-name.ts";
import { countRows, newTraffic, type Value, type Warehouse, type WarehouseColumn } from "../warehouse.ts";
import type { EngineAnswer, EngineQuestion } from "./duckdb-process.ts";

/** How the engine is held in bounds. */
export interface DuckDbOptions {
  /** The engine's own settings by name, such as `memory_limit` or `threads`; its defaults where absent. */
  readonly settings?: Readonly<Record<string, string>>;
  /** True to refuse every change. */
  readonly readOnly?: boolean;
}

/** DuckDB, and the process that it runs in. */
export interface DuckDbWarehouse extends Warehouse {
  /** The engine's process: its memory is not ours. */
  readonly pid: number;
}

const INTEGERS = new Set(
  ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"].flatMap((t) => [t, `U${t}`]),
);

/**
 * Opens a DuckDB file in a process of its own, which ends with the connection, or with ours.
 * @throws DataError `warehouse-driver` without the engine's package, `warehouse-failed` for a file that cannot be opened
 */
export async function openDuckDb(file: string, options: DuckDbOptions = {}): Promise<DuckDbWarehouse> {
  const place = `duckdb:${file}`;
  if (file !== ":memory:" && !existsSync(file)) {
    throw new DataError("warehouse-failed", "there is no such file; expected a DuckDB database", {
      file: place,
    });
  }
  const config = { ...options.settings, ...(options.readOnly && { access_mode: "READ_ONLY" }) };
  const warehouse = new DuckDb(place);
  try {
    await warehouse.open(file, config);
  } catch (error) {
    await warehouse.close();
    throw error;
  }
  return warehouse;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: DataError) => void;
}

class DuckDb implements DuckDbWarehouse {
  readonly dialect = dialectOf("duckdb");
  readonly traffic = newTraffic();
  readonly place: string;
  readonly #engine: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #isClosed = false;

  constructor(place: string) {
    this.place = place;
    const program = fileURLToPath(new URL("duckdb-process.ts", import.meta.url));
    // Neither our flags (heap limits, test runners) nor our keys are the engine's.
    this.#engine = fork(program, { serialization: "advanced", execArgv: [], env: {} });
    this.#engine.on("message", (answer: EngineAnswer) => this.#receive(answer));
    this.#engine.on("error", (error) => this.#end(error.message));
    this.#engine.on("exit", (code, signal) => this.#end(signal ?? `exit code ${code}`));
  }

  get pid(): number {
    return this.#engine.pid!;
  }

  async open(file: string, config: Readonly<Record<string, string>>): Promise<void> {
    await this.#ask({ kind: "open", file, config });
  }

  async columns(table: string): Promise<readonly WarehouseColumn[] | null> {
    const sql = `SELECT * FROM ${tableName(this.dialect, table)} LIMIT 0`;
    try {
      const columns = (await this.#ask({ kind: "columns", sql })) as [string, string][];
      return columns.map(([name, type]) => ({ name, kind: kindOf(type) }));
    } catch (error) {
      if (error instanceof DataError && /does not exist/i.test(error.message)) return null;
      throw error;
    }
  }

  async rows(sql: string): Promise<readonly (readonly Value[])[]> {
    const all: (readonly Value[])[] = [];
    for await (const block of this.stream(sql)) all.push(...block);
    return all;
  }

  async *stream(sql: string): AsyncGenerator<readonly (readonly Value[])[]> {
    this.traffic.sent += sql.length;
    await this.#ask({ kind: "start", sql });
    for (;;) {
      const rows = (await this.#ask({ kind: "next" })) as (readonly Value[])[] | null;
      if (rows === null) return;
      countRows(this.traffic, rows);
      yield rows;
    }
  }

  async run(sql: string): Promise<void> {
    this.traffic.sent += sql.length;
    await this.#ask({ kind: "run", sql });
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    await this.#ask({ kind: "close" }).catch(() => {});
    this.#isClosed = true;
    if (this.#engine.connected) this.#engine.disconnect();
  }

  #ask(question: EngineQuestion): Promise<unknown> {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      if (this.#engine.connected) this.#engine.send({ id, ...question });
      else this.#end("it has ended");
    });
  }

  #receive(answer: EngineAnswer): void {
    const { resolve, reject } = this.#waiting.get(answer.id)!;
    this.#waiting.delete(answer.id);
    if ("value" in answer) resolve(answer.value);
    else if (answer.isNotInstalled) {
      const message =
        "DuckDB is not installed here; expected its package beside this one: npm install @duckdb/node-api";
      reject(new DataError("warehouse-driver", message));
    } else reject(new DataError("warehouse-failed", `DuckDB says: ${answer.failure}`, { file: this.place }));
  }

  #end(why: string): void {
    const message = `DuckDB's process is gone (${why}); no tier was written`;
    for (const { reject } of this.#waiting.values())
      reject(new DataError("warehouse-lost", message, { file: this.place }));
    this.#waiting.clear();
  }
}

function kindOf(type: string): WarehouseColumn["kind"] {
  if (INTEGERS.has(type)) return "integer";
  if (type === "DOUBLE" || type === "FLOAT" || type.startsWith("DECIMAL")) return "number";
  return type === "VARCHAR" ? "text" : "other";
}
