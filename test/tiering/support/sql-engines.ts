import { writeFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import pg from "pg";
import { startPostgres } from "../../support/postgres.ts";

/** A table to be queried: a CSV file with a header, and which of its columns are numbers. */
export interface CsvTable {
  readonly name: string;
  readonly path: string;
  readonly columns: readonly { readonly name: string; readonly numeric: boolean }[];
}

/** Rows of text cells as a CSV file; "" is an unquoted blank. */
export function writeCsv(path: string, rows: readonly (readonly string[])[]): void {
  const cell = (text: string) => (text === "" ? "" : `"${text.replaceAll('"', '""')}"`);
  writeFileSync(path, rows.map((row) => `${row.map(cell).join(",")}\n`).join(""));
}

function createTable({ name, columns }: CsvTable, number: string): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const list = columns.map((column) => `${quoted(column.name)} ${column.numeric ? number : "VARCHAR"}`);
  return `CREATE TABLE ${quoted(name)} (${list.join(", ")})`;
}

/** Loads the tables into DuckDB in memory and returns what each query gives. */
export async function queryDuckDb(
  tables: readonly CsvTable[],
  queries: readonly string[],
): Promise<unknown[][][]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    for (const table of tables) {
      await connection.run(createTable(table, "DOUBLE"));
      const path = table.path.replaceAll("'", "''");
      await connection.run(
        `COPY "${table.name}" FROM '${path}' (FORMAT csv, HEADER, DELIMITER ',', QUOTE '"')`,
      );
    }
    const results: unknown[][][] = [];
    for (const query of queries) results.push((await connection.runAndReadAll(query)).getRows());
    return results;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/**
 * Loads the tables into a throw-away PostgreSQL cluster, reached by a socket in its own folder, and returns
 * what each query gives; the cluster is stopped and removed whatever happens.
 */
export async function queryPostgres(
  bin: string | null,
  tables: readonly CsvTable[],
  queries: readonly string[],
): Promise<unknown[][][]> {
  const cluster = await startPostgres(bin);
  const { folder: host, port } = cluster;
  try {
    const client = new pg.Client({ host, port, user: "postgres", database: "postgres" });
    await client.connect();
    try {
      for (const table of tables) {
        await client.query(createTable(table, "DOUBLE PRECISION"));
        await client.query(
          `COPY "${table.name}" FROM '${table.path.replaceAll("'", "''")}' (FORMAT csv, HEADER)`,
        );
      }
      const results: unknown[][][] = [];
      for (const text of queries) results.push((await client.query({ text, rowMode: "array" })).rows);
      return results;
    } finally {
      await client.end();
    }
  } finally {
    cluster.stop();
  }
}
