import { isOutOfTime } from "../hooks.ts";
import type { AccountModel } from "./account-model.ts";
import type { CoverageEngine, LinearModel } from "./engine.ts";
import { bestOf, finished, obeys } from "./finish.ts";
import { foldAccounts } from "./fold-accounts.ts";
import { Columns } from "./model-builder.ts";
import type { Counts, Part } from "./part.ts";
import { boundByPatterns, type PatternBound, type PatternSide } from "./pattern-bound.ts";
import type { ChosenPattern } from "./pattern-rows.ts";
import { placedObjective } from "./placed-worth.ts";
import type { ProofHooks } from "./proof-task.ts";
import { repaired } from "./repair.ts";

/**
 * The program over patterns: how far below its seller's best a pattern is, in units, the least and the most of them a
 * seller, and the share of the gap that it is solved to [measured].
 */
const FIRST = { slack: 0.1, least: 15, most: 45, gap: 0.4 } as const;
/** Accounts that gain or lose less than this at the prices, in units, are columns of their own [measured]. */
const NEAR = 0.2;
/** Shares of the seconds that the program over patterns and the one over single accounts may take. */
const SHARES = { patterns: 0.35, sides: 0.6 } as const;

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
  const isOpen = () => missing() > allowed && !isOutOfTime(hooks);
  if (isOpen()) {
    const near = choosePatterns(relaxed, relaxed.patternsOf(best));
    const over = { ...task, start: best, gap: FIRST.gap * gap, seconds: SHARES.patterns * seconds };
    const found = solveOver(near.chosen, relaxed, over, engine, hooks);
    best = bestOf(part, [best, ...found.counts], placedObjective)!;
    bound = Math.min(bound, Math.max(found.bound, relaxed.bound - near.slack));
    hooks.onImproved?.(placedObjective(part, best), bound);
  }
  if (!isOpen()) return { counts: best, bound, isEnded: true };
  const over = { ...task, start: best, gap: 0.9 * gap, seconds: SHARES.sides * seconds };
  const found = solveSides(relaxed, over, engine, hooks);
  best = bestOf(part, [best, ...found.counts], placedObjective)!;
  bound = Math.min(bound, found.bound);
  return { counts: best, bound, isEnded: found.isEnded };
}

/** The integer program by single accounts, with rows that hold each seller to whole loads. */
function solveSides(
  { sides, prices }: PatternBound,
  { part, model, start, gap, seconds }: PatternTask,
  engine: CoverageEngine,
  hooks: ProofHooks,
): Solved {
  const range = { from: model.accountAt, to: model.accountEnd };
  const folded = foldAccounts(withSides(model.linear, sides), range, prices, NEAR);
  const values = new Float64Array(folded.numCols).fill(Number.NaN);
  values.set(model.valuesOf(start).subarray(0, model.accountAt));
  return solveFolded(folded, values, { part, model, gap, seconds }, engine, hooks);
}

/** Each seller's patterns near the best, and those that are held; and what those left out lack at least. */
function choosePatterns(
  { slack }: PatternBound,
  always: readonly ChosenPattern[],
): { readonly chosen: ChosenPattern[]; readonly slack: number } {
  let leftOut = Number.POSITIVE_INFINITY;
  const chosen: ChosenPattern[] = [];
  slack.forEach((ofSeller, seller) => {
    const order = Array.from(ofSeller.keys()).sort((a, b) => ofSeller[a]! - ofSeller[b]! || a - b);
    const held = new Set(always.flatMap((one) => (one.seller === seller ? [one.pattern] : [])));
    order.forEach((pattern, rank) => {
      const isNear = rank < FIRST.least || (rank < FIRST.most && ofSeller[pattern]! < FIRST.slack);
      if (isNear || held.has(pattern)) chosen.push({ seller, pattern });
      else leftOut = Math.min(leftOut, ofSeller[pattern]!);
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
  hooks: ProofHooks,
): Solved {
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
  return solveFolded({ ...folded, integer }, values, { part, model, gap, seconds }, engine, hooks);
}

/** What a program found: counts as they are and finished, those that obey the rules; whether it came to its end. */
interface Solved {
  readonly counts: readonly Counts[];
  readonly bound: number;
  readonly isEnded: boolean;
}

function solveFolded(
  linear: LinearModel,
  start: Float64Array,
  { part, model, gap, seconds }: Pick<PatternTask, "part" | "model" | "gap" | "seconds">,
  engine: CoverageEngine,
  hooks: ProofHooks,
): Solved {
  const { onImproved: _, ...asked } = hooks;
  const session = engine.open(linear);
  try {
    const solved = session.solveInteger({ ...asked, gap, seconds, start });
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

/** A model with a row more for each side. */
function withSides(model: LinearModel, sides: readonly PatternSide[]): LinearModel {
  const added = Array.from({ length: model.numCols }, (): [number, number][] => []);
  sides.forEach(({ columns, coefficients }, k) => {
    columns.forEach((j, at) => void added[j]!.push([model.numRows + k, coefficients[at]!]));
  });
  const columns = new Columns();
  for (let j = 0; j < model.numCols; j++) {
    for (let k = model.starts[j]!; k < model.starts[j + 1]!; k++)
      columns.entry(model.rows[k]!, model.values[k]!);
    for (const [row, value] of added[j]!) columns.entry(row, value);
    columns.end(model.cost[j]!, model.lower[j]!, model.upper[j]!, model.integer[j] === 1);
  }
  return columns.model({
    lower: [...model.rowLower, ...sides.map(() => Number.NEGATIVE_INFINITY)],
    upper: [...model.rowUpper, ...sides.map(() => 1)],
  });
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
