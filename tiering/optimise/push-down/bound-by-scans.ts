import { checkpoint, type Hooks } from "../../hooks.ts";
import type { Prices } from "../../run.ts";
import { alternativesOf } from "../alternatives.ts";
import type { Candidates } from "../candidates.ts";
import { type Box, endpoint } from "../certificate/box.ts";
import { objectiveValue } from "../objective.ts";
import type { AccountSource, MarginBin } from "./account-source.ts";
import type { Summit } from "./ascend-by-scans.ts";
import { candidatesOfBins } from "./bin-candidates.ts";
import { boxOfValues } from "./box-of-values.ts";
import { responseOf } from "./flows.ts";
import type { SummedProblem } from "./problem-of-sums.ts";
import { solveBins } from "./solve-bins.ts";

/** Scans of the dual at most: each gives a bound, and better prices for the next. */
const DUAL_SCANS = 3;

/** A bound that prices can lower by less than this share of what it lies above the baseline is low enough. */
const ENOUGH = 1e-3;

/**
 * An upper bound on the composite of every assignment within sizes, budget and reach: squares lie below their
 * secants over what the sums can reach, and the dual of the linear problem that is left bounds it at any
 * prices; a scan gives its value exactly. The first prices come from the bins that the ascent ended with. Two
 * scans for the ranges, then as many as lower the bound, {@link DUAL_SCANS} at most.
 */
export async function boundByScans(
  source: AccountSource,
  problem: SummedProblem,
  summit: Pick<Summit, "point" | "bins">,
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
  const solved = (bins: readonly MarginBin[], start: Prices) => {
    const candidates = candidatesOfBins(bins, source.groups, objective.tierCount);
    const { prices } = solveBins(candidates, { inflow, moves }, { slopes, start, unit, baseline });
    // Accounts of a bin gain at least what their mean does: the bound at these prices lies no lower.
    return { prices, least: dualValue(problem, box, prices, gainOf(candidates, prices)) };
  };
  const start = objectiveValue(objective, baseline);
  let { prices } = solved(summit.bins, summit.point);
  let bound = Number.POSITIVE_INFINITY;
  for (let scan = 0; scan < DUAL_SCANS; scan++) {
    checkpoint(hooks, "certificate", scan / DUAL_SCANS);
    const bins = await source.margins(prices, unit);
    bound = Math.min(bound, dualValue(problem, box, prices, responseOf(bins, source.groups, baseline).gain));
    const next = solved(bins, prices);

    if (bound - next.least <= ENOUGH * (bound - start)) return bound;
    prices = next.prices;
  }
  return bound;
}

/** Sum of the best reduced gains of weighted candidates. */
function gainOf(candidates: Candidates, prices: Prices): number {
  const { home, start, rank, pi, revenue, weight } = candidates;
  let sum = 0;
  for (let g = 0; g < home.length; g++) {
    const alternatives = alternativesOf(candidates, prices, g);
    for (let j = start[g]!; j < start[g + 1]!; j++) {
      let best = 0;
      for (const { price, ...slope } of alternatives) {
        best = Math.max(
          best,
          slope.rank * rank[j]! + slope.pi * pi[j]! + slope.revenue * revenue[j]! - price,
        );
      }
      sum += best * (weight?.[j] ?? 1);
    }
  }
  return sum;
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
