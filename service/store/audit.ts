import type { Selectable } from "kysely";
import { type Actor, firstIdOf, newId } from "./actor.ts";
import type { Database } from "./database.ts";
import type { AuditRow, StoreTransaction } from "./schema.ts";

/** Kinds of what is audited. */
export const AUDIT_KINDS = ["run", "export", "upload", "override", "scenario", "approval", "link"] as const;
/** One of the kinds. */
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** Something that was done, as whoever did it knows it. */
export interface Deed {
  readonly kind: AuditKind;
  /** Method and path, or the command. */
  readonly action: string;
  readonly engine: string;
  readonly query?: string;
  readonly form?: string;
  readonly book?: string;
  readonly run?: string;
  readonly plan?: string;
  readonly bytes?: number;
  readonly sha256?: string;
  readonly detail?: string;
}

/** An entry of the trail. */
export type AuditEntry = Readonly<Selectable<AuditRow>>;

/** Which entries are looked for, the latest first. */
export interface AuditQuery {
  readonly kind?: AuditKind;
  readonly who?: string;
  readonly book?: string;
  readonly run?: string;
  /** At this time or later, and before that time; ISO 8601. */
  readonly from?: string;
  readonly to?: string;
  /** Only entries before this one. */
  readonly before?: string;
  readonly limit: number;
}

/** Longest that an answer waits for its entry to be kept, milliseconds. */
const WAIT_MS = 40;
/** Most entries that wait for a store which does not answer; those beyond are lost, and counted. */
const MOST_WAITING = 10_000;
/** Entries written together. */
const BATCH = 200;
/** Entries deleted together. */
const DELETED_AT_ONCE = 5_000;
const DAY_MS = 86_400_000;
/** How often a store that did not answer is tried again, milliseconds. */
const AGAIN_MS = 1_000;

/**
 * The trail of what was done. An entry is kept before its answer ends, where the store answers at once; else it
 * waits in memory and is written later, and what is lost is counted.
 */
export class AuditTrail {
  readonly #database: Database;
  readonly #now: () => Date;
  #waiting: AuditEntry[] = [];
  #lost = 0;
  #keptDays: number | null = null;
  /** True from an answer that did not wait for its entry until the next entries are kept. */
  #isLate = false;
  #flushing: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(database: Database, now: () => Date) {
    this.#database = database;
    this.#now = now;
  }

  /** Entries that wait to be written. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Entries that will never be written. */
  get lost(): number {
    return this.#lost;
  }

  /** Records a deed; returns when it is kept, at the latest after 40 ms. */
  async record(actor: Actor, deed: Deed): Promise<void> {
    if (this.#waiting.length >= MOST_WAITING) {
      this.#lost++;
      return;
    }
    const isHealthy = this.#database.trouble === null && !this.#isLate;
    this.#waiting.push(this.#entryOf(actor, deed));
    const flushed = this.#flush();
    // Only the first to meet a store that does not answer waits for it.
    if (isHealthy) await Promise.race([flushed, later(WAIT_MS).then(() => this.#beLate())]);
  }

  /** Records a deed as part of a write: both are kept, or neither. */
  async recordWith(transaction: StoreTransaction, actor: Actor, deed: Deed): Promise<void> {
    await transaction.insertInto("audit").values(this.#entryOf(actor, deed)).execute();
  }

  /** The entries of a workspace, the latest first. @throws {ServiceError} `store-unavailable` */
  async list(workspace: string, { limit, from, to, before, ...equal }: AuditQuery): Promise<AuditEntry[]> {
    await this.#flush();
    return this.#database.read(async (db) => {
      let query = db.selectFrom("audit").selectAll().where("workspace", "=", workspace);
      for (const name of ["kind", "who", "book", "run"] as const) {
        const value = equal[name];
        if (value !== undefined) query = query.where(name, "=", value);
      }
      if (from !== undefined) query = query.where("at", ">=", from);
      if (to !== undefined) query = query.where("at", "<", to);
      if (before !== undefined) query = query.where("id", "<", before);
      const rows = await query.orderBy("id", "desc").limit(limit).execute();
      return rows.map((row) => ({ ...row, bytes: row.bytes === null ? null : Number(row.bytes) }));
    });
  }

  /** Days for which entries are kept; null: for good. */
  get keptDays(): number | null {
    return this.#keptDays;
  }

  /**
   * Deletes entries of all workspaces that are older than so many days, some thousands at a time so that others write
   * in between, and keeps no older ones from now on. Returns how many went.
   * @throws {ServiceError} `store-unavailable`
   */
  async keepDays(days: number): Promise<number> {
    this.#keptDays = days;
    // Ids begin with their time, so that the primary key finds the oldest.
    const first = firstIdOf(new Date(this.#now().getTime() - days * DAY_MS));
    for (let gone = 0; ; ) {
      const deleted = await this.#database.write(async (transaction) => {
        const oldest = transaction
          .selectFrom("audit")
          .select("id")
          .where("id", "<", first)
          .orderBy("id")
          .limit(DELETED_AT_ONCE);
        return transaction.deleteFrom("audit").where("id", "in", oldest).executeTakeFirst();
      });
      const count = Number(deleted.numDeletedRows);
      gone += count;
      if (count < DELETED_AT_ONCE) return gone;
    }
  }

  /** Writes what waits, once more; what cannot be written is counted as lost. */
  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#flush();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#lost += this.#waiting.length;
    this.#waiting = [];
  }

  #beLate(): void {
    this.#isLate = this.#waiting.length > 0;
  }

  #entryOf({ name, workspace }: Actor, deed: Deed): AuditEntry {
    const now = this.#now();
    const { query = "", form = null, book = null, run = null, plan = null } = deed;
    const { kind, action, engine, bytes = null, sha256 = null, detail = null } = deed;
    const what = { kind, action, query, form, book, engine, run, plan, bytes, sha256, detail };
    return { id: newId(now), workspace, at: now.toISOString(), who: name, ...what };
  }

  /** One flush at a time; what came meanwhile is written by the next. */
  async #flush(): Promise<void> {
    while (this.#flushing !== null) await this.#flushing;
    if (this.#waiting.length === 0) return;
    this.#flushing = this.#write().finally(() => {
      this.#flushing = null;
    });
    await this.#flushing;
  }

  async #write(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const batch = this.#waiting.slice(0, BATCH);
        await this.#database.write((transaction) =>
          // A batch whose acknowledgement was lost is there already.
          transaction
            .insertInto("audit")
            .values(batch)
            .onConflict((it) => it.column("id").doNothing())
            .execute(),
        );
        this.#waiting = this.#waiting.slice(batch.length);
      }
      this.#isLate = false;
    } catch {
      this.#timer ??= setTimeout(() => {
        this.#timer = null;
        void this.#flush();
      }, AGAIN_MS).unref();
    }
  }
}

function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
