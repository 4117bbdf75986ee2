import { sumTiers, type TierSums, type Yardstick } from "../../kpis.ts";
import type { Measures } from "../../measures.ts";
import { buildObjective, type Objective } from "./objective.ts";
import { buildPool, copyAccount, emptyPool, type Pool } from "./pool.ts";

/** What the hybrid optimises: the accounts, where they are, and what the policy allows. */
export interface HybridProblem {
  readonly measures: Measures;
  /** Tier of each account before; shape [n]. */
  readonly tiers: Uint8Array;
  readonly tierCount: number;
  /** Accounts per tier after; shape [K], together n. */
  readonly sizes: Float64Array;
  /** 1 for each account that may move; shape [n]; null where all may. */
  readonly movable: Uint8Array | null;
  /** Most tiers one account may move. */
  readonly step: number;
  /** Most accounts that may move. */
  readonly moves: number;
  readonly yardstick: Yardstick;
}

/** A problem made ready: its objective, its pool, its sums before any move. */
export interface Prepared {
  readonly objective: Objective;
  readonly pool: Pool;
  readonly baseline: TierSums;
  /** Net inflow that each tier needs; shape [K]. */
  readonly inflow: Float64Array;
  readonly moves: number;
}

/** Prepares a problem for any number of ascents; O(N). */
export function prepareHybrid(problem: HybridProblem): Prepared {
  const { measures, tiers, tierCount, sizes } = problem;
  const baseline = sumTiers(measures, tiers, tierCount);
  return {
    objective: buildObjective(measures, sizes, problem.yardstick),
    pool: buildPool(measures, problem, problem.step),
    baseline,
    inflow: sizes.map((size, k) => size - baseline.size[k]!),
    moves: problem.moves,
  };
}

/**
 * The problem that is left when one account (a place of the pool) goes to a tier for good: a smaller pool
 * and sums that count its move; null where the budget has no room for it. O(pool size).
 */
export function fixAccount(prepared: Prepared, place: number, tier: number): Prepared | null {
  const { pool, baseline } = prepared;
  let home = 0;
  while (place >= pool.start[home + 1]!) home++;
  const moves = prepared.moves - (tier === home ? 0 : 1);
  if (moves < 0) return null;
  const rest = emptyPool(pool.tierCount, pool.size - 1, pool);
  rest.size = pool.size - 1;
  for (let j = 0; j < pool.size; j++) if (j !== place) copyAccount(pool, j, rest, j < place ? j : j - 1);
  for (let k = 0; k <= pool.tierCount; k++) rest.start[k] = pool.start[k]! - (k > home ? 1 : 0);
  const inflow = prepared.inflow.slice();
  inflow[home]!++;
  inflow[tier]!--;
  const shift = (sums: Float64Array, by: number) => {
    const moved = sums.slice();
    moved[home]! -= by;
    moved[tier]! += by;
    return moved;
  };
  const sums: TierSums = {
    size: shift(baseline.size, 1),
    rank: shift(baseline.rank, pool.rank[place]!),
    pi: shift(baseline.pi, pool.pi[place]!),
    revenue: shift(baseline.revenue, pool.revenue[place]!),
  };
  return { objective: prepared.objective, pool: rest, baseline: sums, inflow, moves };
}
