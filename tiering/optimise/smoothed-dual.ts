import type { Prices } from "../run.ts";
import { type Alternative, alternativesOf, NO_ALTERNATIVE } from "./alternatives.ts";
import type { Candidates } from "./candidates.ts";
import { coordinateCount } from "./dual-point.ts";

/**
 * The dual function's accounts' part at a point: Σ_i φ_i, where φ_i is the largest of account i's reduced
 * gains g_it = (c_t − c_o)·x_i − (p_t − p_o) − μ and 0 for staying. Within `width` of a tie the largest is
 * smoothed, which makes the sum a convex function with a continuous gradient.
 */
export interface DualEvaluation {
  /** Sum of the accounts' largest reduced gains. */
  value: number;
  /** The same, smoothed; at most `marginal · width / 4` larger. */
  smooth: number;
  /** Accounts within `width` of a tie. */
  marginal: number;
  /** Derivatives of `smooth` by the dual point's coordinates: −inflow, −moves, PI and revenue that flow in. */
  readonly gradient: Float64Array;
  /** Second derivatives times 2·width, row-major. */
  readonly hessian: Float64Array;
}

/** An empty evaluation for K tiers. */
export function newDualEvaluation(tierCount: number): DualEvaluation {
  const size = coordinateCount(tierCount);
  return {
    value: 0,
    smooth: 0,
    marginal: 0,
    gradient: new Float64Array(size),
    hessian: new Float64Array(size * size),
  };
}

/** How a dual function is evaluated. */
export interface Smoothing {
  /** Width within which a tie is smoothed; 0 gives the exact value. */
  readonly width: number;
  /** True where second derivatives by the slopes in PI and revenue are wanted too. */
  readonly withSlopes: boolean;
}

/** One evaluation under way: the group that is being added, and where they are added. */
interface Sweep extends Smoothing {
  readonly candidates: Candidates;
  readonly out: DualEvaluation;
  group: number;
}

/** Evaluates the dual function over the candidates and writes it into `out`. O(candidates · tiers in reach). */
export function evaluateDual(
  candidates: Candidates,
  prices: Prices,
  { width, withSlopes }: Smoothing,
  out: DualEvaluation,
): void {
  out.value = 0;
  out.smooth = 0;
  out.marginal = 0;
  out.gradient.fill(0);
  out.hessian.fill(0);
  const sweep: Sweep = { candidates, width, withSlopes, out, group: 0 };
  for (; sweep.group < candidates.home.length; sweep.group++) {
    const alternatives = alternativesOf(candidates, prices, sweep.group);
    if (alternatives.length <= 2 && candidates.weight === undefined) addOfTwo(sweep, alternatives);
    else addOfMany(sweep, alternatives);
  }
}

/** Accounts with at most two tiers in reach: the everyday case, written out. */
function addOfTwo(sweep: Sweep, alternatives: readonly Alternative[]): void {
  const { candidates, group, width, out } = sweep;
  const { rank, pi, revenue } = candidates;
  const home = candidates.home[group]!;
  const one = alternatives[0] ?? NO_ALTERNATIVE;
  const two = alternatives[1] ?? NO_ALTERNATIVE;
  const { rank: a1, pi: b1, revenue: c1, price: d1 } = one;
  const { rank: a2, pi: b2, revenue: c2, price: d2 } = two;
  const end = candidates.start[group + 1]!;
  // Accounts clear of any tie are summed here, the others one by one.
  let gain = 0;
  let count1 = 0;
  let count2 = 0;
  let pi1 = 0;
  let pi2 = 0;
  let revenue1 = 0;
  let revenue2 = 0;
  for (let j = candidates.start[group]!; j < end; j++) {
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
      if (high <= 0) split(sweep, j, home, 0, top, high);
      else if (low <= 0) split(sweep, j, top, high, home, 0);
      else split(sweep, j, top, high, other, low);
    }
  }
  out.value += gain;
  out.smooth += gain;
  if (count1 > 0) flow(sweep, one.tier, count1, pi1, revenue1);
  if (count2 > 0) flow(sweep, two.tier, count2, pi2, revenue2);
}

/** Accounts with any number of tiers in reach, or of any weight. */
function addOfMany(sweep: Sweep, alternatives: readonly Alternative[]): void {
  const { candidates, group, width, out } = sweep;
  const { rank, pi, revenue, weight } = candidates;
  const home = candidates.home[group]!;
  const end = candidates.start[group + 1]!;
  for (let j = candidates.start[group]!; j < end; j++) {
    const r = rank[j]!;
    const x = pi[j]!;
    const v = revenue[j]!;
    let best = 0;
    let bestTier = home;
    let second = Number.NEGATIVE_INFINITY;
    let secondTier = home;
    for (const alternative of alternatives) {
      const gain = alternative.rank * r + alternative.pi * x + alternative.revenue * v - alternative.price;
      if (gain > best) {
        second = best;
        secondTier = bestTier;
        best = gain;
        bestTier = alternative.tier;
      } else if (gain > second) {
        second = gain;
        secondTier = alternative.tier;
      }
    }
    if (best - second < width) {
      split(sweep, j, bestTier, best, secondTier, second);
    } else if (bestTier !== home) {
      const count = weight === undefined ? 1 : weight[j]!;
      out.value += count * best;
      out.smooth += count * best;
      flow(sweep, bestTier, count, count * x, count * v);
    }
  }
}

/** Adds an account that is split between its two best tiers, with their reduced gains. */
function split(
  sweep: Sweep,
  j: number,
  bestTier: number,
  best: number,
  secondTier: number,
  second: number,
): void {
  const { candidates, out, width, group } = sweep;
  const home = candidates.home[group]!;
  // The smoothed maximum of two numbers, and its derivatives.
  const gap = best - second;
  const share = (width - gap) / (2 * width);
  const count = candidates.weight === undefined ? 1 : candidates.weight[j]!;
  out.value += count * best;
  out.smooth += count * (best + (share * (width - gap)) / 2);
  out.marginal += count;
  const x = candidates.pi[j]!;
  const v = candidates.revenue[j]!;
  const given = count * share;
  const rest = count - given;
  if (bestTier !== home) flow(sweep, bestTier, rest, rest * x, rest * v);
  if (secondTier !== home) flow(sweep, secondTier, given, given * x, given * v);
  bend(sweep, j, bestTier, secondTier, count);
}

/** Adds the first derivatives of accounts that go from their tier to another. */
function flow(
  { out, group, candidates }: Sweep,
  to: number,
  count: number,
  pi: number,
  revenue: number,
): void {
  const K = candidates.tierCount;
  const home = candidates.home[group]!;
  const { gradient } = out;
  gradient[home]! += count;
  gradient[to]! -= count;
  gradient[K]! -= count;
  gradient[K + 1 + home]! -= pi;
  gradient[K + 1 + to]! += pi;
  gradient[2 * K + 1 + home]! -= revenue;
  gradient[2 * K + 1 + to]! += revenue;
}

/** Adds the second derivatives of an account split between tiers a and b: the square of their difference. */
function bend(
  { candidates, out, group, withSlopes }: Sweep,
  j: number,
  a: number,
  b: number,
  count: number,
): void {
  const K = candidates.tierCount;
  const side = coordinateCount(K);
  const { hessian } = out;
  const home = candidates.home[group]!;
  const away = (a === home ? 0 : 1) - (b === home ? 0 : 1);
  hessian[a * side + a]! += count;
  hessian[b * side + b]! += count;
  hessian[a * side + b]! -= count;
  hessian[b * side + a]! -= count;
  if (away !== 0) {
    const counted = count * away;
    hessian[a * side + K]! += counted;
    hessian[K * side + a]! += counted;
    hessian[b * side + K]! -= counted;
    hessian[K * side + b]! -= counted;
    hessian[K * side + K]! += count;
  }
  if (!withSlopes) return;
  const x = candidates.pi[j]!;
  const v = candidates.revenue[j]!;
  const places = [a, b, K, K + 1 + a, K + 1 + b, 2 * K + 1 + a, 2 * K + 1 + b];
  const parts = [-1, 1, -away, x, -x, v, -v];
  for (let p = 0; p < places.length; p++) {
    // The block of prices alone is in already.
    for (let q = p < 3 ? 3 : 0; q < places.length; q++) {
      hessian[places[p]! * side + places[q]!]! += count * parts[p]! * parts[q]!;
    }
  }
}
