import type { TierSums } from "../../kpis.ts";
import type { Prices } from "../../run.ts";
import { type Lines, type Objective, objectiveValue, tangentLines } from "./objective.ts";
import type { Pool } from "./pool.ts";
import type { Moves, Transport } from "./transport.ts";

/** Scales of the tangent's slopes in the squares of PI and of revenue, where an ascent starts. */
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

/** Steps that look for prices afresh. */
const COLD_STEPS = 2;

/** A step that raises the composite by less has converged. */
const CONVERGED = 1e-12;

/**
 * Climbs from one start: solve the linear problem of the tangent, take the tangent there, and so on. A
 * convex function lies above its tangents, so that no step can lower the composite.
 */
export function ascend(
  transport: Transport,
  objective: Objective,
  baseline: TierSums,
  start: Start,
): Reached {
  const K = objective.tierCount;
  const lines: Lines = {
    rank: new Float64Array(K),
    pi: new Float64Array(K),
    revenue: new Float64Array(K),
  };
  tangentLines(objective, baseline, start, lines);
  let best: Reached | null = null;
  for (let step = 0; step < MOST_STEPS; step++) {
    // The first steps change the problem too much for the last prices to be of use.
    if (step < COLD_STEPS) transport.restart();
    transport.solve(lines);
    const sums = sumsAfter(transport.pool, baseline, transport.moves);
    const value = objectiveValue(objective, sums);
    if (best !== null && value <= best.value + CONVERGED) break;
    best = { value, moves: copyMoves(transport.moves), sums, prices: copyPrices(transport.prices) };
    tangentLines(objective, sums, { pi: 1, revenue: 1 }, lines);
  }
  return best!;
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

function copyPrices(prices: Prices): Prices {
  return {
    rank: prices.rank.slice(),
    pi: prices.pi.slice(),
    revenue: prices.revenue.slice(),
    tier: prices.tier.slice(),
    move: prices.move,
  };
}
