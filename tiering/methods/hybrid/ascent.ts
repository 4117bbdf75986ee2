import type { TierSums } from "../../kpis.ts";
import type { Prices } from "../../run.ts";
import { type Lines, type Objective, objectiveValue, tangentLines } from "./objective.ts";
import { copyPoint, newPoint } from "./point.ts";
import type { Pool } from "./pool.ts";
import type { Moves, Transport } from "./transport.ts";

/** Where an ascent starts: the baseline's tangent with its slopes in the squares scaled. */
export interface Start {
  readonly pi: number;
  readonly revenue: number;
}

/** An assignment that an ascent has reached: what moves, and the tiers' sums then. */
export interface Reached {
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
export interface Climb {
  /** An assignment that was reached before: the ascent stops where it comes near it. */
  readonly known?: Reached | null;
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
  transport: Transport,
  objective: Objective,
  baseline: TierSums,
  start: Start | Lines,
  { known = null, warm = false, converged = CONVERGED }: Climb = {},
): Reached {
  const K = objective.tierCount;
  const lines: Lines = {
    rank: new Float64Array(K),
    pi: new Float64Array(K),
    revenue: new Float64Array(K),
  };
  if ("rank" in start) {
    lines.rank.set(start.rank);
    lines.pi.set(start.pi);
    lines.revenue.set(start.revenue);
  } else tangentLines(objective, baseline, start, lines);
  let best: Reached | null = null;
  for (let step = 0; step < MOST_STEPS; step++) {
    // The first steps change the problem too much for the last prices to be of use.
    if (!warm && step < COLD_STEPS) transport.restart();
    transport.solve(lines);
    const sums = sumsAfter(transport.pool, baseline, transport.moves);
    const value = objectiveValue(objective, sums);
    if (best !== null && value <= best.value + converged) break;
    best = {
      value,
      moves: copyMoves(transport.moves),
      sums,
      prices: copyPoint(transport.prices, newPoint(K)),
    };
    if (known !== null && near(objective, sums, known.sums)) break;
    tangentLines(objective, sums, { pi: 1, revenue: 1 }, lines);
  }
  return best!;
}

/** True where two assignments differ so little that an ascent from one ends where the other's did. */
function near(objective: Objective, a: TierSums, b: TierSums): boolean {
  let apart = 0;
  let size = 0;
  for (let k = 0; k < objective.tierCount; k++) {
    apart += objective.piCurve[k]! * (a.pi[k]! - b.pi[k]!) ** 2;
    apart += objective.revenueCurve[k]! * (a.revenue[k]! - b.revenue[k]!) ** 2;
    size += objective.piCurve[k]! * b.pi[k]! ** 2 + objective.revenueCurve[k]! * b.revenue[k]! ** 2;
  }
  return apart < NEAR * size;
}

/** The tiers' sums once the moves are made; O(moves). */
export function sumsAfter(pool: Pool, baseline: TierSums, moves: Moves): TierSums {
  const sums: TierSums = {
    size: baseline.size.slice(),
    rank: baseline.rank.slice(),
    pi: baseline.pi.slice(),
    revenue: baseline.revenue.slice(),
  };
  let from = 0;
  for (let m = 0; m < moves.count; m++) {
    const place = moves.place[m]!;
    const to = moves.tier[m]!;
    while (place >= pool.start[from + 1]!) from++;
    sums.size[from]!--;
    sums.size[to]!++;
    sums.rank[from]! -= pool.rank[place]!;
    sums.rank[to]! += pool.rank[place]!;
    sums.pi[from]! -= pool.pi[place]!;
    sums.pi[to]! += pool.pi[place]!;
    sums.revenue[from]! -= pool.revenue[place]!;
    sums.revenue[to]! += pool.revenue[place]!;
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
