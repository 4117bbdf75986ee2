import type { Selectable } from "kysely";
import { LRUCache } from "lru-cache";
import { type Actor, automatic, newId } from "./actor.ts";
import type { Database } from "./database.ts";
import type { HoldRow, StoreDatabase, StoreTransaction } from "./schema.ts";

/** What is said of an account: it keeps its tier, or has the one that is named, until a day or for good. */
export interface HoldRequest {
  readonly account: string;
  /** Null: it keeps the tier that it has. */
  readonly tier: string | null;
  readonly reason: string;
  /** ISO 8601; null for good. */
  readonly expires: string | null;
}

/** A hold as it stands in the store. */
export interface Hold extends HoldRequest {
  readonly id: string;
  readonly author: string;
  readonly at: string;
}

/** The holds of a workspace as they stood at one version; they never change. */
export interface HoldSet {
  readonly version: number;
  /** In the order of accounts. */
  readonly holds: readonly Hold[];
}

/** Sets that are remembered. */
const REMEMBERED = 64;

/** Holds and overrides of a workspace: each change is a new version, so that a run can name what it obeyed. */
export class Holds {
  readonly #database: Database;
  readonly #now: () => Date;
  readonly #sets = new LRUCache<string, HoldSet>({ max: REMEMBERED });

  constructor(database: Database, now: () => Date) {
    this.#database = database;
    this.#now = now;
  }

  /** The holds in force now; those that have expired meanwhile are ended first. @throws {ServiceError} `store-unavailable` */
  async current(workspace: string): Promise<HoldSet> {
    const version = await this.currentVersion(workspace);
    return (await this.at(workspace, version))!;
  }

  /** The version in force now, 0 before the first hold. @throws {ServiceError} `store-unavailable` */
  async currentVersion(workspace: string): Promise<number> {
    const now = this.#now().toISOString();
    const expired = await this.#database.read((db) => expiredAt(db, workspace, now));
    if (expired.length > 0) {
      const clock = automatic("expiry", workspace);
      await this.#database.write(async (transaction) => {
        await this.#database.takeTurns(transaction, "holds");
        const due = await expiredAt(transaction, workspace, now);
        if (due.length > 0) await this.#end(transaction, clock, due);
      });
    }
    return this.#database.read((db) => latestVersion(db, workspace));
  }

  /** The holds at a version; null where the workspace never had it. @throws {ServiceError} `store-unavailable` */
  async at(workspace: string, version: number): Promise<HoldSet | null> {
    if (version === 0) return { version, holds: [] };
    const key = `${version} ${workspace}`;
    const known = this.#sets.get(key);
    if (known !== undefined) return known;
    const found = await this.#database.read(async (db) => {
      const made = await db
        .selectFrom("hold_versions")
        .select("version")
        .where("workspace", "=", workspace)
        .where("version", "=", version)
        .executeTakeFirst();
      if (made === undefined) return null;
      return db
        .selectFrom("holds")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("since", "<=", version)
        .where((where) => where.or([where("until", "is", null), where("until", ">", version)]))
        .execute();
    });
    if (found === null) return null;
    const holds = found.map(holdOf).sort((a, b) => (a.account < b.account ? -1 : 1));
    const set: HoldSet = { version, holds };
    this.#sets.set(key, set);
    return set;
  }

  /** Adds holds within a transaction; an account's earlier one ends with it. Returns both, and the new version. */
  async add(
    transaction: StoreTransaction,
    actor: Actor,
    requests: readonly HoldRequest[],
  ): Promise<{ version: number; holds: Hold[]; ended: Hold[] }> {
    await this.#database.takeTurns(transaction, "holds");
    const { workspace } = actor;
    const now = this.#now();
    const accounts = requests.map(({ account }) => account);
    const before = await transaction
      .selectFrom("holds")
      .selectAll()
      .where("workspace", "=", workspace)
      .where("until", "is", null)
      .where("account", "in", accounts)
      .execute();
    const version = await this.#end(
      transaction,
      actor,
      before.map(({ id }) => id),
    );
    const rows = requests.map(({ account, tier, reason, expires }) => ({
      id: newId(now),
      workspace,
      account,
      tier,
      reason,
      author: actor.name,
      created_at: now.toISOString(),
      expires_at: expires,
      since: version,
      until: null,
      ended_by: null,
      ended_at: null,
    }));
    await transaction.insertInto("holds").values(rows).execute();
    return { version, holds: rows.map(holdOf), ended: before.map(holdOf) };
  }

  /** Ends a hold within a transaction; null where the workspace has none of that id in force. */
  async end(
    transaction: StoreTransaction,
    actor: Actor,
    id: string,
  ): Promise<{ version: number; hold: Hold } | null> {
    await this.#database.takeTurns(transaction, "holds");
    const row = await transaction
      .selectFrom("holds")
      .selectAll()
      .where("workspace", "=", actor.workspace)
      .where("id", "=", id)
      .where("until", "is", null)
      .executeTakeFirst();
    if (row === undefined) return null;
    return { version: await this.#end(transaction, actor, [id]), hold: holdOf(row) };
  }

  /** Makes a new version in which these holds are in force no more. */
  async #end(transaction: StoreTransaction, actor: Actor, ids: readonly string[]): Promise<number> {
    const at = this.#now().toISOString();
    const last = await transaction
      .selectFrom("hold_versions")
      .select(({ fn }) => fn.max("version").as("version"))
      .executeTakeFirst();
    const version = (last?.version ?? 0) + 1;
    const { name: author, workspace } = actor;
    await transaction.insertInto("hold_versions").values({ version, workspace, author, at }).execute();
    if (ids.length > 0) {
      await transaction
        .updateTable("holds")
        .set({ until: version, ended_by: author, ended_at: at })
        .where("id", "in", [...ids])
        .execute();
    }
    return version;
  }
}

async function expiredAt(db: StoreDatabase, workspace: string, now: string): Promise<string[]> {
  const rows = await db
    .selectFrom("holds")
    .select("id")
    .where("workspace", "=", workspace)
    .where("until", "is", null)
    .where("expires_at", "<=", now)
    .execute();
  return rows.map(({ id }) => id);
}

async function latestVersion(db: StoreDatabase, workspace: string): Promise<number> {
  const last = await db
    .selectFrom("hold_versions")
    .select(({ fn }) => fn.max("version").as("version"))
    .where("workspace", "=", workspace)
    .executeTakeFirst();
  return last?.version ?? 0;
}

function holdOf({ id, account, tier, reason, author, created_at, expires_at }: Selectable<HoldRow>): Hold {
  return { id, account, tier, reason, author, at: created_at, expires: expires_at };
}
