import { DatabaseSync, type StatementSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CompiledQuery,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from "kysely";
import { isLocked } from "./faults.ts";
import type { StoreDatabase, StoreTables } from "./schema.ts";

/** A thread that waits in SQLite serves nobody meanwhile: it hardly does, and tries again after a sleep. */
const BUSY_MS = 10;
/** How long another process that opens the same file, or writes to it, is waited for, milliseconds. */
const PATIENCE_MS = 5_000;

/**
 * Opens a file, or a database in memory: a write-ahead log, and a write that is acknowledged is on the disk.
 * @throws {Error} of node:sqlite, where the file is none or cannot be opened
 */
export async function openSqlite(path: string): Promise<DatabaseSync> {
  const database = new DatabaseSync(path, { timeout: BUSY_MS });
  try {
    await patiently(async () => database.exec("PRAGMA journal_mode = WAL"));
    database.exec("PRAGMA synchronous = FULL");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Tries again while another process has the file to itself. */
export async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    try {
      return await act();
    } catch (error) {
      if (!isLocked(error) || Date.now() > end) throw error;
      await sleep(5);
    }
  }
}

/** Kysely over a database of node:sqlite. */
export function overSqlite(database: DatabaseSync): StoreDatabase {
  return new Kysely<StoreTables>({ dialect: new NodeSqliteDialect(database) });
}

/** Kysely's own dialect, over Node's SQLite in place of better-sqlite3. */
class NodeSqliteDialect extends SqliteDialect {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    super({ database: adapted(database) });
    this.#database = database;
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#database);
  }

  override createAdapter(): DialectAdapter {
    return new TransactionalAdapter();
  }
}

/** Migrations run in one transaction, which other processes wait for. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Every transaction takes the write lock at its begin: one that began as a reader could not always get it. */
class ImmediateDriver extends SqliteDriver {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    super({ database: adapted(database) });
    this.#database = database;
  }

  override beginTransaction(connection: DatabaseConnection): Promise<void> {
    return patiently(async () => {
      await connection.executeQuery(CompiledQuery.raw("begin immediate"));
    });
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // SQLite has rolled back by itself where there was no room.
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

/** The part of better-sqlite3 that Kysely uses. */
function adapted(database: DatabaseSync): SqliteDatabase {
  type Values = Parameters<StatementSync["all"]>;
  return {
    close: () => database.close(),
    prepare(text) {
      const statement = database.prepare(text);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...(parameters as Values)),
        run: (parameters) => statement.run(...(parameters as Values)),
        iterate: (parameters) => statement.iterate(...(parameters as Values)),
      };
    },
  };
}
