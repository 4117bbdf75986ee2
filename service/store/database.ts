import { sql } from "kysely";
import { ServiceError } from "../errors.ts";
import { faultOf, storeError } from "./faults.ts";
import type { StoreDatabase, StoreTransaction } from "./schema.ts";

/** Where a store keeps what it is given. */
export type StoreKind = "memory" | "sqlite" | "postgres";

/** Times that a write is tried which another one came across. */
const ATTEMPTS = 4;
/** After a call that got no answer, the next ones are refused at once for so long, milliseconds. */
const REST_MS = 1_000;

/** Reads and writes of the store, with faults told in our own terms. */
export class Database {
  readonly kind: StoreKind;
  readonly #db: StoreDatabase;
  #trouble: { readonly error: ServiceError; readonly until: number } | null = null;

  constructor(kind: StoreKind, db: StoreDatabase) {
    this.kind = kind;
    this.#db = db;
  }

  /** Why the last call failed; null where it did not. */
  get trouble(): string | null {
    return this.#trouble?.error.message ?? null;
  }

  /** Reads. @throws {ServiceError} `store-unavailable` */
  read<T>(query: (db: StoreDatabase) => Promise<T>): Promise<T> {
    return this.#attempt(() => query(this.#db));
  }

  /**
   * Writes all or nothing; what is returned has been kept. The writing may be done again from its beginning.
   * @throws {ServiceError} `store-unavailable`, `store-full`, `store-conflict`
   */
  async write<T>(change: (transaction: StoreTransaction) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt(() => this.#db.transaction().execute(change));
      } catch (error) {
        const again = error instanceof ServiceError && error.code === "store-conflict" && error.cause;
        if (!again || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /** Makes writers of one thing take turns until their transactions end; SQLite's do so anyway. */
  async takeTurns(transaction: StoreTransaction, what: string): Promise<void> {
    if (this.kind !== "postgres") return;
    await sql`select pg_advisory_xact_lock(hashtext(${`tiering-assistant ${what}`}))`.execute(transaction);
  }

  /** Ends all connections. */
  close(): Promise<void> {
    return this.#db.destroy();
  }

  async #attempt<T>(act: () => Promise<T>): Promise<T> {
    if (this.#trouble !== null && Date.now() < this.#trouble.until) throw this.#trouble.error;
    try {
      const result = await act();
      this.#trouble = null;
      return result;
    } catch (error) {
      const kind = faultOf(error);
      if (kind === null) throw error;
      const told = storeError(kind, error);
      if (kind !== "at-once") {
        const rest = kind === "unavailable" ? REST_MS : 0;
        this.#trouble = { error: told, until: Date.now() + rest };
      }
      throw told;
    }
  }
}
