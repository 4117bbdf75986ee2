import type { Prices } from "../../run.ts";
import { NO_OPTION, type Option, optionsFrom } from "./options.ts";
import { coordinateCount } from "./point.ts";
import type { Pool } from "./pool.ts";

/**
 * What the accounts of a pool gain at given prices, each taking its best tier. Within `width` of a tie an
 * account is split between its two best tiers, which makes the sum a smooth convex function of the point.
 */
export interface Response {
  /** Sum of the accounts' best gains over staying. */
  value: number;
  /** The same, smoothed; at most `marginal · width / 4` larger. */
  smooth: number;
  /** Accounts within `width` of a tie. */
  marginal: number;
  /** Derivatives of `smooth` by the point's coordinates: −inflow, −moves, PI and revenue that flow in. */
  readonly slope: Float64Array;
  /** Second derivatives times 2·width, row-major. */
  readonly curvature: Float64Array;
}

/** An empty response for K tiers. */
export function newResponse(tierCount: number): Response {
  const size = coordinateCount(tierCount);
  return {
    value: 0,
    smooth: 0,
    marginal: 0,
    slope: new Float64Array(size),
    curvature: new Float64Array(size * size),
  };
}

/**
 * Lets every account of the pool answer the prices and writes what comes of it into `out`; second
 * derivatives by the slopes only `withSlopes`. O(pool size · tiers in reach).
 */
export function respond(pool: Pool, prices: Prices, width: number, withSlopes: boolean, out: Response): void {
  out.value = 0;
  out.smooth = 0;
  out.marginal = 0;
  out.slope.fill(0);
  out.curvature.fill(0);
  for (let home = 0; home < pool.tierCount; home++) {
    const options = optionsFrom(pool, prices, home);
    if (options.length <= 2) respondTwo(pool, home, options, width, withSlopes, out);
    else respondMany(pool, home, options, width, withSlopes, out);
  }
}

/** Accounts with at most two tiers in reach: the everyday case, written out. */
function respondTwo(
  pool: Pool,
  home: number,
  options: readonly Option[],
  width: number,
  withSlopes: boolean,
  out: Response,
): void {
  const { rank, pi, revenue } = pool;
  const one = options[0] ?? NO_OPTION;
  const two = options[1] ?? NO_OPTION;
  const { rank: a1, pi: b1, revenue: c1, price: d1 } = one;
  const { rank: a2, pi: b2, revenue: c2, price: d2 } = two;
  const end = pool.start[home + 1]!;
  // Accounts clear of any tie are summed here, the others one by one.
  let gain = 0;
  let count1 = 0;
  let count2 = 0;
  let pi1 = 0;
  let pi2 = 0;
  let revenue1 = 0;
  let revenue2 = 0;
  for (let j = pool.start[home]!; j < end; j++) {
    const r = rank[j]!;
    const x = pi[j]!;
    const v = revenue[j]!;
    const g1 = a1 * r + b1 * x + c1 * v - d1;
    const g2 = a2 * r + b2 * x + c2 * v - d2;
    if (g1 <= -width && g2 <= -width) continue;
    if (g1 >= width && g1 - g2 >= width) {
      gain += g1;
      count1++;
      pi1 += x;
      revenue1 += v;
    } else if (g2 >= width && g2 - g1 >= width) {
      gain += g2;
      count2++;
      pi2 += x;
      revenue2 += v;
    } else {
      const high = g1 >= g2 ? g1 : g2;
      const low = g1 >= g2 ? g2 : g1;
      const top = g1 >= g2 ? one.tier : two.tier;
      const other = g1 >= g2 ? two.tier : one.tier;
      if (high <= 0) split(out, pool, j, home, home, 0, top, high, width, withSlopes);
      else if (low <= 0) split(out, pool, j, home, top, high, home, 0, width, withSlopes);
      else split(out, pool, j, home, top, high, other, low, width, withSlopes);
    }
  }
  out.value += gain;
  out.smooth += gain;
  if (count1 > 0) flow(out, pool.tierCount, home, one.tier, count1, pi1, revenue1);
  if (count2 > 0) flow(out, pool.tierCount, home, two.tier, count2, pi2, revenue2);
}

/** Accounts with any number of tiers in reach. */
function respondMany(
  pool: Pool,
  home: number,
  options: readonly Option[],
  width: number,
  withSlopes: boolean,
  out: Response,
): void {
  const { rank, pi, revenue } = pool;
  const end = pool.start[home + 1]!;
  for (let j = pool.start[home]!; j < end; j++) {
    const r = rank[j]!;
    const x = pi[j]!;
    const v = revenue[j]!;
    let best = 0;
    let bestTier = home;
    let second = Number.NEGATIVE_INFINITY;
    let secondTier = home;
    for (const option of options) {
      const gain = option.rank * r + option.pi * x + option.revenue * v - option.price;
      if (gain > best) {
        second = best;
        secondTier = bestTier;
        best = gain;
        bestTier = option.tier;
      } else if (gain > second) {
        second = gain;
        secondTier = option.tier;
      }
    }
    if (best - second < width) {
      split(out, pool, j, home, bestTier, best, secondTier, second, width, withSlopes);
    } else if (bestTier !== home) {
      out.value += best;
      out.smooth += best;
      flow(out, pool.tierCount, home, bestTier, 1, x, v);
    }
  }
}

/** Adds an account that is split between its two best tiers. */
function split(
  out: Response,
  pool: Pool,
  j: number,
  home: number,
  bestTier: number,
  best: number,
  secondTier: number,
  second: number,
  width: number,
  withSlopes: boolean,
): void {
  // The smoothed maximum of two numbers, and its derivatives.
  const gap = best - second;
  const share = (width - gap) / (2 * width);
  out.value += best;
  out.smooth += best + (share * (width - gap)) / 2;
  out.marginal++;
  const x = pool.pi[j]!;
  const v = pool.revenue[j]!;
  const rest = 1 - share;
  if (bestTier !== home) flow(out, pool.tierCount, home, bestTier, rest, rest * x, rest * v);
  if (secondTier !== home) flow(out, pool.tierCount, home, secondTier, share, share * x, share * v);
  const away = (bestTier === home ? 0 : 1) - (secondTier === home ? 0 : 1);
  bend(out, pool, j, bestTier, secondTier, away, withSlopes);
}

/** Adds the first derivatives of accounts that go from one tier to another. */
function flow(
  out: Response,
  K: number,
  home: number,
  to: number,
  count: number,
  pi: number,
  revenue: number,
): void {
  const { slope } = out;
  slope[home]! += count;
  slope[to]! -= count;
  slope[K]! -= count;
  slope[K + 1 + home]! -= pi;
  slope[K + 1 + to]! += pi;
  slope[2 * K + 1 + home]! -= revenue;
  slope[2 * K + 1 + to]! += revenue;
}

/** Adds the second derivatives of an account split between two tiers: the square of their difference. */
function bend(
  out: Response,
  pool: Pool,
  j: number,
  a: number,
  b: number,
  away: number,
  withSlopes: boolean,
): void {
  const K = pool.tierCount;
  const side = coordinateCount(K);
  const { curvature } = out;
  curvature[a * side + a]!++;
  curvature[b * side + b]!++;
  curvature[a * side + b]!--;
  curvature[b * side + a]!--;
  if (away !== 0) {
    curvature[a * side + K]! += away;
    curvature[K * side + a]! += away;
    curvature[b * side + K]! -= away;
    curvature[K * side + b]! -= away;
    curvature[K * side + K]!++;
  }
  if (!withSlopes) return;
  const x = pool.pi[j]!;
  const v = pool.revenue[j]!;
  const places = [a, b, K, K + 1 + a, K + 1 + b, 2 * K + 1 + a, 2 * K + 1 + b];
  const parts = [-1, 1, -away, x, -x, v, -v];
  for (let p = 0; p < places.length; p++) {
    // The block of prices alone is in already.
    for (let q = p < 3 ? 3 : 0; q < places.length; q++) {
      curvature[places[p]! * side + places[q]!]! += parts[p]! * parts[q]!;
    }
  }
}
