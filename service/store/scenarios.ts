import type { Selectable } from "kysely";
import { ServiceError } from "../errors.ts";
import { type Actor, newId } from "./actor.ts";
import type { Approval, Approvals } from "./approvals.ts";
import type { Database } from "./database.ts";
import type { ScenarioRow, ScenarioVersionRow, StoreDatabase, StoreTransaction } from "./schema.ts";

/** What a version of a scenario holds. */
export interface ScenarioContent {
  /** The plan's one query. */
  readonly plan: string;
  readonly note: string;
  /** The words that asked for it; null where it was made by hand. */
  readonly wish: string | null;
  /** The plan's query whose weights and coefficients measure every version. */
  readonly yardstick: string;
  /** Id of the book that it was made on. */
  readonly book: string;
}

/** A version of a scenario. */
export interface ScenarioVersion extends ScenarioContent {
  readonly version: number;
  readonly author: string;
  readonly at: string;
}

/** A scenario with its versions, the latest first, and what became of them. */
export interface Scenario {
  readonly id: string;
  readonly name: string;
  readonly author: string;
  readonly at: string;
  readonly versions: readonly ScenarioVersion[];
  readonly approvals: readonly Approval[];
}

/** Scenarios of a workspace by name; a change is a new version, and earlier ones stay. */
export class Scenarios {
  readonly #database: Database;
  readonly #approvals: Approvals;
  readonly #now: () => Date;

  constructor(database: Database, approvals: Approvals, now: () => Date) {
    this.#database = database;
    this.#approvals = approvals;
    this.#now = now;
  }

  /** The scenarios, the one made last first. @throws {ServiceError} `store-unavailable` */
  list(workspace: string): Promise<Scenario[]> {
    return this.#database.read(async (db) => {
      const rows = await scenariosOf(db, workspace).orderBy("id", "desc").execute();
      return this.#complete(db, workspace, rows);
    });
  }

  /** A scenario by its id or its name; null where the workspace has none. @throws {ServiceError} `store-unavailable` */
  find(workspace: string, idOrName: string): Promise<Scenario | null> {
    return this.#database.read((db) => this.findWith(db, workspace, idOrName));
  }

  /** As {@link find}, within a transaction. */
  async findWith(db: StoreDatabase, workspace: string, idOrName: string): Promise<Scenario | null> {
    // Names are kept composed; who types one may have its accents apart.
    const spellings = [idOrName, idOrName.normalize("NFC")];
    const rows = await scenariosOf(db, workspace)
      .where((where) => where.or([where("id", "=", idOrName), where("name", "in", spellings)]))
      .execute();
    // A name may be another one's id; the id goes first.
    const row =
      rows.find(({ id }) => id === idOrName) ?? rows.find(({ name }) => name === idOrName) ?? rows[0];
    return row === undefined ? null : ((await this.#complete(db, workspace, [row]))[0] ?? null);
  }

  /** Makes a scenario of one version. @throws {ServiceError} `store-conflict` where its name is taken */
  async add(
    transaction: StoreTransaction,
    actor: Actor,
    { name, ...content }: ScenarioContent & { readonly name: string },
  ): Promise<Scenario> {
    await this.#database.takeTurns(transaction, "scenarios");
    const { workspace } = actor;
    await refuseTaken(transaction, workspace, name);
    const now = this.#now();
    const row = { id: newId(now), workspace, name, created_at: now.toISOString(), created_by: actor.name };
    await transaction
      .insertInto("scenarios")
      .values({ ...row, removed_at: null })
      .execute();
    await this.#addVersion(transaction, actor, { scenario: row.id, version: 1, ...content });
    return (await this.findWith(transaction, workspace, row.id))!;
  }

  /**
   * Puts a version behind the latest one, which has to be `base`; what the change leaves out stays.
   * @throws {ServiceError} `store-conflict` where another version came first, or the new name is taken
   */
  async change(
    transaction: StoreTransaction,
    actor: Actor,
    { id, base, name, ...change }: Partial<ScenarioContent> & { id: string; base: number; name?: string },
  ): Promise<Scenario | null> {
    await this.#database.takeTurns(transaction, "scenarios");
    const scenario = await this.findWith(transaction, actor.workspace, id);
    const latest = scenario?.versions[0];
    if (!scenario || !latest) return null;
    if (latest.version !== base) {
      const message = `“${scenario.name}” is at version ${latest.version} by ${latest.author}, the change was made to version ${base}; look at the new one, then change that.`;
      throw new ServiceError("store-conflict", message);
    }
    if (name !== undefined && name !== scenario.name) {
      await refuseTaken(transaction, actor.workspace, name);
      await transaction.updateTable("scenarios").set({ name }).where("id", "=", scenario.id).execute();
    }
    const { plan, note, wish, yardstick, book } = { ...latest, ...defined(change) };
    const next = { scenario: scenario.id, version: base + 1, plan, note, wish, yardstick, book };
    await this.#addVersion(transaction, actor, next);
    return this.findWith(transaction, actor.workspace, scenario.id);
  }

  /** Takes a scenario away; its name is free again, and the audit trail keeps what was done with it. */
  async remove(transaction: StoreTransaction, actor: Actor, id: string): Promise<Scenario | null> {
    await this.#database.takeTurns(transaction, "scenarios");
    const scenario = await this.findWith(transaction, actor.workspace, id);
    if (scenario === null) return null;
    const removed_at = this.#now().toISOString();
    await transaction.updateTable("scenarios").set({ removed_at }).where("id", "=", scenario.id).execute();
    await this.#approvals.endOf(transaction, actor, scenario.id);
    return scenario;
  }

  async #addVersion(
    transaction: StoreTransaction,
    actor: Actor,
    content: ScenarioContent & { scenario: string; version: number },
  ): Promise<void> {
    const { scenario, version, plan, note, wish, yardstick, book } = content;
    const by = { author: actor.name, at: this.#now().toISOString() };
    await transaction
      .insertInto("scenario_versions")
      .values({ scenario, version, plan, note, wish, yardstick, book, ...by })
      .execute();
  }

  async #complete(
    db: StoreDatabase,
    workspace: string,
    rows: readonly Selectable<ScenarioRow>[],
  ): Promise<Scenario[]> {
    if (rows.length === 0) return [];
    const ids = rows.map(({ id }) => id);
    const versions = await db
      .selectFrom("scenario_versions")
      .selectAll()
      .where("scenario", "in", ids)
      .orderBy("version", "desc")
      .execute();
    const approvals = await this.#approvals.of(db, workspace, ids);
    return rows.map(({ id, name, created_at, created_by }) => ({
      id,
      name,
      author: created_by,
      at: created_at,
      versions: versions.filter(({ scenario }) => scenario === id).map(versionOf),
      approvals: approvals.filter(({ scenario }) => scenario === id),
    }));
  }
}

function scenariosOf(db: StoreDatabase, workspace: string) {
  return db
    .selectFrom("scenarios")
    .selectAll()
    .where("workspace", "=", workspace)
    .where("removed_at", "is", null);
}

async function refuseTaken(transaction: StoreTransaction, workspace: string, name: string): Promise<void> {
  const taken = await scenariosOf(transaction, workspace).where("name", "=", name).executeTakeFirst();
  if (taken === undefined) return;
  const message = `There is a scenario ${JSON.stringify(name)} of ${taken.created_by}; expected another name, or a new version of that one.`;
  throw new ServiceError("store-conflict", message);
}

function versionOf({ scenario: _, ...version }: Selectable<ScenarioVersionRow>): ScenarioVersion {
  return version;
}

function defined<T extends object>(change: T): Partial<T> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<T>;
}
