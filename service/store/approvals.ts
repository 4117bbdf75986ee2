import type { Selectable } from "kysely";
import { ServiceError } from "../errors.ts";
import { type Actor, newId } from "./actor.ts";
import type { Database } from "./database.ts";
import type { ApprovalRow, StoreDatabase, StoreTransaction } from "./schema.ts";

/** The states that a version can be brought to, in their order. */
export const APPROVAL_STEPS = ["proposed", "approved", "in-force"] as const;
/** One of the states. */
export type ApprovalStep = (typeof APPROVAL_STEPS)[number];

/** What became of one version of a scenario on one book, and who said so. */
export interface Approval {
  readonly scenario: string;
  readonly version: number;
  readonly book: string;
  /** `ended`: it was withdrawn, another version came into force, or the scenario was removed. */
  readonly state: ApprovalStep | "ended";
  readonly proposed: By;
  readonly approved: By | null;
  readonly inForce: By | null;
  readonly ended: By | null;
}

interface By {
  readonly by: string;
  readonly at: string;
}

/** Approvals of scenarios: proposed, approved, in force; of a book's versions one is in force at most. */
export class Approvals {
  readonly #database: Database;
  readonly #now: () => Date;

  constructor(database: Database, now: () => Date) {
    this.#database = database;
    this.#now = now;
  }

  /** The approvals of scenarios, the latest first. */
  async of(db: StoreDatabase, workspace: string, scenarios: readonly string[]): Promise<Approval[]> {
    const rows = await db
      .selectFrom("approvals")
      .selectAll()
      .where("workspace", "=", workspace)
      .where("scenario", "in", [...scenarios])
      .orderBy("id", "desc")
      .execute();
    return rows.map(approvalOf);
  }

  /** What is in force on a book; null where nothing is. @throws {ServiceError} `store-unavailable` */
  inForce(workspace: string, book: string): Promise<Approval | null> {
    return this.#database.read(async (db) => {
      const row = await inForceOn(db, workspace, book);
      return row === undefined ? null : approvalOf(row);
    });
  }

  /**
   * Brings a version one step further; what was in force on the book ends where another version comes into force.
   * @throws {ServiceError} `store-conflict` where the version is not at the step before
   */
  async advance(
    transaction: StoreTransaction,
    actor: Actor,
    what: { scenario: string; version: number; book: string; step: ApprovalStep },
  ): Promise<Approval> {
    const { scenario, version, book, step } = what;
    await this.#database.takeTurns(transaction, "approvals");
    const open = await openOf(transaction, actor.workspace, what);
    const before = APPROVAL_STEPS[APPROVAL_STEPS.indexOf(step) - 1];
    if (open?.state !== before) {
      const found = open === undefined ? "was never proposed for this book" : `is ${open.state} already`;
      const expected = before === undefined ? "one that is not proposed yet" : `one that is ${before}`;
      throw new ServiceError("store-conflict", `Version ${version} ${found}; expected ${expected}.`);
    }
    const by = { by: actor.name, at: this.#now().toISOString() };
    if (open === undefined) return this.#propose(transaction, actor, { scenario, version, book }, by);
    if (step === "in-force") {
      const former = await inForceOn(transaction, actor.workspace, book);
      if (former !== undefined) await end(transaction, [former.id], by);
    }
    const said =
      step === "approved"
        ? { approved_by: by.by, approved_at: by.at }
        : { in_force_by: by.by, in_force_at: by.at };
    const change = { state: step, ...said };
    await transaction.updateTable("approvals").set(change).where("id", "=", open.id).execute();
    return approvalOf({ ...open, ...change });
  }

  /**
   * Ends what is proposed of a version on a book.
   * @throws {ServiceError} `store-conflict` where it is not proposed, or is further already
   */
  async withdraw(
    transaction: StoreTransaction,
    actor: Actor,
    what: { scenario: string; version: number; book: string },
  ): Promise<Approval> {
    await this.#database.takeTurns(transaction, "approvals");
    const open = await openOf(transaction, actor.workspace, what);
    if (open?.state !== "proposed") {
      const found = open === undefined ? "is not proposed for this book" : `is ${open.state} already`;
      throw new ServiceError(
        "store-conflict",
        `Version ${what.version} ${found}; expected one that is proposed.`,
      );
    }
    const by = { by: actor.name, at: this.#now().toISOString() };
    await end(transaction, [open.id], by);
    return approvalOf({ ...open, state: "ended", ended_by: by.by, ended_at: by.at });
  }

  /** Ends all approvals of a scenario. */
  async endOf(transaction: StoreTransaction, actor: Actor, scenario: string): Promise<void> {
    const open = await transaction
      .selectFrom("approvals")
      .select("id")
      .where("scenario", "=", scenario)
      .where("state", "!=", "ended")
      .execute();
    const by = { by: actor.name, at: this.#now().toISOString() };
    if (open.length > 0)
      await end(
        transaction,
        open.map(({ id }) => id),
        by,
      );
  }

  async #propose(
    transaction: StoreTransaction,
    { workspace }: Actor,
    what: { scenario: string; version: number; book: string },
    { by, at }: By,
  ): Promise<Approval> {
    const nothing = { approved_by: null, approved_at: null, in_force_by: null, in_force_at: null };
    const row = {
      id: newId(this.#now()),
      workspace,
      ...what,
      state: "proposed" as const,
      proposed_by: by,
      proposed_at: at,
      ...nothing,
      ended_by: null,
      ended_at: null,
    };
    await transaction.insertInto("approvals").values(row).execute();
    return approvalOf(row);
  }
}

/** What became of a version on a book, where that has not ended. */
function openOf(
  db: StoreDatabase,
  workspace: string,
  { scenario, version, book }: { scenario: string; version: number; book: string },
) {
  return db
    .selectFrom("approvals")
    .selectAll()
    .where("workspace", "=", workspace)
    .where("scenario", "=", scenario)
    .where("version", "=", version)
    .where("book", "=", book)
    .where("state", "!=", "ended")
    .executeTakeFirst();
}

function inForceOn(db: StoreDatabase, workspace: string, book: string) {
  return db
    .selectFrom("approvals")
    .selectAll()
    .where("workspace", "=", workspace)
    .where("book", "=", book)
    .where("state", "=", "in-force")
    .executeTakeFirst();
}

async function end(transaction: StoreTransaction, ids: readonly string[], { by, at }: By): Promise<void> {
  const change = { state: "ended" as const, ended_by: by, ended_at: at };
  await transaction
    .updateTable("approvals")
    .set(change)
    .where("id", "in", [...ids])
    .execute();
}

function approvalOf(row: Selectable<ApprovalRow>): Approval {
  const by = (name: string | null, at: string | null) =>
    name === null || at === null ? null : { by: name, at };
  const { scenario, version, book, state } = row;
  return {
    scenario,
    version,
    book,
    state,
    proposed: { by: row.proposed_by, at: row.proposed_at },
    approved: by(row.approved_by, row.approved_at),
    inForce: by(row.in_force_by, row.in_force_at),
    ended: by(row.ended_by, row.ended_at),
  };
}
