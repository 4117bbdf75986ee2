import type { TierSums } from "../../kpis.ts";
import type { Prices } from "../../run.ts";
import { alternativesOf } from "../alternatives.ts";
import type { Candidates } from "../candidates.ts";
import { type Constraints, priceVariables } from "../constraints.ts";
import { copyDualPoint, newDualPoint } from "../dual-point.ts";
import { descentMemory, minimiseDual } from "../minimise-dual.ts";
import type { Slopes } from "../objective.ts";
import { copySums, shiftSums } from "./flows.ts";

/** The small problem's solution: prices, and about what the tiers' sums are then. */
export interface BinSolution {
  readonly prices: Prices;
  readonly sums: TierSums;
}

/** Widths of the smoothing, as shares of the unit: from where prices may be far off to where one bin is split. */
const FIRST_WIDTH = 0.3;
const LAST_WIDTH = 1e-6;

/**
 * Solves the linear problem on bins: prices at which the weighted bins meet inflows and budget, bins near a
 * tie split between both tiers in the smoothed dual's shares. O(bins · steps), independent of the accounts.
 */
export function solveBins(
  bins: Candidates,
  constraints: Constraints,
  { slopes, start, unit, baseline }: BinStart,
): BinSolution {
  const K = bins.tierCount;
  const point = copyDualPoint({ ...start, ...slopes }, newDualPoint(K));
  const depth = { from: FIRST_WIDTH * unit, least: LAST_WIDTH * unit, enough: 0.5, tolerance: 0 };
  const width = minimiseDual(bins, priceVariables(constraints), point, depth, descentMemory(K));
  // Only differences of tier prices matter.
  const level = point.tier[K - 1]!;
  for (let k = 0; k < K; k++) point.tier[k]! -= level;
  return { prices: point, sums: sumsAt(bins, point, width, baseline) };
}

/** Where a search for prices begins. */
export interface BinStart {
  readonly slopes: Slopes;
  readonly start: Prices;
  /** Typical size of a gain. */
  readonly unit: number;
  readonly baseline: TierSums;
}

/** The tiers' sums where each bin takes its best tier, split with the second within `width` of a tie. */
function sumsAt(bins: Candidates, prices: Prices, width: number, baseline: TierSums): TierSums {
  const sums = copySums(baseline);
  for (let g = 0; g < bins.home.length; g++) {
    const home = bins.home[g]!;
    const alternatives = alternativesOf(bins, prices, g);
    for (let j = bins.start[g]!; j < bins.start[g + 1]!; j++) {
      let best = 0;
      let bestTier = home;
      let second = Number.NEGATIVE_INFINITY;
      let secondTier = home;
      for (const { rank, pi, revenue, price, tier } of alternatives) {
        const gain = rank * bins.rank[j]! + pi * bins.pi[j]! + revenue * bins.revenue[j]! - price;
        if (gain > best) {
          [second, secondTier] = [best, bestTier];
          [best, bestTier] = [gain, tier];
        } else if (gain > second) [second, secondTier] = [gain, tier];
      }
      const share = Math.max(0, (width - (best - second)) / (2 * width));
      move(sums, bins, j, home, bestTier, 1 - share);
      move(sums, bins, j, home, secondTier, share);
    }
  }
  return sums;
}

function move(sums: TierSums, bins: Candidates, j: number, home: number, to: number, share: number): void {
  if (to === home || share === 0) return;
  const count = share * (bins.weight?.[j] ?? 1);
  const { rank, pi, revenue } = bins;
  shiftSums(sums, home, to, {
    count,
    rank: count * rank[j]!,
    pi: count * pi[j]!,
    revenue: count * revenue[j]!,
  });
}
