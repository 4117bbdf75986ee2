import { createHash } from "node:crypto";
import { CompiledQuery, sql } from "kysely";
import type { StoreKind } from "../store/database.ts";
import { type StoreDatabase, type StoreTables, TABLE_KEYS } from "../store/schema.ts";

/** A table of the store. */
export type TableName = keyof StoreTables;
/** A row as a backup has it: plain JSON. */
export type BackupRow = Readonly<Record<string, string | number | null>>;

/** The tables, in the order in which they are written and restored. */
export const TABLES = Object.keys(TABLE_KEYS) as TableName[];

/** Rows that are read and written together. */
export const TOGETHER = 200;

/** How a snapshot begins: what other processes write meanwhile is not in it, and they need not wait. */
const BEGIN: Readonly<Record<StoreKind, string>> = {
  memory: "begin",
  sqlite: "begin",
  postgres: "begin isolation level repeatable read read only",
};

/** Reads all tables as they stand at one moment, a page at a time. */
export async function snapshot(
  db: StoreDatabase,
  kind: StoreKind,
  take: (table: TableName, row: BackupRow) => Promise<void> | void,
): Promise<void> {
  await db.connection().execute(async (connection) => {
    await connection.executeQuery(CompiledQuery.raw(BEGIN[kind]));
    try {
      for (const table of TABLES) for await (const row of rowsOf(connection, table)) await take(table, row);
    } finally {
      await connection.executeQuery(CompiledQuery.raw("rollback"));
    }
  });
}

/** The rows of a table in the order of its keys. */
export async function* rowsOf(db: StoreDatabase, table: TableName): AsyncGenerator<BackupRow> {
  const keys: readonly string[] = TABLE_KEYS[table];
  let behind: BackupRow | null = null;
  for (;;) {
    const page = await pageOf(db, table, keys, behind);
    yield* page;
    if (page.length < TOGETHER) return;
    behind = page.at(-1)!;
  }
}

async function pageOf(
  db: StoreDatabase,
  table: TableName,
  keys: readonly string[],
  behind: BackupRow | null,
): Promise<BackupRow[]> {
  const columns = sql.join(keys.map((key) => sql.ref(key)));
  const where =
    behind === null ? sql`` : sql`where (${columns}) > (${sql.join(keys.map((key) => behind[key]))})`;
  const page = sql<
    Record<string, string | number | null>
  >`select * from ${sql.table(table)} ${where} order by ${columns} limit ${sql.lit(TOGETHER)}`;
  return (await page.execute(db)).rows.map(plain);
}

/** A row with its columns in one order, and numbers as numbers whichever database gave them. */
function plain(row: Record<string, string | number | null>): BackupRow {
  const entries = Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, name === "bytes" && value !== null ? Number(value) : value]),
  );
}

/** Hash and number of rows, whatever their order: two tables with the same digest hold the same. */
export class RowDigest {
  #count = 0;
  readonly #sum = Buffer.alloc(32);

  /** Adds a row. */
  add(row: BackupRow): void {
    const hash = createHash("sha256").update(JSON.stringify(row)).digest();
    for (let at = 0; at < 32; at++) this.#sum[at]! ^= hash[at]!;
    this.#count++;
  }

  /** The digest, such as `12:9f86…`. */
  get text(): string {
    return `${this.#count}:${this.#sum.toString("hex")}`;
  }

  /** Rows so far. */
  get count(): number {
    return this.#count;
  }
}
