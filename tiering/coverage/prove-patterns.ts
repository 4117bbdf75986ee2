import { type Hooks, isOutOfTime } from "../hooks.ts";
import type { AccountModel } from "./account-model.ts";
import type { CoverageEngine, LinearModel } from "./engine.ts";
import { bestOf, finished, obeys } from "./finish.ts";
import { foldAccounts } from "./fold-accounts.ts";
import type { Counts, Part } from "./part.ts";
import { boundByPatterns, type PatternBound } from "./pattern-bound.ts";
import type { ChosenPattern } from "./pattern-rows.ts";
import { placedObjective } from "./placed-worth.ts";
import type { ProofHooks } from "./proof-task.ts";
import { repaired } from "./repair.ts";

/**
 * The first program: how far below its seller's best a pattern is at most, in units, how many a seller there are, and
 * the share of the gap that it is solved to [measured]; and the most patterns of the second.
 */
const FIRST = { slack: 0.1, most: 45, gap: 0.4 } as const;
const MOST_PATTERNS = 8_000;
/** Accounts that gain or lose less than this at the prices, in units, are columns of their own [measured]. */
const NEAR = 0.2;
/** Share of the seconds that each of the two programs may take. */
const SECONDS = 0.45;

/** What is to be proven of a part, and from where. */
export interface PatternTask {
  readonly part: Part;
  readonly model: AccountModel;
  readonly start: Counts;
  readonly bound: number;
  /** As a share of the bound. */
  readonly gap: number;
  readonly seconds: number;
}

/**
 * Proves a part by the patterns of its sellers: the bound of their relaxation; then the integer program over those
 * near their best, which finds better answers; then over all that an answer better than that one could have, as far as
 * the gap asks for. Whoever has a pattern that was left out is worth less than the bound by at least its slack, so the
 * greater of that and the program's own is a bound. `isEnded` says that more time would have brought no more.
 * @throws {TieringError} `cancelled`
 */
export function proveByPatterns(
  task: PatternTask,
  engine: CoverageEngine,
  hooks: ProofHooks,
): { readonly counts: Counts; readonly bound: number; readonly isEnded: boolean } {
  const { part, model, gap, seconds } = task;
  const relaxed = boundByPatterns(model, engine, task.start, hooks);
  let bound = Math.min(task.bound, relaxed.bound);
  let best = task.start;
  const allowed = gap * Math.abs(bound);
  const missing = () => bound - placedObjective(part, best);
  const improve = (slack: number, most: number, share: number): boolean => {
    const near = choosePatterns(relaxed, slack, most, relaxed.patternsOf(best));
    const over = { ...task, start: best, gap: share * gap, seconds: SECONDS * seconds };
    const found = solveOver(near.chosen, relaxed, over, engine, hooks);
    best = bestOf(part, [best, ...found.counts], placedObjective)!;
    bound = Math.min(bound, Math.max(found.bound, relaxed.bound - near.slack));
    hooks.onImproved?.(placedObjective(part, best), bound);
    return found.isEnded;
  };
  const isOpen = () => missing() > allowed && !isOutOfTime(hooks);
  if (isOpen()) improve(FIRST.slack, FIRST.most * relaxed.patterns.length, FIRST.gap);
  let isEnded = true;
  // Less than all that is missing: a part of it may stay.
  const within = relaxed.bound - placedObjective(part, best) - 0.9 * allowed;
  if (isOpen()) isEnded = improve(within, MOST_PATTERNS, 0.9);
  return { counts: best, bound, isEnded };
}

/** The patterns within a slack, fewer where they are more than `most`; and what those left out lack at least. */
function choosePatterns(
  { slack }: PatternBound,
  within: number,
  most: number,
  always: readonly ChosenPattern[],
): { readonly chosen: ChosenPattern[]; readonly slack: number } {
  const ascending = Float64Array.from(slack.flatMap((ofSeller) => Array.from(ofSeller))).sort();
  // Those as far from their seller's best as the first that is too many are left out with it.
  const limit = Math.min(within, ascending[most] ?? Number.POSITIVE_INFINITY);
  const isHeld = (seller: number, pattern: number) =>
    always.some((one) => one.seller === seller && one.pattern === pattern);
  let leftOut = Number.POSITIVE_INFINITY;
  const chosen: ChosenPattern[] = [];
  slack.forEach((ofSeller, seller) => {
    ofSeller.forEach((lacks, pattern) => {
      if (lacks < limit || isHeld(seller, pattern)) chosen.push({ seller, pattern });
      else leftOut = Math.min(leftOut, lacks);
    });
  });
  return { chosen, slack: leftOut };
}

/** The integer program over some patterns; its counts as they are and finished, those that obey the rules. */
function solveOver(
  chosen: readonly ChosenPattern[],
  { rows, prices, patterns, patternsOf }: PatternBound,
  { part, model, start, gap, seconds }: PatternTask,
  engine: CoverageEngine,
  hooks: Hooks,
): { readonly counts: readonly Counts[]; readonly bound: number; readonly isEnded: boolean } {
  const range = { from: model.accountAt, to: model.accountEnd };
  const folded = foldAccounts(withColumns(rows.linear, rows.columnsOf(chosen)), range, prices, NEAR);
  // The constant is the last column, the patterns stand before it.
  const patternAt = folded.numCols - 1 - chosen.length;
  const bySeller = new Set(patterns.flatMap(({ tiers }) => tiers.map(({ column }) => column)));
  const integer = folded.integer.map((one, j) => (isTied(part) || !bySeller.has(j) ? one : 0));
  const values = new Float64Array(folded.numCols).fill(Number.NaN);
  values.set(model.valuesOf(start).subarray(0, model.accountAt));
  const held = patternsOf(start);
  chosen.forEach(({ seller, pattern }, k) => {
    values[patternAt + k] = held.some((one) => one.seller === seller && one.pattern === pattern) ? 1 : 0;
  });
  const session = engine.open({ ...folded, integer });
  try {
    const solved = session.solveInteger({ ...hooks, gap, seconds, start: values });
    if (solved.status === "infeasible") return { counts: [], bound: Number.NEGATIVE_INFINITY, isEnded: true };
    const isEnded = solved.status === "optimal";
    if (solved.values === null) return { counts: [], bound: solved.bound, isEnded };
    const found = repaired(part, model.countsOf(solved.values));
    const all = [found, ...finished(part, found, null)];
    return { counts: all.filter((counts) => obeys(part, counts)), bound: solved.bound, isEnded };
  } finally {
    session.close();
  }
}

/** Whether rules tie a seller's numbers together: only then they have to be whole beside their patterns. */
const isTied = ({ groups, minAccounts, floors, singleGeo }: Part): boolean =>
  groups.length > 0 || minAccounts > 0 || floors.length > 0 || singleGeo.length > 0;

function withColumns(model: LinearModel, added: LinearModel): LinearModel {
  const joined = (a: Float64Array, b: Float64Array) => Float64Array.from([...a, ...b]);
  const entries = model.starts[model.numCols]!;
  return {
    ...model,
    numCols: model.numCols + added.numCols,
    cost: joined(model.cost, added.cost),
    lower: joined(model.lower, added.lower),
    upper: joined(model.upper, added.upper),
    integer: Uint8Array.from([...model.integer, ...added.integer]),
    starts: Int32Array.from([...model.starts, ...added.starts.subarray(1).map((at) => entries + at)]),
    rows: Int32Array.from([...model.rows, ...added.rows]),
    values: joined(model.values, added.values),
  };
}
