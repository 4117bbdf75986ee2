/**
 * DuckDB in a process of its own, started by `duckdb.ts`: what the engine takes of memory is no part of ours, and a
 * query that ends it ends nothing else. One question at a time is answered by its number.
 */
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from "@duckdb/node-api";
import type { Value } from "../warehouse.ts";

/** What is asked of the engine. */
export type EngineQuestion =
  | { readonly kind: "open"; readonly file: string; readonly config: Readonly<Record<string, string>> }
  | { readonly kind: "run" | "columns" | "start"; readonly sql: string }
  | { readonly kind: "next" | "close" };

/** What it answers: a value by the kind of the question, or why there is none. */
export type EngineAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: string; readonly isNotInstalled: boolean };

type Rows = AsyncIterator<readonly (readonly DuckDBValue[])[]>;

let instance: DuckDBInstance;
let connection: DuckDBConnection;
let rows: Rows | null = null;

async function answer(question: EngineQuestion): Promise<unknown> {
  switch (question.kind) {
    case "open": {
      const engine = await import("@duckdb/node-api");
      instance = await engine.DuckDBInstance.create(question.file, { ...question.config });
      connection = await instance.connect();
      return null;
    }
    case "run":
      await connection.run(question.sql);
      return null;
    case "columns": {
      const result = await connection.run(question.sql);
      return result.columnNames().map((name, k): [string, string] => [name, String(result.columnType(k))]);
    }
    case "start":
      rows = (await connection.stream(question.sql)).yieldRows();
      return null;
    case "next": {
      const next = await rows!.next();
      if (next.done) rows = null;
      return next.done ? null : next.value.map((row) => row.map(plain));
    }
    case "close":
      connection.closeSync();
      instance.closeSync();
      return null;
  }
}

function plain(value: DuckDBValue): Value {
  return typeof value === "object" && value !== null ? String(value) : (value as Value);
}

process.on("message", async ({ id, ...question }: EngineQuestion & { id: number }) => {
  try {
    process.send!({ id, value: await answer(question as EngineQuestion) });
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    process.send!({
      id,
      failure: message.split("\n", 1)[0],
      isNotInstalled: code === "ERR_MODULE_NOT_FOUND",
    });
  }
});
// Who asks decides when to stop: an interrupt of the terminal reaches both, and their end reaches this one.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit());
