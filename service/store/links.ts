import type { Selectable } from "kysely";
import { type Actor, newId } from "./actor.ts";
import type { Database } from "./database.ts";
import type { LinkRow, StoreDatabase, StoreTransaction } from "./schema.ts";

/** A read-only link to one result, as it was issued; its signature is nowhere. */
export interface IssuedLink {
  readonly id: string;
  /** Path and query of the result. */
  readonly path: string;
  readonly author: string;
  readonly at: string;
  readonly until: string;
  /** Who took it back, and when; null while it is good. */
  readonly revoked: { readonly by: string; readonly at: string } | null;
}

/** Links that were issued and are not over yet, by workspace; one that is not here, or taken back, opens nothing. */
export class Links {
  readonly #database: Database;
  readonly #now: () => Date;

  constructor(database: Database, now: () => Date) {
    this.#database = database;
    this.#now = now;
  }

  /** The links of a workspace, or of one author, whose time is not over, the latest first. @throws {ServiceError} `store-unavailable` */
  list(workspace: string, author: string | null): Promise<IssuedLink[]> {
    return this.#database.read(async (db) => {
      const live = linksOf(db, workspace).where("expires_at", ">", this.#now().toISOString());
      const own = author === null ? live : live.where("author", "=", author);
      return (await own.orderBy("id", "desc").execute()).map(linkOf);
    });
  }

  /** Whether a link is good. @throws {ServiceError} `store-unavailable` */
  isGood(workspace: string, id: string): Promise<boolean> {
    return this.#database.read(async (db) => {
      const row = await linksOf(db, workspace).where("id", "=", id).executeTakeFirst();
      return row !== undefined && row.revoked_at === null && row.expires_at > this.#now().toISOString();
    });
  }

  /** Issues a link within a transaction; those of the workspace whose time is over make room. */
  async add(transaction: StoreTransaction, actor: Actor, path: string, until: string): Promise<IssuedLink> {
    const { name: author, workspace } = actor;
    const now = this.#now();
    await transaction
      .deleteFrom("links")
      .where("workspace", "=", workspace)
      .where("expires_at", "<=", now.toISOString())
      .execute();
    const row = { id: newId(now), workspace, path, author, created_at: now.toISOString(), expires_at: until };
    const whole = { ...row, revoked_by: null, revoked_at: null };
    await transaction.insertInto("links").values(whole).execute();
    return linkOf(whole);
  }

  /** Takes a link back within a transaction; null where the workspace has no good one of that id. */
  async revoke(transaction: StoreTransaction, actor: Actor, id: string): Promise<IssuedLink | null> {
    const row = await linksOf(transaction, actor.workspace)
      .where("id", "=", id)
      .where("revoked_at", "is", null)
      .executeTakeFirst();
    if (row === undefined) return null;
    const change = { revoked_by: actor.name, revoked_at: this.#now().toISOString() };
    await transaction.updateTable("links").set(change).where("id", "=", id).execute();
    return linkOf({ ...row, ...change });
  }
}

function linksOf(db: StoreDatabase, workspace: string) {
  return db.selectFrom("links").selectAll().where("workspace", "=", workspace);
}

function linkOf({
  id,
  path,
  author,
  created_at,
  expires_at,
  revoked_by,
  revoked_at,
}: Selectable<LinkRow>): IssuedLink {
  const revoked = revoked_by === null || revoked_at === null ? null : { by: revoked_by, at: revoked_at };
  return { id, path, author, at: created_at, until: expires_at, revoked };
}
