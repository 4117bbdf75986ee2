import type { TierSums, Yardstick } from "../../kpis.ts";
import type { MeasureTotals } from "../../measures.ts";
import type { Slopes } from "../objective.ts";
import { buildObjective, type Objective } from "../objective.ts";

/** What the optimiser knows of accounts that it does not see: sums, sizes and limits. */
export interface SummedProblem {
  readonly objective: Objective;
  /** Sums by tier before any account moves, of all accounts. */
  readonly baseline: TierSums;
  /** Net inflow that each tier needs; shape [K]. */
  readonly inflow: Float64Array;
  /** Most accounts that may move. */
  readonly moves: number;
  /** Typical size of a gain: what an account one deviation from the mean in everything gains. */
  readonly unit: number;
}

/** Makes the problem of a book that is known by its sums. O(K²). */
export function problemOfSums(
  totals: MeasureTotals,
  baseline: TierSums,
  policy: { readonly sizes: Float64Array; readonly moves: number; readonly yardstick: Yardstick },
): SummedProblem {
  const objective = buildObjective(totals, policy.sizes, policy.yardstick);
  return {
    objective,
    baseline,
    inflow: policy.sizes.map((size, k) => size - baseline.size[k]!),
    moves: policy.moves,
    unit: unitOf(totals, objective, baseline),
  };
}

/** The largest gain between neighbouring tiers of an account that deviates by one standard deviation in everything. */
function unitOf(totals: MeasureTotals, objective: Objective, baseline: TierSums): number {
  const deviation = (squares: number) => Math.sqrt(squares / Math.max(1, totals.n));
  const rank = deviation(totals.rankSquares);
  const pi = deviation(totals.pi.squares);
  const revenue = deviation(totals.revenue.squares);
  let unit = 0;
  for (let k = 0; k + 1 < objective.tierCount; k++) {
    const of = (slope: Float64Array) => Math.abs(slope[k]! - slope[k + 1]!);
    const bent = (curve: Float64Array, sums: Float64Array) =>
      Math.abs(2 * (curve[k]! * sums[k]! - curve[k + 1]! * sums[k + 1]!));
    const gain =
      rank * of(objective.rankSlope) +
      pi * bent(objective.piCurvature, baseline.pi) +
      revenue * (of(objective.revenueSlope) + bent(objective.revenueCurvature, baseline.revenue));
    unit = Math.max(unit, gain);
  }
  return unit > 0 ? unit : 1;
}

/** Slopes for K tiers, all zero. */
export function newSlopes(tierCount: number): Slopes {
  const column = () => new Float64Array(tierCount);
  return { rank: column(), pi: column(), revenue: column() };
}
