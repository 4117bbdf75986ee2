import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { chmod, chown } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import pg from "pg";

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

/** The newest folder of PostgreSQL's server programs in the places where Debian and others put them. */
export function findPostgres(): string | null {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(debian, version, "bin")), "/usr/local/pgsql/bin"];
  return folders.find((folder) => existsSync(join(folder, "initdb"))) ?? null;
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
  if (bin === null) throw new Error("this test needs a PostgreSQL server on this machine, and there is none");
  const folder = mkdtempSync(join(tmpdir(), "tiering-pg-"));
  // PostgreSQL refuses to run as root; its package brings a user for it.
  const root = process.getuid?.() === 0;
  const run = (program: string, ...args: string[]) => {
    const command = [join(bin, program), ...args];
    const [file, ...rest] = root ? ["runuser", "-u", "postgres", "--", ...command] : command;
    execFileSync(file!, rest, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  };
  const data = join(folder, "data");
  let started = false;
  try {
    if (root) await handOver(folder);
    run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
    const settings = `-c listen_addresses= -c unix_socket_directories=${folder} -c fsync=off`;
    run("pg_ctl", "-D", data, "-w", "-o", settings, "-l", join(folder, "log"), "start");
    started = true;
    const client = new pg.Client({ host: folder, user: "postgres", database: "postgres" });
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
    if (started) run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop");
    rmSync(folder, { recursive: true, force: true });
  }
}

async function handOver(folder: string): Promise<void> {
  const user = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  await chmod(folder, 0o755);
  await chown(folder, user("-u"), user("-g"));
}
