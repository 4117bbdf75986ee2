import type { Prices } from "../../run.ts";
import type { Pool } from "./pool.ts";

/**
 * What the accounts of a pool do at given prices, each taking its best tier. Within `width` of a tie an
 * account is split between its two best tiers, which makes the dual function smooth.
 */
export interface Response {
  /** Sum of the accounts' best gains over staying. */
  value: number;
  /** The same, smoothed; at most `marginal · width / 4` larger. */
  smooth: number;
  /** Expected number of accounts away from their tier. */
  moves: number;
  /** Expected net inflow of each tier; shape [K]. */
  readonly inflow: Float64Array;
  /** Accounts within `width` of a tie. */
  marginal: number;
  /** Second derivatives in (tier prices, move price) times 2·width; shape [K + 1, K + 1]. */
  readonly curvature: Float64Array;
}

/** An empty response for K tiers. */
export function emptyResponse(tierCount: number): Response {
  return {
    value: 0,
    smooth: 0,
    moves: 0,
    inflow: new Float64Array(tierCount),
    marginal: 0,
    curvature: new Float64Array((tierCount + 1) * (tierCount + 1)),
  };
}

/**
 * Lets every account of the pool answer the prices and writes what comes of it into `out`. Each account's
 * two best of {stay, each tier in reach} decide. O(pool size · tiers in reach).
 */
export function respond(pool: Pool, prices: Prices, width: number, out: Response): void {
  const { tierCount: K, start, first, last, rank, pi, revenue } = pool;
  const { inflow, curvature } = out;
  inflow.fill(0);
  curvature.fill(0);
  let value = 0;
  let smooth = 0;
  let moves = 0;
  let marginal = 0;
  const side = K + 1;
  for (let o = 0; o < K; o++) {
    const end = start[o + 1]!;
    const low = first[o]!;
    const high = last[o]!;
    for (let j = start[o]!; j < end; j++) {
      const r = rank[j]!;
      const x = pi[j]!;
      const v = revenue[j]!;
      let best = 0;
      let bestTier = o;
      let second = Number.NEGATIVE_INFINITY;
      let secondTier = o;
      for (let t = low; t <= high; t++) {
        if (t === o) continue;
        const gain =
          (prices.rank[t]! - prices.rank[o]!) * r +
          (prices.pi[t]! - prices.pi[o]!) * x +
          (prices.revenue[t]! - prices.revenue[o]!) * v -
          (prices.tier[t]! - prices.tier[o]!) -
          prices.move;
        if (gain > best) {
          second = best;
          secondTier = bestTier;
          best = gain;
          bestTier = t;
        } else if (gain > second) {
          second = gain;
          secondTier = t;
        }
      }
      value += best;
      const gap = best - second;
      if (gap >= width) {
        if (bestTier !== o) {
          smooth += best;
          moves++;
          inflow[bestTier]!++;
          inflow[o]!--;
        }
        continue;
      }
      // Split between the two best: the smoothed maximum of two numbers and its derivatives.
      const share = (width - gap) / (2 * width);
      smooth += best + (share * (width - gap)) / 2;
      marginal++;
      inflow[o]!--;
      inflow[bestTier]! += 1 - share;
      inflow[secondTier]! += share;
      const awayBest = bestTier === o ? 0 : 1;
      const awaySecond = secondTier === o ? 0 : 1;
      moves += awayBest * (1 - share) + awaySecond * share;
      const away = awayBest - awaySecond;
      curvature[bestTier * side + bestTier]!++;
      curvature[secondTier * side + secondTier]!++;
      curvature[bestTier * side + secondTier]!--;
      curvature[secondTier * side + bestTier]!--;
      if (away !== 0) {
        curvature[bestTier * side + K]! += away;
        curvature[K * side + bestTier]! += away;
        curvature[secondTier * side + K]! -= away;
        curvature[K * side + secondTier]! -= away;
        curvature[K * side + K]!++;
      }
    }
  }
  out.value = value;
  out.smooth = smooth;
  out.moves = moves;
  out.marginal = marginal;
}
