import type { Accounts } from "../accounts.ts";
import { checkpoint, type Hooks } from "../hooks.ts";
import { selectAccounts } from "../policy/select.ts";
import { parseTier } from "../policy/tier-letters.ts";
import { descendingOrder } from "../ranks.ts";
import type { Run } from "../run.ts";
import { matchText } from "./match-text.ts";
import { runColumn } from "./run-columns.ts";

/** Which accounts of a run are listed, in which order. */
export interface ListQuery {
  readonly change?: "all" | "moved" | "up" | "down" | "same";
  /** Name of the tier before, and after. */
  readonly from?: string;
  readonly to?: string;
  /** The fewest tiers that they move by. */
  readonly steps?: number;
  /** Part of the ID or of any text of an account, without regard to case. */
  readonly search?: string;
  /** Selectors as in a plan's scope: an account has to match them all. */
  readonly where?: readonly string[];
  /** A column of the book or of the run ({@link runColumn}); ascending ID order where absent. */
  readonly sort?: string;
  readonly descending?: boolean;
  /** Without `sort`: those that moved most tiers first, among equals those with the largest current revenue. */
  readonly farthest?: boolean;
}

const BLOCK = 65_536;

/**
 * The accounts that a query lets through, in its order; blanks stand last, ties in ID order. O(N) a
 * selector, and O(V) a text column of V values for a search.
 * @throws TieringError `unknown-column`, `unknown-value`, `unknown-tier`, `invalid-policy` with a pointer to
 * the part of the query; `cancelled`
 */
export function listAccounts(accounts: Accounts, run: Run, query: ListQuery, hooks: Hooks = {}): Uint32Array {
  const { change = "all", search = "", steps = 0, where = [] } = query;
  const from = query.from && parseTier(query.from, accounts.tierNames, "/from");
  const to = query.to && parseTier(query.to, run.tierNames, "/to");
  const masks = where.map((selector, at) => selectAccounts(accounts, selector, `/where/${at}`));
  const found = search.trim() === "" ? null : matchText(accounts, search.trim(), hooks);
  const rows: number[] = [];
  for (let i = 0; i < accounts.n; i++) {
    if (i % BLOCK === 0) checkpoint(hooks, "Listing", i / accounts.n);
    const before = accounts.tier[i]!;
    const after = run.tiers[i]!;
    if (from !== undefined && from !== "" && before !== from) continue;
    if (to !== undefined && to !== "" && after !== to) continue;
    if (!lets(change, after - before) || Math.abs(after - before) < steps) continue;
    if (found !== null && found[i] === 0) continue;
    if (masks.every((mask) => mask[i] === 1)) rows.push(i);
  }
  const listed = Uint32Array.from(rows);
  if (query.sort !== undefined) return sortRows(accounts, run, listed, query);
  return query.farthest ? farthestFirst(accounts, run, listed) : listed;
}

function farthestFirst({ revenue, tier }: Accounts, { tiers }: Run, rows: Uint32Array): Uint32Array {
  const richest = descendingOrder(Float64Array.from(rows, (i) => revenue[i]!)).map((at) => rows[at]!);
  const steps = Float64Array.from(richest, (i) => Math.abs(tiers[i]! - tier[i]!));
  return descendingOrder(steps).map((at) => richest[at]!);
}

function lets(change: NonNullable<ListQuery["change"]>, step: number): boolean {
  if (change === "moved") return step !== 0;
  if (change === "up") return step < 0;
  if (change === "down") return step > 0;
  return change === "all" || step === 0;
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
