import type { TierSums } from "../kpis.ts";
import type { Prices } from "../run.ts";
import type { Candidates } from "./candidates.ts";
import { copyDualPoint, newDualPoint } from "./dual-point.ts";
import type { LinearProblem, Moves } from "./linear-problem.ts";
import { type Objective, objectiveValue, type Slopes, tangentSlopes } from "./objective.ts";

/** Where an ascent starts: the baseline's tangent with its slopes in the squares scaled. */
export interface SlopeScale {
  readonly pi: number;
  readonly revenue: number;
}

/** An assignment that an ascent has reached: what moves, and the tiers' sums then. */
export interface LocalOptimum {
  readonly value: number;
  readonly moves: Moves;
  readonly sums: TierSums;
  /** Prices of the linear problem that led to it. */
  readonly prices: Prices;
}

/** Linearisations of one ascent; a handful is usual. */
const MOST_STEPS = 30;

/** Squared distance, as a share of the squared length of the tiers' sums, that counts as the same place. */
const NEAR = 1e-4;

/** Steps that look for prices afresh. */
const COLD_STEPS = 2;

/** A step that raises the composite by less has converged. */
const CONVERGED = 1e-12;

/** How an ascent goes about it. */
export interface AscentOptions {
  /** An assignment that was reached before: the ascent stops where it comes near it. */
  readonly known?: LocalOptimum | null;
  /** True where the last prices are nearly right for the first problem already. */
  readonly warm?: boolean;
  /** A step that raises the composite by less has converged. */
  readonly converged?: number;
}

/**
 * Climbs from one start: solve the linear problem of the tangent, take the tangent there, and so on. A
 * convex function lies above its tangents, so that no step can lower the composite.
 */
export function ascend(
  linear: LinearProblem,
  objective: Objective,
  baseline: TierSums,
  start: SlopeScale | Slopes,
  { known = null, warm = false, converged = CONVERGED }: AscentOptions = {},
): LocalOptimum {
  const K = objective.tierCount;
  const slopes: Slopes = {
    rank: new Float64Array(K),
    pi: new Float64Array(K),
    revenue: new Float64Array(K),
  };
  if ("rank" in start) {
    slopes.rank.set(start.rank);
    slopes.pi.set(start.pi);
    slopes.revenue.set(start.revenue);
  } else tangentSlopes(objective, baseline, start, slopes);
  let best: LocalOptimum | null = null;
  for (let step = 0; step < MOST_STEPS; step++) {
    // The first steps change the problem too much for the last prices to be of use.
    if (!warm && step < COLD_STEPS) linear.restart();
    linear.solve(slopes);
    const sums = sumsAfter(linear.candidates, baseline, linear.moves);
    const value = objectiveValue(objective, sums);
    if (best !== null && value <= best.value + converged) break;
    best = {
      value,
      moves: copyMoves(linear.moves),
      sums,
      prices: copyDualPoint(linear.prices, newDualPoint(K)),
    };
    if (known !== null && near(objective, sums, known.sums)) break;
    tangentSlopes(objective, sums, { pi: 1, revenue: 1 }, slopes);
  }
  return best!;
}

/** True where two assignments differ so little that an ascent from one ends where the other's did. */
function near(objective: Objective, a: TierSums, b: TierSums): boolean {
  let apart = 0;
  let size = 0;
  for (let k = 0; k < objective.tierCount; k++) {
    apart += objective.piCurvature[k]! * (a.pi[k]! - b.pi[k]!) ** 2;
    apart += objective.revenueCurvature[k]! * (a.revenue[k]! - b.revenue[k]!) ** 2;
    size += objective.piCurvature[k]! * b.pi[k]! ** 2 + objective.revenueCurvature[k]! * b.revenue[k]! ** 2;
  }
  return apart < NEAR * size;
}

/** The tiers' sums once the moves are made; O(moves). */
export function sumsAfter(candidates: Candidates, baseline: TierSums, moves: Moves): TierSums {
  const sums: TierSums = {
    size: baseline.size.slice(),
    rank: baseline.rank.slice(),
    pi: baseline.pi.slice(),
    revenue: baseline.revenue.slice(),
  };
  let group = 0;
  for (let m = 0; m < moves.count; m++) {
    const place = moves.place[m]!;
    const to = moves.tier[m]!;
    while (place >= candidates.start[group + 1]!) group++;
    const from = candidates.home[group]!;
    sums.size[from]!--;
    sums.size[to]!++;
    sums.rank[from]! -= candidates.rank[place]!;
    sums.rank[to]! += candidates.rank[place]!;
    sums.pi[from]! -= candidates.pi[place]!;
    sums.pi[to]! += candidates.pi[place]!;
    sums.revenue[from]! -= candidates.revenue[place]!;
    sums.revenue[to]! += candidates.revenue[place]!;
  }
  return sums;
}

function copyMoves(moves: Moves): Moves {
  return {
    count: moves.count,
    place: moves.place.slice(0, moves.count),
    tier: moves.tier.slice(0, moves.count),
  };
}
