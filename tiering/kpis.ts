import { type Measures, type MeasureTotals, measure } from "./measures.ts";
import type { Coefficients } from "./plan/index.ts";

/** The four KPIs of a tier assignment and their composite; null where a KPI is undefined. */
export interface Kpis {
  /** Tier Potential Alignment, Spearman's ρ of PI_acct and tier, −1 … 1. */
  readonly tpa: number | null;
  /** Tier Compactness Index of PI_acct (η²), 0 … 1. */
  readonly tciPi: number;
  /** Tier Compactness Index of current revenue (η²), 0 … 1. */
  readonly tciRev: number;
  /** Strategic Focus Index, strategic tiers' share of current revenue. */
  readonly sfi: number | null;
  /** Weighted sum of the four; an undefined KPI counts 0. */
  readonly composite: number;
}

/** All that the KPIs depend on once the book is fixed: a few sums per tier, each of shape [K]. */
export interface TierSums {
  readonly size: Float64Array;
  /** Sums of the centred rank of PI_acct. */
  readonly rank: Float64Array;
  /** Sums of PI_acct around its mean. */
  readonly pi: Float64Array;
  /** Sums of current revenue around its mean. */
  readonly revenue: Float64Array;
}

/** How assignments are judged: which tiers count as strategic, and the composite's coefficients. */
export interface Yardstick {
  /** 1 for each strategic tier; shape [K]. */
  readonly strategic: Uint8Array;
  readonly coefficients: Coefficients;
}

/** Sums size, rank, PI and revenue by tier, in index order; `tiers` has shape [n] and values below K; O(N). */
export function sumTiers(measures: Measures, tiers: Uint8Array, tierCount: number): TierSums {
  const size = new Float64Array(tierCount);
  const rank = new Float64Array(tierCount);
  const pi = new Float64Array(tierCount);
  const revenue = new Float64Array(tierCount);
  const { n, rank: ranks } = measures;
  const piValues = measures.pi.values;
  const revenueValues = measures.revenue.values;
  for (let i = 0; i < n; i++) {
    const tier = tiers[i]!;
    size[tier]! += 1;
    rank[tier]! += ranks[i]!;
    pi[tier]! += piValues[i]!;
    revenue[tier]! += revenueValues[i]!;
  }
  return { size, rank, pi, revenue };
}

/**
 * Centred mid-ranks of the tiers in Spearman's formula: accounts below plus half the tier's own,
 * minus half of all; the highest tier has the largest. Shape [K].
 */
export function tierMidRanks(size: Float64Array): Float64Array {
  const mid = new Float64Array(size.length);
  let n = 0;
  for (const count of size) n += count;
  let below = n;
  for (let k = 0; k < size.length; k++) {
    below -= size[k]!;
    mid[k] = below + size[k]! / 2 - n / 2;
  }
  return mid;
}

/** Computes the KPIs from the tiers' sums; O(K). */
export function kpisOfSums(measures: MeasureTotals, sums: TierSums, yardstick: Yardstick): Kpis {
  const tpa = tierPotentialAlignment(measures, sums);
  const tciPi = compactness(sums.pi, sums.size, measures.pi.squares);
  const tciRev = compactness(sums.revenue, sums.size, measures.revenue.squares);
  const sfi = strategicFocus(measures, sums, yardstick.strategic);
  const { coefficients } = yardstick;
  const composite =
    coefficients.tpa * (tpa ?? 0) + coefficients.sfi * (sfi ?? 0) + coefficients.tci * (tciPi + tciRev);
  return { tpa, tciPi, tciRev, sfi, composite };
}

/**
 * Evaluates any tier assignment: `potential` and `revenue` of shape [n] and finite, `tiers` of shape [n]
 * with values below `tierCount`. Undefined values as in the glossary: null, counted 0. O(N).
 */
export function evaluateKpis(
  assignment: {
    readonly potential: Float64Array;
    readonly revenue: Float64Array;
    readonly tiers: Uint8Array;
    readonly tierCount: number;
  },
  yardstick: Yardstick,
): Kpis {
  const measures = measure(assignment.potential, assignment.revenue);
  return kpisOfSums(measures, sumTiers(measures, assignment.tiers, assignment.tierCount), yardstick);
}

function tierPotentialAlignment(measures: MeasureTotals, { size, rank }: TierSums): number | null {
  const mid = tierMidRanks(size);
  let cross = 0;
  let squares = 0;
  for (let k = 0; k < size.length; k++) {
    cross += mid[k]! * rank[k]!;
    squares += mid[k]! * mid[k]! * size[k]!;
  }
  if (squares === 0 || measures.rankSquares === 0) return null;
  return clamp(cross / Math.sqrt(squares * measures.rankSquares), -1, 1);
}

/** Between-tier share of a column's squares, η². */
function compactness(sums: Float64Array, size: Float64Array, squares: number): number {
  if (squares === 0) return 0;
  let between = 0;
  for (let k = 0; k < size.length; k++) if (size[k]! > 0) between += (sums[k]! * sums[k]!) / size[k]!;
  return clamp(between / squares, 0, 1);
}

function strategicFocus(measures: MeasureTotals, sums: TierSums, strategic: Uint8Array): number | null {
  if (!(measures.revenueTotal > 0)) return null;
  let revenue = 0;
  for (let k = 0; k < strategic.length; k++) {
    if (strategic[k] === 1) revenue += sums.revenue[k]! + sums.size[k]! * measures.revenue.mean;
  }
  return revenue / measures.revenueTotal;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
