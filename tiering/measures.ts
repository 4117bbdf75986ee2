import { centredRanks, descendingOrder } from "./ranks.ts";

/** One account column around its mean: what the compactness index and its gains are made of. */
export interface CentredColumn {
  /** Value minus the book's mean; shape [n]. */
  readonly values: Float64Array;
  readonly mean: number;
  /** Sum of squares of `values`; exactly 0 where the column does not vary. */
  readonly squares: number;
}

/** What the KPIs read of the book as a whole. */
export interface MeasureTotals {
  readonly n: number;
  /** Sum of squares of the accounts' centred ranks of PI_acct; exactly 0 where all PI tie. */
  readonly rankSquares: number;
  readonly pi: Omit<CentredColumn, "values">;
  readonly revenue: Omit<CentredColumn, "values">;
  /** All current revenue; the denominator of SFI. */
  readonly revenueTotal: number;
}

/** What every KPI reads of the accounts: ranks and centred values of PI_acct, and revenue. */
export interface Measures extends MeasureTotals {
  /** Accounts by descending PI_acct, ties by index; shape [n]. */
  readonly order: Uint32Array;
  /** Centred average rank of PI_acct (largest PI, largest rank); shape [n]. */
  readonly rank: Float64Array;
  readonly pi: CentredColumn;
  readonly revenue: CentredColumn;
}

/** Prepares PI_acct and current revenue, both of shape [n] and finite, for the KPIs; O(N). */
export function measure(potential: Float64Array, revenue: Float64Array): Measures {
  const order = descendingOrder(potential);
  const rank = centredRanks(potential, order);
  const centredRevenue = centre(revenue);
  return {
    n: potential.length,
    order,
    rank,
    rankSquares: sumOfSquares(rank),
    pi: centre(potential),
    revenue: centredRevenue,
    revenueTotal: totalOf(revenue),
  };
}

/** Centres a column of finite values on its mean; shape [n]; O(n). */
export function centre(values: Float64Array): CentredColumn {
  const n = values.length;
  const centred = new Float64Array(n);
  if (n === 0) return { values: centred, mean: 0, squares: 0 };
  const first = values[0]!;
  let varies = false;
  for (let i = 1; i < n && !varies; i++) varies = values[i] !== first;
  // A constant column is exactly 0 around its mean, whatever the rounding of the mean.
  if (!varies) return { values: centred, mean: first, squares: 0 };
  const mean = sum(values) / n;
  for (let i = 0; i < n; i++) centred[i] = values[i]! - mean;
  return { values: centred, mean, squares: sumOfSquares(centred) };
}

/** A total that is smaller than this share of what it is made of is rounding. */
const ROUNDING = 2 ** -50;

/** The sum of a column, exactly 0 where it is rounding alone. */
function totalOf(values: Float64Array): number {
  let total = 0;
  let size = 0;
  for (let i = 0; i < values.length; i++) {
    total += values[i]!;
    size += Math.abs(values[i]!);
  }
  return Math.abs(total) <= ROUNDING * size ? 0 : total;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

function sumOfSquares(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]! * values[i]!;
  return total;
}
