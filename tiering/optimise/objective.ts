import { type TierSums, tierMidRanks, type Yardstick } from "../kpis.ts";
import type { MeasureTotals } from "../measures.ts";

/**
 * The composite with the tier sizes fixed: a constant, a straight line in the tiers' sums (TPA, SFI),
 * and a convex square of each (TCI). Every array has shape [K].
 */
export interface Objective {
  readonly tierCount: number;
  readonly constant: number;
  /** Worth of one unit of centred rank in each tier (TPA). */
  readonly rankSlope: Float64Array;
  /** Worth of one unit of PI in each tier: 0 but for multipliers on the order of the tiers. */
  readonly piSlope: Float64Array;
  /** Worth of one unit of revenue in each tier (SFI). */
  readonly revenueSlope: Float64Array;
  /** Worth of the squared sum of PI in each tier (TCI_PI). */
  readonly piCurvature: Float64Array;
  /** Worth of the squared sum of revenue in each tier (TCI_REV). */
  readonly revenueCurvature: Float64Array;
}

/** What a place in each tier is worth per unit of an account's rank, PI and revenue; each of shape [K]. */
export interface Slopes {
  readonly rank: Float64Array;
  readonly pi: Float64Array;
  readonly revenue: Float64Array;
}

/** Builds the composite for tier sizes that stay as given (shape [K]); undefined KPIs count 0. O(K). */
export function buildObjective(
  measures: MeasureTotals,
  sizes: Float64Array,
  yardstick: Yardstick,
): Objective {
  const { coefficients, strategic } = yardstick;
  const tierCount = sizes.length;
  const mid = tierMidRanks(sizes);
  let midSquares = 0;
  for (let k = 0; k < tierCount; k++) midSquares += mid[k]! * mid[k]! * sizes[k]!;
  const spread = Math.sqrt(midSquares * measures.rankSquares);
  const perRank = spread > 0 ? coefficients.tpa / spread : 0;
  const perRevenue = measures.revenueTotal > 0 ? coefficients.sfi / measures.revenueTotal : 0;
  const curve = (squares: number) =>
    Float64Array.from(sizes, (size) => (size > 0 && squares > 0 ? coefficients.tci / (size * squares) : 0));
  let constant = 0;
  for (let k = 0; k < tierCount; k++)
    constant += strategic[k]! * sizes[k]! * measures.revenue.mean * perRevenue;
  return {
    tierCount,
    constant,
    rankSlope: mid.map((rank) => rank * perRank),
    revenueSlope: Float64Array.from(strategic, (on) => on * perRevenue),
    piSlope: new Float64Array(tierCount),
    piCurvature: curve(measures.pi.squares),
    revenueCurvature: curve(measures.revenue.squares),
  };
}

/** The composite of an assignment with these sums; O(K). */
export function objectiveValue(objective: Objective, sums: TierSums): number {
  let value = objective.constant;
  for (let k = 0; k < objective.tierCount; k++) {
    const pi = sums.pi[k]!;
    const revenue = sums.revenue[k]!;
    value += objective.rankSlope[k]! * sums.rank[k]! + objective.revenueSlope[k]! * revenue;
    value += objective.piSlope[k]! * pi;
    value += objective.piCurvature[k]! * pi * pi + objective.revenueCurvature[k]! * revenue * revenue;
  }
  return value;
}

/** The tangent at the given sums, with its slopes in the squares scaled; writes `slopes`; O(K). */
export function tangentSlopes(
  objective: Objective,
  sums: TierSums,
  scale: { readonly pi: number; readonly revenue: number },
  slopes: Slopes,
): void {
  for (let k = 0; k < objective.tierCount; k++) {
    slopes.rank[k] = objective.rankSlope[k]!;
    slopes.pi[k] = objective.piSlope[k]! + scale.pi * 2 * objective.piCurvature[k]! * sums.pi[k]!;
    slopes.revenue[k] =
      objective.revenueSlope[k]! + scale.revenue * 2 * objective.revenueCurvature[k]! * sums.revenue[k]!;
  }
}
