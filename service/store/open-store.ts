import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Config } from "../config.ts";
import { ServiceError } from "../errors.ts";
import { Approvals } from "./approvals.ts";
import { AuditTrail } from "./audit.ts";
import { BookRegistry } from "./book-registry.ts";
import { Database, type StoreKind } from "./database.ts";
import { faultOf } from "./faults.ts";
import { Holds } from "./holds.ts";
import { Links } from "./links.ts";
import { migrate } from "./migrate.ts";
import { openPostgres } from "./postgres.ts";
import { Scenarios } from "./scenarios.ts";
import { type StoreDatabase, TABLE_KEYS } from "./schema.ts";
import { openSqlite, overSqlite } from "./sqlite.ts";
import { createRecall, createWriteOnce, type Recall, type WriteOnce } from "./write-once.ts";

/** How a store is and how it does, for whoever looks after it. */
export interface StoreState {
  readonly kind: StoreKind;
  /** False where it goes with the process. */
  readonly kept: boolean;
  /** Why the last call got no answer; null where it did. */
  readonly trouble: string | null;
  /** Entries of the audit trail that are not written yet, and that never will be. */
  readonly auditWaiting: number;
  readonly auditLost: number;
}

/** How a store is and how it does. */
export function stateOf({ database, audit, isKept }: Store): StoreState {
  const { kind, trouble } = database;
  return { kind, kept: isKept, trouble, auditWaiting: audit.waiting, auditLost: audit.lost };
}

/** What outlives requests: books, scenarios, holds, approvals, links, and the trail of what was done. */
export interface Store {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly books: BookRegistry;
  readonly scenarios: Scenarios;
  readonly approvals: Approvals;
  readonly holds: Holds;
  readonly links: Links;
  readonly writeOnce: WriteOnce;
  readonly recall: Recall;
  readonly now: () => Date;
  /** True where it outlives the process. */
  readonly isKept: boolean;
  /** Writes what waits, and ends all connections. */
  close(): Promise<void>;
}

/** Where a store is: a PostgreSQL address, else a file, else in memory. */
export interface StorePlace {
  readonly url?: string;
  readonly file?: string;
}

/** The file that a library's folder has for a store of its own. */
const OWN_FILE = "store.sqlite";

/** Where the configuration puts the store. @throws {ServiceError} `invalid-config` for two places */
export function storePlaceOf(
  config: Pick<Config, "DATABASE_URL" | "TIERING_STORE" | "TIERING_LIBRARY">,
): StorePlace {
  const { DATABASE_URL: url, TIERING_STORE: file, TIERING_LIBRARY: folder } = config;
  if (url !== undefined && file !== undefined) {
    const message = "TIERING_STORE and DATABASE_URL are both set; expected one place for the store.";
    throw new ServiceError("invalid-config", message);
  }
  // Books that outlive the process need a list of them that does.
  return { url, file: url === undefined && folder !== undefined ? (file ?? join(folder, OWN_FILE)) : file };
}

/** A database of a store, and what kind it is. */
export interface OpenDatabase {
  readonly kind: StoreKind;
  readonly db: StoreDatabase;
}

/**
 * Opens the database of a store as it is, for work that may take long.
 * @throws {ServiceError} `invalid-config` where it cannot be opened, with the reason
 */
export async function openDatabase({ url, file }: StorePlace): Promise<OpenDatabase> {
  try {
    if (url !== undefined) return { kind: "postgres", db: openPostgres(url, { isPatient: true }) };
    if (file === undefined) return { kind: "memory", db: overSqlite(await openSqlite(":memory:")) };
    await mkdir(dirname(file), { recursive: true });
    return { kind: "sqlite", db: overSqlite(await openSqlite(file)) };
  } catch (error) {
    throw refused(error, { url, file });
  }
}

/**
 * The place of a store that is to be read, so has to be there: nothing is made.
 * @throws {ServiceError} `invalid-config` for a file that is not there
 */
export function existing(place: StorePlace): StorePlace {
  if (place.url !== undefined || place.file === undefined || existsSync(place.file)) return place;
  const message = `No such store: there is no file ${JSON.stringify(place.file)}. Expected one that a server or a command has written.`;
  throw new ServiceError("invalid-config", message);
}

/**
 * Opens the database of a store that has to be there, as it is.
 * @throws {ServiceError} `invalid-config` where there is none, or its tables are not those of this version
 */
export async function openExisting(place: StorePlace): Promise<OpenDatabase> {
  const opened = await openDatabase(existing(place));
  try {
    const tables = new Set((await opened.db.introspection.getTables()).map(({ name }) => name));
    const lacking = Object.keys(TABLE_KEYS).filter((name) => !tables.has(name));
    if (lacking.length === 0) return opened;
    const where = place.url === undefined ? JSON.stringify(place.file) : "DATABASE_URL";
    const message = `No such store: ${where} has no table ${lacking.join(", ")}. Expected a store that a server of this version has opened.`;
    throw new ServiceError("invalid-config", message);
  } catch (error) {
    await opened.db.destroy().catch(() => undefined);
    throw refused(error, place);
  }
}

/**
 * Opens a store and brings it to this version; several processes may do so at once.
 * @throws {ServiceError} `invalid-config` where it cannot be opened, with the reason
 */
export async function openStore(place: StorePlace, now = () => new Date()): Promise<Store> {
  const { kind, db } = await openDatabase(place);
  try {
    await migrate(db);
    if (place.url === undefined) return storeOver(kind, db, now);
    await db.destroy();
    return storeOver(kind, openPostgres(place.url), now);
  } catch (error) {
    await db.destroy().catch(() => undefined);
    throw refused(error, place);
  }
}

/** A store over a database that is of this version. */
export function storeOver(kind: StoreKind, db: StoreDatabase, now: () => Date): Store {
  const database = new Database(kind, db);
  const audit = new AuditTrail(database, now);
  const approvals = new Approvals(database, now);
  return {
    database,
    audit,
    approvals,
    books: new BookRegistry(database, audit),
    scenarios: new Scenarios(database, approvals, now),
    holds: new Holds(database, now),
    links: new Links(database, now),
    writeOnce: createWriteOnce(database, audit, now),
    recall: createRecall(database),
    now,
    isKept: kind !== "memory",
    async close() {
      await audit.close();
      await database.close();
    },
  };
}

/** A store that cannot be opened is a configuration that cannot be used; the address may hold a password. */
function refused(error: unknown, { url, file }: StorePlace): unknown {
  if (error instanceof ServiceError || !(error instanceof Error)) return error;
  const { code = "" } = error as { code?: string };
  const isOurs = faultOf(error) === null && !/^(?:E[A-Z]+$|ERR_SQLITE|28|3D|42501)/.test(code);
  if (isOurs) return error;
  const reason = error.message || code;
  const what = url === undefined ? `TIERING_STORE ${JSON.stringify(file)}` : "DATABASE_URL";
  const message = `The store of ${what} cannot be opened: ${reason}. Expected a file of ours or a new one, or a PostgreSQL database that may be written.`;
  return new ServiceError("invalid-config", message);
}
