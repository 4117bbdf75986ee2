import { checkpoint, type Hooks } from "../../hooks.ts";
import type { Prices } from "../../run.ts";
import { type Box, endpoint } from "../certificate/box.ts";
import type { AccountSource } from "./account-source.ts";
import { candidatesOfBins } from "./bin-candidates.ts";
import { boxOfValues } from "./box-of-values.ts";
import { responseOf } from "./flows.ts";
import type { SummedProblem } from "./problem-of-sums.ts";
import { solveBins } from "./solve-bins.ts";

/** Scans of the dual: each gives a bound, and better prices for the next. */
const DUAL_SCANS = 3;

/**
 * An upper bound on the composite of every assignment within sizes, budget and reach: squares lie below their
 * secants over what the sums can reach, and the dual of the linear problem that is left bounds it at any
 * prices; a scan gives its value exactly. Two scans for the ranges, then {@link DUAL_SCANS}.
 */
export async function boundByScans(
  source: AccountSource,
  problem: SummedProblem,
  start: Prices,
  hooks: Hooks = {},
): Promise<number> {
  const { objective, baseline, inflow, moves, unit } = problem;
  const box = await boxOfValues(source, baseline, problem);
  const slopes = {
    rank: objective.rankSlope,
    pi: objective.piCurvature.map(
      (curve, k) => objective.piSlope[k]! + curve * (box.piLow[k]! + box.piHigh[k]!),
    ),
    revenue: objective.revenueCurvature.map(
      (curve, k) => objective.revenueSlope[k]! + curve * (box.revenueLow[k]! + box.revenueHigh[k]!),
    ),
  };
  let point: Prices = { ...start, ...slopes };
  let bound = Number.POSITIVE_INFINITY;
  for (let scan = 0; scan < DUAL_SCANS; scan++) {
    checkpoint(hooks, "certificate", scan / DUAL_SCANS);
    const bins = await source.margins(point, unit);
    bound = Math.min(bound, dualValue(problem, box, point, responseOf(bins, source.groups, baseline).gain));
    const candidates = candidatesOfBins(bins, source.groups, objective.tierCount);
    point = solveBins(candidates, { inflow, moves }, { slopes, start: point, unit, baseline }).prices;
  }
  return bound;
}

/** The dual at a point whose accounts' part is known; README, equation 6. */
function dualValue(
  { objective, baseline, inflow, moves }: SummedProblem,
  box: Box,
  point: Prices,
  gain: number,
): number {
  let value = objective.constant + gain + point.move * moves;
  for (let k = 0; k < inflow.length; k++) {
    value += point.tier[k]! * inflow[k]! + point.rank[k]! * baseline.rank[k]!;
    value += point.pi[k]! * baseline.pi[k]! + point.revenue[k]! * baseline.revenue[k]!;
    const piSlope = point.pi[k]! - objective.piSlope[k]!;
    value += endpoint(objective.piCurvature[k]!, piSlope, box.piLow[k]!, box.piHigh[k]!);
    const slope = point.revenue[k]! - objective.revenueSlope[k]!;
    value += endpoint(objective.revenueCurvature[k]!, slope, box.revenueLow[k]!, box.revenueHigh[k]!);
  }
  return value;
}
