import type { Accounts } from "../accounts.ts";
import type { Hooks } from "../hooks.ts";
import { descendingOrder } from "../ranks.ts";
import type { Run } from "../run.ts";
import { matchText } from "./match-text.ts";
import { runColumn } from "./run-columns.ts";
import { type RunFilter, selectOfRun } from "./select-of-run.ts";

/** Which accounts of a run are listed, in which order. */
export interface ListQuery extends RunFilter {
  /** Part of the ID or of any text of an account, without regard to case. */
  readonly search?: string;
  /** A column of the book or of the run ({@link runColumn}); ascending ID order where absent. */
  readonly sort?: string;
  readonly descending?: boolean;
  /** Without `sort`: those that moved most tiers first, among equals those with the largest current revenue. */
  readonly farthest?: boolean;
}

/**
 * The accounts that a query lets through, in its order; blanks stand last, ties in ID order. O(N) a
 * selector, and O(V) a text column of V values for a search.
 * @throws TieringError as {@link selectOfRun}, and `unknown-column` for the order
 */
export function listAccounts(accounts: Accounts, run: Run, query: ListQuery, hooks: Hooks = {}): Uint32Array {
  const { search = "" } = query;
  const found = search.trim() === "" ? null : matchText(accounts, search.trim(), hooks);
  const rows = selectOfRun(accounts, run, query, hooks);
  const listed = found === null ? rows : rows.filter((i) => found[i] === 1);
  if (query.sort !== undefined) return sortRows(accounts, run, listed, query);
  return query.farthest ? farthestFirst(accounts, run, listed) : listed;
}

function farthestFirst({ revenue, tier }: Accounts, { tiers }: Run, rows: Uint32Array): Uint32Array {
  const richest = descendingOrder(Float64Array.from(rows, (i) => revenue[i]!)).map((at) => rows[at]!);
  const steps = Float64Array.from(richest, (i) => Math.abs(tiers[i]! - tier[i]!));
  return descendingOrder(steps).map((at) => richest[at]!);
}

function sortRows(accounts: Accounts, run: Run, rows: Uint32Array, query: ListQuery): Uint32Array {
  const { keyOf } = runColumn(accounts, run, query.sort!, { pointer: "/sort" });
  const sign = query.descending ? 1 : -1;
  // Blanks end last in either direction.
  const keys = Float64Array.from(rows, (i) => {
    const key = keyOf(i);
    return Number.isNaN(key) ? Number.NEGATIVE_INFINITY : sign * key;
  });
  return descendingOrder(keys).map((at) => rows[at]!);
}
