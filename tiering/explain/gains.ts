import type { Measures } from "../measures.ts";
import { DEFAULT_COEFFICIENTS } from "../plan.ts";
import type { Run } from "../run.ts";

/** What a place in another tier is worth to an account at a run's prices, KPI by KPI. */
export interface GainTerms {
  /** Gain of the objective through each KPI, against an average account in its place. */
  readonly tpa: number;
  readonly sfi: number;
  readonly tciPi: number;
  readonly tciRev: number;
  /** Their sum. */
  readonly gain: number;
  /** What the place costs: the difference of the tiers' prices, and the price of a move. */
  readonly price: number;
  /** Gain less price; the account is best off where it is largest, 0 being its own tier. */
  readonly net: number;
}

/** An account as the linear problem sees it. */
export interface Standing {
  /** Centred average rank of its PI_acct. */
  readonly rank: number;
  /** Its PI_acct and current revenue around the book's means. */
  readonly pi: number;
  readonly revenue: number;
}

/** How account i stands. */
export function standingOf(measures: Measures, i: number): Standing {
  return {
    rank: measures.rank[i]!,
    pi: measures.pi.values[i]!,
    revenue: measures.revenue.values[i]!,
  };
}

/**
 * What moving from tier `from` to tier `to` is worth to an account of that standing, at the prices of the run's
 * last linear problem; null where the method has none (baseline, and KPI methods without a policy).
 */
export function gainTerms(
  run: Run,
  standing: Standing,
  { revenueTotal }: Measures,
  from: number,
  to: number,
): GainTerms | null {
  const { prices } = run;
  if (prices === null) return null;
  const step = (line: Float64Array) => line[to]! - line[from]!;
  // Adding 0 turns −0 into 0, which reads better and survives JSON.
  const revenue = step(prices.revenue) * standing.revenue + 0;
  // The line in revenue holds SFI and TCI_REV together; SFI's part is known.
  const { sfi: coefficient } = run.plan.policy.coefficients ?? DEFAULT_COEFFICIENTS;
  const perRevenue = run.plan.method === "hybrid" && revenueTotal > 0 ? coefficient / revenueTotal : 0;
  const sfi = (run.strategic[to]! - run.strategic[from]!) * perRevenue * standing.revenue + 0;
  const tpa = step(prices.rank) * standing.rank + 0;
  const tciPi = step(prices.pi) * standing.pi + 0;
  const gain = tpa + tciPi + revenue;
  const price = to === from ? 0 : step(prices.tier) + prices.move;
  return { tpa, sfi, tciPi, tciRev: revenue - sfi, gain, price, net: gain - price };
}
