import type { Hooks } from "../hooks.ts";
import type { Certificate, Prices } from "../run.ts";
import { ascend, type LocalOptimum, type SlopeScale } from "./ascent.ts";
import { homesOf } from "./candidates.ts";
import { branchAndBound } from "./certificate/branch-and-bound.ts";
import { reachableBox } from "./certificate/reachable-box.ts";
import { type NodeBound, Relaxation } from "./certificate/relaxation.ts";
import { LinearProblem } from "./linear-problem.ts";
import { objectiveValue } from "./objective.ts";
import type { PreparedProblem, Problem } from "./problem.ts";
import { twoExchange } from "./two-exchange.ts";

/** Where the ascents begin: the baseline's own tangent, none of it, and steeper ones. */
const STARTS: readonly SlopeScale[] = [
  { pi: 1, revenue: 1 },
  { pi: 0, revenue: 0 },
  { pi: 2, revenue: 2 },
  { pi: 4, revenue: 1 },
  { pi: 1, revenue: 4 },
];

/** Above this many candidates the first few starts are taken: the more there are, the more all starts meet. */
const MANY_CANDIDATES = 2000;
const STARTS_OF_MANY = 3;

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
 * them improved by exact exchanges, and bounded from above. O(N) memory; time see the benches.
 * @throws TieringError `infeasible-policy`, `cancelled`
 */
export function optimise(problem: Problem, prepared: PreparedProblem, effort: Effort): HybridResult {
  const { candidates, objective, baseline } = prepared;
  const linear = new LinearProblem(candidates, prepared);
  let best: LocalOptimum | null = null;
  for (const start of candidates.size > MANY_CANDIDATES ? STARTS.slice(0, STARTS_OF_MANY) : STARTS) {
    const reached = ascend(linear, objective, baseline, start, { known: best });
    if (best === null || reached.value > best.value) best = reached;
  }
  let incumbent = exchanged(prepared, best!);
  const improve = (node: NodeBound, nodes: number): number => {
    if (candidates.size > FEW_CANDIDATES && (nodes & (nodes - 1)) !== 0) return incumbent.value;
    const reached = ascend(linear, objective, baseline, node.point);
    if (reached.value > incumbent.value + LEAST_IMPROVEMENT) incumbent = exchanged(prepared, reached);
    return incumbent.value;
  };
  const { prove } = effort;
  const tolerance =
    (prove === undefined ? ROOT_TOLERANCE : NODE_TOLERANCE * prove) * Math.abs(incumbent.value);
  const bounds = new Relaxation(prepared, problem.measures, tolerance);
  const proof = branchAndBound(
    bounds,
    { box: reachableBox(candidates, baseline, prepared), from: incumbent.prices, value: incumbent.value },
    { gap: prove ?? 0, nodes: prove === undefined ? 1 : MOST_NODES },
    prove === undefined ? () => incumbent.value : improve,
    effort,
  );
  const tiers = problem.tiers.slice();
  for (let j = 0; j < candidates.size; j++) tiers[candidates.account[j]!] = incumbent.tierOf[j]!;
  return { tiers, prices: incumbent.prices, certificate: proof };
}

/** Up to this many candidates a proof looks for a better assignment at every node, beyond it at ever fewer. */
const FEW_CANDIDATES = 512;

/** An assignment that is better by less is the same. */
const LEAST_IMPROVEMENT = 1e-12;

/** An assignment as tiers by candidate, with its value and the prices that led to it. */
interface Incumbent {
  readonly value: number;
  readonly tierOf: Uint8Array;
  readonly prices: Prices;
}

function exchanged(
  { candidates, objective, moves: most }: PreparedProblem,
  { moves, sums, prices }: LocalOptimum,
): Incumbent {
  const tierOf = homesOf(candidates);
  for (let m = 0; m < moves.count; m++) tierOf[moves.place[m]!] = moves.tier[m]!;
  twoExchange(candidates, objective, { tierOf, sums, room: most - moves.count });
  return { value: objectiveValue(objective, sums), tierOf, prices };
}
