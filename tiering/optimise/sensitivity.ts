import type { Accounts } from "../accounts.ts";
import { measure } from "../measures.ts";
import { SIGNALS, type Signal, type Weights } from "../plan/index.ts";
import { readStep } from "../policy/limits.ts";
import { computePotential, type ZScores, zScoresOf } from "../potential.ts";
import type { Prices, Run } from "../run.ts";

/** How firmly the moves of a run stand when one weight changes and the others make up for it. */
export interface WeightStability {
  /** Moves that the run makes. */
  readonly moves: number;
  /** Share of the moves that stand whichever one weight is changed by ± 10 %, 0 … 1. */
  readonly surviving: number;
  /** The same, for each weight alone. */
  readonly bySignal: Readonly<Record<Signal, number>>;
  /** Accounts that move, ascending; shape [moves]. */
  readonly accounts: Uint32Array;
  /** For each of them the range of each weight in which its move stands, 0 … 1; each of shape [moves]. */
  readonly ranges: Readonly<Record<Signal, { readonly low: Float64Array; readonly high: Float64Array }>>;
}

/** The relative change that a surviving move stands. */
const TESTED = 0.1;

/** Relative changes at which every move is judged; between them its margin is taken as a straight line. */
const CHANGES = [-1, -0.5, -0.25, -TESTED, TESTED, 0.25, 0.5, 1] as const;

/**
 * Judges for each move over which range of each weight it stands, at the run's prices: PI_acct and its
 * ranks change with the weights, the worth of tiers and of places in them does not. Null for a run
 * without prices. O(N) for each of the {@link CHANGES} of each weight that is between 0 and 1.
 */
export function weightStability(accounts: Accounts, run: Run, known?: ZScores): WeightStability | null {
  const { prices } = run;
  if (prices === null) return null;
  const zScores = zScoresOf(accounts, run.plan, known);
  const { maxTierStep } = run.plan.policy;
  const step = readStep(maxTierStep, run.tierCount, run.plan.method === "direct" ? run.tierCount : 1);
  const moved = movedPlaces(accounts, run);
  const surviving = new Uint8Array(moved.length).fill(1);
  const marginsAt = (weights: Weights) => margins(accounts, run, prices, step, moved, zScores, weights);
  const now = marginsAt(run.plan.weights);
  const judge = (signal: Signal) => {
    const weight = run.plan.weights[signal];
    const low = new Float64Array(moved.length);
    const high = new Float64Array(moved.length).fill(1);
    let standing = moved.length;
    if (weight > 0 && weight < 1) {
      const curves = CHANGES.map((change) => {
        const at = Math.min(1, weight * (1 + change));
        return { at, margins: marginsAt(reweigh(run.plan.weights, signal, at)) };
      });
      const [below, above] = [
        curves.slice(0, CHANGES.length / 2).reverse(),
        curves.slice(CHANGES.length / 2),
      ];
      for (let m = 0; m < moved.length; m++) {
        const start = { at: weight, margin: Math.max(0, now[m]!) };
        low[m] = crossing(start, below, m) ?? 0;
        high[m] = crossing(start, above, m) ?? 1;
        if (below[0]!.margins[m]! < 0 || above[0]!.margins[m]! < 0) {
          standing--;
          surviving[m] = 0;
        }
      }
    }
    return { low, high, share: moved.length === 0 ? 1 : standing / moved.length };
  };
  const judged = {
    runway: judge("runway"),
    growth: judge("growth"),
    geo: judge("geo"),
    category: judge("category"),
  };
  const stand = surviving.reduce((sum, on) => sum + on, 0);
  return {
    moves: moved.length,
    surviving: moved.length === 0 ? 1 : stand / moved.length,
    bySignal: {
      runway: judged.runway.share,
      growth: judged.growth.share,
      geo: judged.geo.share,
      category: judged.category.share,
    },
    accounts: moved,
    ranges: judged,
  };
}

/** One weight set to a value, the others rescaled so that all sum to 1. */
export function reweigh(weights: Weights, signal: Signal, value: number): Weights {
  const rest = (1 - value) / (1 - weights[signal]);
  const scaled: Record<Signal, number> = { ...weights };
  for (const each of SIGNALS) scaled[each] = each === signal ? value : weights[each] * rest;
  return scaled;
}

function movedPlaces(accounts: Accounts, run: Run): Uint32Array {
  const moved: number[] = [];
  for (let i = 0; i < accounts.n; i++) if (accounts.tier[i] !== run.tiers[i]) moved.push(i);
  return Uint32Array.from(moved);
}

/** By how much each moved account prefers its new tier to the next best at these weights. */
function margins(
  accounts: Accounts,
  run: Run,
  prices: Prices,
  step: number,
  moved: Uint32Array,
  zScores: ZScores,
  weights: Weights,
): Float64Array {
  const measures = measure(computePotential(zScores, weights), accounts.revenue);
  return Float64Array.from(moved, (i) => {
    const home = accounts.tier[i]!;
    const worth = (t: number) =>
      prices.rank[t]! * measures.rank[i]! +
      prices.pi[t]! * measures.pi.values[i]! +
      prices.revenue[t]! * measures.revenue.values[i]! -
      prices.tier[t]! -
      (t === home ? 0 : prices.move);
    const chosen = worth(run.tiers[i]!);
    let next = Number.NEGATIVE_INFINITY;
    for (let t = Math.max(0, home - step); t <= Math.min(run.tierCount - 1, home + step); t++) {
      if (t !== run.tiers[i]) next = Math.max(next, worth(t));
    }
    return chosen - next;
  });
}

/** The weight at which the margin first falls to 0 on the way along the curves; null where it never does. */
function crossing(
  start: { readonly at: number; readonly margin: number },
  curves: readonly { readonly at: number; readonly margins: Float64Array }[],
  m: number,
): number | null {
  let { at, margin } = start;
  for (const curve of curves) {
    const next = curve.margins[m]!;
    if (next < 0) return at + (curve.at - at) * (margin / (margin - next));
    at = curve.at;
    margin = next;
  }
  return null;
}
