import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import { requireTiers } from "../first-tiering.ts";
import { checkpoint } from "../hooks.ts";
import { type Kpis, kpisOfSums } from "../kpis.ts";
import { DEFAULT_POLICY, type Plan } from "../plan/index.ts";
import { movableCount } from "../policy/limits.ts";
import { prepareRun } from "../prepare-run.ts";
import type { RunOptions } from "../run-tiering.ts";
import { ascend, type LocalOptimum } from "./ascent.ts";
import { fewestMoves } from "./feasibility.ts";
import { LinearProblem } from "./linear-problem.ts";
import { type Objective, type Slopes, tangentSlopes } from "./objective.ts";
import { prepareProblem } from "./problem.ts";

/** What the hybrid reaches with one budget of moves. */
export interface FrontierPoint {
  /** Share of the book that may move, 0 … 1. */
  readonly share: number;
  /** Accounts that do move. */
  readonly moved: number;
  readonly kpis: Kpis;
  /** Composite gained over the baseline. */
  readonly lift: number;
}

/** The composite as a function of the share moved. */
export interface Frontier {
  /** By ascending share, from the fewest moves that the policy allows to where no further move helps. */
  readonly points: readonly FrontierPoint[];
  /** "The first 1 % of accounts brings 56 % of what 5 % brings"; null where the cap brings nothing. */
  readonly advice: FrontierAdvice | null;
}

/** How much of a budget's lift its first part brings. */
export interface FrontierAdvice {
  /** The plan's budget, and a fifth of it, as shares of the book. */
  readonly share: number;
  readonly firstShare: number;
  /** Part of the lift at `share` that `firstShare` brings, 0 … 1. */
  readonly part: number;
  readonly sentence: string;
}

/** Part of the budget that the advice speaks of. */
const FIRST_PART = 5;

/** Composite below which a frontier's points are the same. */
const SAME = 1e-6;

/**
 * Computes the disruption frontier of a plan's hybrid: `points` budgets, each ascent begun at the smaller
 * budget's result, so that more budget never hurts. The plan's own budget and a fifth of it are among the
 * points where they lie within. For time see the benches.
 * @throws TieringError
 */
export function frontier(
  accounts: Accounts,
  plan: Plan,
  { points }: { readonly points: number },
  options: Pick<RunOptions, "zScores" | "onProgress" | "shouldStop"> = {},
): Frontier {
  if (!Number.isInteger(points) || points < 2) {
    const message = `points is ${points}; expected a whole number of at least 2.`;
    throw new TieringError("invalid-argument", message, { pointer: "/points" });
  }
  requireTiers(accounts, "a frontier could start from");
  const { n } = accounts;
  const { measures, resolved } = prepareRun(accounts, { ...plan, method: "hybrid" }, options.zScores);
  const problem = { measures, tiers: accounts.tier, tierCount: accounts.tierCount, ...resolved, moves: n };
  const prepared = prepareProblem(problem);
  const { objective, baseline, candidates } = prepared;
  const linear = new LinearProblem(candidates, prepared);
  const free = ascend(linear, objective, baseline, { pi: 1, revenue: 1 });
  const cap = plan.policy.maxMovedShare ?? DEFAULT_POLICY.maxMovedShare;
  const least = fewestMoves(accounts, resolved);
  const budgets = chooseBudgets(least, free.moves.count, points, [
    movableCount(cap, n),
    movableCount(cap / FIRST_PART, n),
  ]);
  const before = kpisOfSums(measures, baseline, resolved.yardstick);
  const found: FrontierPoint[] = [];
  let last: LocalOptimum | null = null;
  for (const moves of budgets) {
    checkpoint(options, "frontier", found.length / budgets.length);
    linear.setBudget(moves);
    const reached: LocalOptimum = climb(linear, objective, prepared.baseline, last);
    if (last === null || reached.value > last.value) last = reached;
    if (moves >= free.moves.count && free.value > last.value) last = free;
    const kpis = kpisOfSums(measures, last.sums, resolved.yardstick);
    const lift = kpis.composite - before.composite;
    found.push({ share: n === 0 ? 0 : moves / n, moved: last.moves.count, kpis, lift });
  }
  return { points: found, advice: advise(found, cap, n) };
}

/** An ascent that begins at the tangent of the last result, at the last prices. */
function climb(
  linear: LinearProblem,
  objective: Objective,
  baseline: LocalOptimum["sums"],
  last: LocalOptimum | null,
): LocalOptimum {
  const slopes: Slopes = {
    rank: objective.rankSlope.slice(),
    pi: new Float64Array(objective.tierCount),
    revenue: new Float64Array(objective.tierCount),
  };
  tangentSlopes(objective, last?.sums ?? baseline, { pi: 1, revenue: 1 }, slopes);
  // Where nothing has moved yet, the last prices say nothing of what moves first.
  const warm = last !== null && last.moves.count > 0;
  return ascend(linear, objective, baseline, slopes, { warm, converged: SAME });
}

/** Budgets from the fewest to the most moves, denser where they are few, with the wanted ones among them. */
function chooseBudgets(least: number, most: number, points: number, wanted: readonly number[]): number[] {
  const last = Math.max(least, most);
  const budgets = Array.from({ length: points }, (_, p) => {
    const part = p / (points - 1);
    return least + 2 * Math.round(((last - least) * part * part) / 2);
  });
  budgets[points - 1] = last;
  for (const want of wanted) {
    if (want <= least || want >= last || points < 4) continue;
    let nearest = 1;
    for (let p = 1; p < points - 1; p++) {
      if (Math.abs(budgets[p]! - want) < Math.abs(budgets[nearest]! - want)) nearest = p;
    }
    budgets[nearest] = want;
  }
  return [...new Set(budgets)].sort((a, b) => a - b);
}

function advise(points: readonly FrontierPoint[], cap: number, n: number): FrontierAdvice | null {
  const liftAt = (share: number) => {
    const moves = movableCount(share, n) / Math.max(1, n);
    let lift = 0;
    for (const point of points) if (point.share <= moves + 1e-12) lift = point.lift;
    return lift;
  };
  const whole = liftAt(cap);
  if (!(whole > 0)) return null;
  const firstShare = cap / FIRST_PART;
  const part = liftAt(firstShare) / whole;
  const sentence =
    `The first ${percent(firstShare)} of accounts brings ${percent(part, 0)} ` +
    `of what ${percent(cap)} brings.`;
  return { share: cap, firstShare, part, sentence };
}

function percent(share: number, digits = 1): string {
  return `${Number((share * 100).toFixed(digits))} %`;
}
