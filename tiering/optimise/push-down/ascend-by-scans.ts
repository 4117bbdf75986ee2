import { checkpoint, type Hooks } from "../../hooks.ts";
import type { Prices } from "../../run.ts";
import { newDualPoint } from "../dual-point.ts";
import { objectiveValue, type Slopes, tangentSlopes } from "../objective.ts";
import type { AccountSource, MarginBin } from "./account-source.ts";
import { candidatesOfBins } from "./bin-candidates.ts";
import { responseOf } from "./flows.ts";
import { newSlopes, type SummedProblem } from "./problem-of-sums.ts";
import { solveBins } from "./solve-bins.ts";

/** Where an ascent by scans has ended: a dual point, and the bins of the accounts there. */
export interface Summit {
  readonly point: Prices;
  readonly bins: readonly MarginBin[];
  /** Accounts by which the responses at the point miss sizes and budget. */
  readonly missed: number;
}

/** Scans of one ascent at most; three or four are usual. */
const MOST_SCANS = 16;

/** A linearisation that raises the composite by less than this share of the lift has converged. */
const CONVERGED = 2e-5;

/** The same for where to begin, which scans will better. */
const ROUGH = 1e-3;

/** So few accounts that miss sizes and budget are settled one by one, as a share of all that may move. */
const FEW_SHARE = 2e-4;
const FEW = 64;

/**
 * Climbs from where the source's outline leads: each scan bins the accounts by their margins at the present slopes and
 * prices; the linear problem is solved on the bins, whose sums give the next tangent, and its prices tell where
 * to scan next. Ends once a further tangent brings next to nothing and few accounts miss sizes and budget.
 */
export async function ascendByScans(
  source: AccountSource,
  problem: SummedProblem,
  hooks: Hooks = {},
): Promise<Summit> {
  const { objective, baseline, unit, inflow, moves } = problem;
  const K = objective.tierCount;
  const start = objectiveValue(objective, baseline);
  const constraints = { inflow, moves };
  const few = Math.max(FEW, FEW_SHARE * moves);
  let { slopes, point } = outlined(source, problem);
  let value = Number.NEGATIVE_INFINITY;
  let isSettled = false;
  for (let scan = 1; ; scan++) {
    checkpoint(hooks, "hybrid", scan / (MOST_SCANS + 1));
    const bins = await source.margins(point, unit);
    const missed = missedBy(bins, source, problem, point.move);
    if ((isSettled && missed <= few) || scan >= MOST_SCANS || bins.length === 0)
      return { point, bins, missed };
    const candidates = candidatesOfBins(bins, source.groups, K);
    const begin = { slopes, start: point, unit, baseline };
    const solved = solveBins(candidates, constraints, begin);
    const reached = objectiveValue(objective, solved.sums);
    if (!isSettled && reached - value > CONVERGED * Math.max(0, reached - start)) {
      value = reached;
      slopes = tangentAt(problem, solved.sums);
      point = solveBins(candidates, constraints, { ...begin, slopes, start: solved.prices }).prices;
    } else {
      // The slopes stand; from here on only the prices are refined.
      isSettled = true;
      point = solved.prices;
    }
  }
}

/**
 * Slopes and prices to begin at: those of the linear problem on the source's outline, tangent after tangent, or of
 * the baseline without one. No scan.
 */
function outlined(source: AccountSource, problem: SummedProblem): { slopes: Slopes; point: Prices } {
  const { objective, baseline, unit, inflow, moves } = problem;
  const K = objective.tierCount;
  let slopes = tangentAt(problem, baseline);
  let point: Prices = { ...newDualPoint(K), ...slopes };
  if (source.outline.length === 0) return { slopes, point };
  const candidates = candidatesOfBins(source.outline, source.groups, K);
  const start = objectiveValue(objective, baseline);
  let value = Number.NEGATIVE_INFINITY;
  for (let step = 0; step < MOST_SCANS; step++) {
    const solved = solveBins(candidates, { inflow, moves }, { slopes, start: point, unit, baseline });
    const reached = objectiveValue(objective, solved.sums);
    point = solved.prices;
    if (!(reached - value > ROUGH * Math.max(0, reached - start))) break;
    value = reached;
    slopes = tangentAt(problem, solved.sums);
    point = { ...point, ...slopes };
  }
  return { slopes, point };
}

function tangentAt({ objective }: SummedProblem, sums: Parameters<typeof tangentSlopes>[1]): Slopes {
  const slopes = newSlopes(objective.tierCount);
  tangentSlopes(objective, sums, { pi: 1, revenue: 1 }, slopes);
  return slopes;
}

/** Accounts by which best responses miss the sizes, exceed the budget, or leave of it where moves still have a price. */
function missedBy(
  bins: readonly MarginBin[],
  source: AccountSource,
  { baseline, inflow, moves }: SummedProblem,
  price: number,
): number {
  const response = responseOf(bins, source.groups, baseline);
  let missed = Math.max(0, response.moves - moves);
  if (price > 0) missed = Math.max(missed, moves - response.moves);
  for (let k = 0; k < inflow.length; k++) {
    missed += Math.max(0, response.sums.size[k]! - baseline.size[k]! - inflow[k]!);
  }
  return missed;
}
