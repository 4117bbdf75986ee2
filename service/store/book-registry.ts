import type { Actor } from "./actor.ts";
import type { AuditTrail, Deed } from "./audit.ts";
import type { Database } from "./database.ts";
import type { StoreDatabase, StoreTransaction } from "./schema.ts";

/** A book of a workspace; its files stand in the library's folder under its id. */
export interface RegisteredBook {
  readonly id: string;
  readonly name: string;
  readonly accounts: number;
  readonly tam: string | null;
  readonly addedAt: string;
}

/** Which books there are, by workspace; two workspaces may have the same one. */
export class BookRegistry {
  readonly #database: Database;
  readonly #audit: AuditTrail;

  constructor(database: Database, audit: AuditTrail) {
    this.#database = database;
    this.#audit = audit;
  }

  /** The books of a workspace, the latest first. @throws {ServiceError} `store-unavailable` */
  list(workspace: string): Promise<RegisteredBook[]> {
    return this.#database.read(async (db) => {
      const rows = await booksOf(db, workspace).orderBy("added_at", "desc").orderBy("id").execute();
      return rows.map(bookOf);
    });
  }

  /** One book; null where the workspace has none of that id. @throws {ServiceError} `store-unavailable` */
  find(workspace: string, id: string): Promise<RegisteredBook | null> {
    return this.#database.read(async (db) => {
      const row = await booksOf(db, workspace).where("id", "=", id).executeTakeFirst();
      return row === undefined ? null : bookOf(row);
    });
  }

  /** Adds a book, and what was done to the trail; one that is there stays as it is. @throws {ServiceError} `store-unavailable`, `store-full` */
  async add(actor: Actor, book: RegisteredBook, deed: Deed): Promise<void> {
    await this.#database.write(async (transaction) => {
      await this.addWith(transaction, actor, book);
      await this.#audit.recordWith(transaction, actor, deed);
    });
  }

  /** Adds a book within a transaction that has more to write; one that is there stays as it is. */
  async addWith(transaction: StoreTransaction, actor: Actor, book: RegisteredBook): Promise<void> {
    const { name: added_by, workspace } = actor;
    const { id, name, accounts, tam, addedAt: added_at } = book;
    await transaction
      .insertInto("books")
      .values({ workspace, id, name, accounts, tam, added_at, added_by })
      .onConflict((it) => it.columns(["workspace", "id"]).doNothing())
      .execute();
  }

  /** Removes a book, and notes it in the trail; false where the workspace has none of that id. @throws {ServiceError} `store-unavailable` */
  remove(actor: Actor, id: string, deed: Deed): Promise<boolean> {
    return this.#database.write(async (transaction) => {
      const { numDeletedRows } = await transaction
        .deleteFrom("books")
        .where("workspace", "=", actor.workspace)
        .where("id", "=", id)
        .executeTakeFirst();
      if (numDeletedRows > 0n) await this.#audit.recordWith(transaction, actor, deed);
      return numDeletedRows > 0n;
    });
  }

  /** Books that were added before a time, of all workspaces. @throws {ServiceError} `store-unavailable` */
  addedBefore(time: string): Promise<{ workspace: string; id: string }[]> {
    return this.#database.read((db) =>
      db.selectFrom("books").select(["workspace", "id"]).where("added_at", "<", time).execute(),
    );
  }
}

function booksOf(db: StoreDatabase, workspace: string) {
  return db.selectFrom("books").selectAll().where("workspace", "=", workspace);
}

function bookOf(row: { id: string; name: string; accounts: number; tam: string | null; added_at: string }) {
  const { id, name, accounts, tam, added_at } = row;
  return { id, name, accounts, tam, addedAt: added_at };
}
