import type { Kysely, Transaction } from "kysely";

/** A book that was uploaded; its files stand in the library's folder. */
export interface BookRow {
  workspace: string;
  id: string;
  name: string;
  accounts: number;
  tam: string | null;
  added_at: string;
  added_by: string;
}

/** A scenario by its name, which is unlike those of the workspace's other scenarios. */
export interface ScenarioRow {
  id: string;
  workspace: string;
  name: string;
  created_at: string;
  created_by: string;
  removed_at: string | null;
}

/** One version of a scenario: what was asked, never the figures, which the book gives again. */
export interface ScenarioVersionRow {
  scenario: string;
  version: number;
  /** The plan's one query. */
  plan: string;
  note: string;
  /** The words that asked for it. */
  wish: string | null;
  /** The plan's query whose weights, coefficients and strategic tiers measure every version. */
  yardstick: string;
  /** Id of the book that it was made on. */
  book: string;
  author: string;
  at: string;
}

/** The state of one version for one book: proposed, approved, in force, ended. */
export interface ApprovalRow {
  id: string;
  workspace: string;
  book: string;
  scenario: string;
  version: number;
  state: "proposed" | "approved" | "in-force" | "ended";
  proposed_by: string;
  proposed_at: string;
  approved_by: string | null;
  approved_at: string | null;
  in_force_by: string | null;
  in_force_at: string | null;
  ended_by: string | null;
  ended_at: string | null;
}

/** An account that keeps its tier, or has one that a person gave it, from one version of the holds to another. */
export interface HoldRow {
  id: string;
  workspace: string;
  account: string;
  /** Null: the account keeps the tier that it has. */
  tier: string | null;
  reason: string;
  author: string;
  created_at: string;
  expires_at: string | null;
  since: number;
  /** First version without it; null while it is in force. */
  until: number | null;
  ended_by: string | null;
  ended_at: string | null;
}

/** A version of a workspace's holds; the numbers are unique among all workspaces. */
export interface HoldVersionRow {
  version: number;
  workspace: string;
  author: string;
  at: string;
}

/** A read-only link to one result that was issued; its signature is nowhere. */
export interface LinkRow {
  id: string;
  workspace: string;
  /** Path and query of the result. */
  path: string;
  author: string;
  created_at: string;
  expires_at: string;
  revoked_by: string | null;
  revoked_at: string | null;
}

/** One thing that was done. */
export interface AuditRow {
  id: string;
  workspace: string;
  at: string;
  who: string;
  kind: string;
  /** Method and path of the request, or the command. */
  action: string;
  /** The one spelling of its query; "" where it has none. */
  query: string;
  /** Media type of the answer; null where there is none. */
  form: string | null;
  book: string | null;
  engine: string;
  /** Id of the plan's run on its book. */
  run: string | null;
  plan: string | null;
  bytes: number | null;
  sha256: string | null;
  /** What was written, in words; null for a run. */
  detail: string | null;
}

/** The answer to a write that was sent under a key. */
export interface KeyRow {
  workspace: string;
  key: string;
  /** Hash of what was asked under it. */
  request: string;
  answer: string;
  at: string;
}

/** All tables of the store. */
export interface StoreTables {
  books: BookRow;
  scenarios: ScenarioRow;
  scenario_versions: ScenarioVersionRow;
  approvals: ApprovalRow;
  holds: HoldRow;
  hold_versions: HoldVersionRow;
  links: LinkRow;
  audit: AuditRow;
  keys: KeyRow;
}

/** The store's database. */
export type StoreDatabase = Kysely<StoreTables>;
/** A transaction on it. */
export type StoreTransaction = Transaction<StoreTables>;

/** Each table with the columns that tell its rows apart, in the order in which a backup takes them. */
export const TABLE_KEYS = {
  books: ["workspace", "id"],
  scenarios: ["id"],
  scenario_versions: ["scenario", "version"],
  approvals: ["id"],
  hold_versions: ["version"],
  holds: ["id"],
  links: ["id"],
  audit: ["id"],
  keys: ["workspace", "key"],
} as const satisfies { readonly [T in keyof StoreTables]: readonly (keyof StoreTables[T])[] };
