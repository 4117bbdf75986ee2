import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import { requireTiers } from "../first-tiering.ts";
import { checkpoint, isOutOfTime, type Stopped, stoppedWith } from "../hooks.ts";
import { type Kpis, kpisOfSums, sumTiers } from "../kpis.ts";
import { DEFAULT_POLICY, type Plan } from "../plan/index.ts";
import { movableCount } from "../policy/limits.ts";
import { prepareRun } from "../prepare-run.ts";
import type { RunOptions } from "../run-tiering.ts";
import { fewestMoves } from "./feasibility.ts";
import { searchOf } from "./hybrid.ts";
import { moveStride, prepareProblem, usableBudget } from "./problem.ts";
import { inOrder } from "./tier-means.ts";

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
  /** What was reached at the time limit; null where all budgets were. */
  readonly stopped: Stopped | null;
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
  options: Pick<RunOptions, "zScores" | "onProgress" | "shouldStop" | "limit"> = {},
): Frontier {
  if (!Number.isInteger(points) || points < 2) {
    const message = `points is ${points}; expected a whole number of at least 2.`;
    throw new TieringError("invalid-argument", message, { pointer: "/points" });
  }
  requireTiers(accounts, "a frontier could start from");
  const { n, tierCount } = accounts;
  const { maxMovedShare: cap = DEFAULT_POLICY.maxMovedShare } = plan.policy;
  const free: Plan = { ...plan, method: "hybrid", policy: { ...plan.policy, maxMovedShare: 1 } };
  const { measures, resolved } = prepareRun(accounts, free, options.zScores, options);
  const { forcedMoves } = resolved;
  const problem = prepareProblem({
    measures,
    tierCount,
    ...resolved,
    monotone: plan.policy.monotone === true,
  });
  const least = fewestMoves(problem);
  const search = searchOf(problem, options);
  const budgets = chooseBudgets(
    { least, most: search.best(n).moves, stride: moveStride(problem) },
    points,
    [cap, cap / FIRST_PART].map((share) => usableBudget(problem, movableCount(share, n) - forcedMoves)),
  );
  const before = kpisOfSums(measures, sumTiers(measures, accounts.tier, tierCount), resolved.yardstick);
  const found: FrontierPoint[] = [];
  let highest = Number.NEGATIVE_INFINITY;
  let reached: string | null = null;
  for (const [at, budget] of budgets.entries()) {
    checkpoint(options, "frontier", at / budgets.length);
    if (at > 0 && isOutOfTime(options)) {
      reached = `${at} of ${budgets.length} budgets, the smaller ones first`;
      break;
    }
    const { value, sums, moves } = search.best(budget);
    if (problem.ordered !== null && !inOrder(sums)) continue;
    // A budget that finds less than a smaller one is no point of the frontier.
    if (value < highest) continue;
    highest = value;
    const kpis = kpisOfSums(measures, sums, resolved.yardstick);
    const lift = kpis.composite - before.composite;
    const share = n === 0 ? 0 : (budget + forcedMoves) / n;
    found.push({ share, moved: moves + forcedMoves, kpis, lift });
  }
  // What stopped short of the cap cannot say what the cap brings.
  const advice = reached === null ? advise(found, cap, n) : null;
  return { points: found, advice, stopped: stoppedWith(options, reached) };
}

/** Budgets from the fewest to the most moves, denser where they are few, with the wanted ones among them. */
function chooseBudgets(
  { least, most, stride }: { readonly least: number; readonly most: number; readonly stride: number },
  points: number,
  wanted: readonly number[],
): number[] {
  const last = Math.max(least, most);
  const budgets = Array.from({ length: points }, (_, p) => {
    const part = p / (points - 1);
    return least + stride * Math.round(((last - least) * part * part) / stride);
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
