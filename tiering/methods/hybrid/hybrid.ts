import { sumTiers, type TierSums, type Yardstick } from "../../kpis.ts";
import type { Measures } from "../../measures.ts";
import type { Prices } from "../../run.ts";
import { ascend, type Reached, type Start } from "./ascent.ts";
import { buildObjective, type Objective } from "./objective.ts";
import { polish } from "./polish.ts";
import { buildPool, type Pool } from "./pool.ts";
import { Transport } from "./transport.ts";

/** Where the ascents begin: the baseline's own tangent, none of it, and twice as steep. */
const STARTS: readonly Start[] = [
  { pi: 1, revenue: 1 },
  { pi: 0, revenue: 0 },
  { pi: 2, revenue: 2 },
  { pi: 4, revenue: 1 },
  { pi: 1, revenue: 4 },
];

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

/** The best assignment that several ascents and a polish find. */
export interface HybridResult {
  /** Tier of each account after; shape [n]. */
  readonly tiers: Uint8Array;
  readonly prices: Prices;
}

/**
 * Raises the composite from the baseline within the policy: ascents from several starts, the best of
 * them polished by exact exchanges. O(N) memory; time see the benches.
 * @throws TieringError `infeasible-policy`
 */
export function optimise(problem: HybridProblem, prepared: Prepared): HybridResult {
  const { pool, objective, baseline } = prepared;
  const transport = new Transport(pool, prepared);
  let best: Reached | null = null;
  for (const start of STARTS) {
    const reached = ascend(transport, objective, baseline, start, best);
    if (best === null || reached.value > best.value) best = reached;
  }
  const { moves, sums, prices } = best!;
  const tierOf = homes(pool);
  for (let m = 0; m < moves.count; m++) tierOf[moves.place[m]!] = moves.tier[m]!;
  polish(pool, objective, { tierOf, sums, room: prepared.moves - moves.count });
  const tiers = problem.tiers.slice();
  for (let j = 0; j < pool.size; j++) tiers[pool.account[j]!] = tierOf[j]!;
  return { tiers, prices };
}

/** The tier that each place of the pool is in before any move. */
function homes(pool: Pool): Uint8Array {
  const tierOf = new Uint8Array(pool.size);
  for (let k = 0; k < pool.tierCount; k++) tierOf.fill(k, pool.start[k]!, pool.start[k + 1]!);
  return tierOf;
}
