import type { Hooks } from "../../hooks.ts";
import type { Certificate, Prices } from "../../run.ts";
import { ascend, type Reached, type Start } from "./ascent.ts";
import { branchAndBound } from "./certificate/branch.ts";
import { type NodeBound, NodeBounds } from "./certificate/node-bound.ts";
import { reachableBox } from "./certificate/ranges.ts";
import { objectiveValue } from "./objective.ts";
import { polish } from "./polish.ts";
import type { Pool } from "./pool.ts";
import type { HybridProblem, Prepared } from "./problem.ts";
import { Transport } from "./transport.ts";

/** Where the ascents begin: the baseline's own tangent, none of it, and steeper ones. */
const STARTS: readonly Start[] = [
  { pi: 1, revenue: 1 },
  { pi: 0, revenue: 0 },
  { pi: 2, revenue: 2 },
  { pi: 4, revenue: 1 },
  { pi: 1, revenue: 4 },
];

/** Pools above this size take the first few starts: the larger the pool, the more all starts meet. */
const LARGE_POOL = 2000;
const STARTS_OF_LARGE = 3;

/** How hard to try. */
export interface Effort extends Hooks {
  /** Gap to prove by branch and bound; the root bound alone where absent. */
  readonly prove?: number;
}

/** The best assignment found, and how far from the best possible it can be. */
export interface HybridResult {
  /** Tier of each account after; shape [n]. */
  readonly tiers: Uint8Array;
  readonly prices: Prices;
  readonly certificate: Pick<Certificate, "bound" | "nodes" | "proven">;
}

/** The root bound is searched to within this share of the value. */
const ROOT_TOLERANCE = 1e-5;

/** Share of the gap to prove that each node's bound may be short of its least. */
const NODE_TOLERANCE = 0.05;

/** Nodes after which a proof gives up. */
const MOST_NODES = 100_000;

/**
 * Raises the composite from the baseline within the policy: ascents from several starts, the best of
 * them polished by exact exchanges, and bounded from above. O(N) memory; time see the benches.
 * @throws TieringError `infeasible-policy`, `cancelled`
 */
export function optimise(problem: HybridProblem, prepared: Prepared, effort: Effort): HybridResult {
  const { pool, objective, baseline } = prepared;
  const transport = new Transport(pool, prepared);
  let best: Reached | null = null;
  for (const start of pool.size > LARGE_POOL ? STARTS.slice(0, STARTS_OF_LARGE) : STARTS) {
    const reached = ascend(transport, objective, baseline, start, { known: best });
    if (best === null || reached.value > best.value) best = reached;
  }
  let incumbent = polished(prepared, best!);
  const improve = (node: NodeBound, nodes: number): number => {
    if (pool.size > SMALL_POOL && (nodes & (nodes - 1)) !== 0) return incumbent.value;
    const reached = ascend(transport, objective, baseline, node.point);
    if (reached.value > incumbent.value + LEAST_IMPROVEMENT) incumbent = polished(prepared, reached);
    return incumbent.value;
  };
  const { prove } = effort;
  const tolerance =
    (prove === undefined ? ROOT_TOLERANCE : NODE_TOLERANCE * prove) * Math.abs(incumbent.value);
  const bounds = new NodeBounds(prepared, problem.measures, tolerance);
  const proof = branchAndBound(
    bounds,
    { box: reachableBox(pool, baseline, prepared), from: incumbent.prices, value: incumbent.value },
    { gap: prove ?? 0, nodes: prove === undefined ? 1 : MOST_NODES },
    prove === undefined ? () => incumbent.value : improve,
    effort,
  );
  const tiers = problem.tiers.slice();
  for (let j = 0; j < pool.size; j++) tiers[pool.account[j]!] = incumbent.tierOf[j]!;
  return { tiers, prices: incumbent.prices, certificate: proof };
}

/** Pools up to this size look for a better assignment at every node, larger ones at ever fewer. */
const SMALL_POOL = 512;

/** An assignment that is better by less is the same. */
const LEAST_IMPROVEMENT = 1e-12;

/** An assignment as tiers by pool place, with its value and the prices that led to it. */
interface Incumbent {
  readonly value: number;
  readonly tierOf: Uint8Array;
  readonly prices: Prices;
}

function polished({ pool, objective, moves: most }: Prepared, { moves, sums, prices }: Reached): Incumbent {
  const tierOf = homes(pool);
  for (let m = 0; m < moves.count; m++) tierOf[moves.place[m]!] = moves.tier[m]!;
  polish(pool, objective, { tierOf, sums, room: most - moves.count });
  return { value: objectiveValue(objective, sums), tierOf, prices };
}

/** The tier that each place of the pool is in before any move. */
function homes(pool: Pool): Uint8Array {
  const tierOf = new Uint8Array(pool.size);
  for (let k = 0; k < pool.tierCount; k++) tierOf.fill(k, pool.start[k]!, pool.start[k + 1]!);
  return tierOf;
}
