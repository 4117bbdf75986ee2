import type { Hooks } from "../hooks.ts";
import type { Prices } from "../run.ts";
import type { Bound } from "./certificate/branch-and-bound.ts";
import { fewestMoves } from "./feasibility.ts";
import { tiersOf } from "./incumbent.ts";
import { Ladder } from "./ladder.ts";
import { type PreparedProblem, type Problem, prepareProblem, usableBudget, withBudget } from "./problem.ts";
import { proveBest } from "./prove-best.ts";

/** How hard to try. */
export interface Effort extends Hooks {
  /** Gap to prove by branch and bound; the root bound alone where absent. */
  readonly prove?: number;
  /** True: a proof gives up after what an answer can wait for. */
  readonly quick?: boolean;
  /** False: no bound at all is wanted. */
  readonly bounded?: boolean;
}

/** The best assignment found, and how far from the best possible it can be. */
export interface HybridResult {
  /** Tier of each account after; shape [n]. */
  readonly tiers: Uint8Array;
  readonly prices: Prices;
  /** Null where none was wanted. */
  readonly bound: Bound | null;
}

/** Looks at candidates in a proof that an answer waits for: some tenths of a second. */
const QUICK_WORK = 2e6;

/** Nodes of a proof that an answer waits for. */
export function quickNodes({ candidates }: PreparedProblem): number {
  return Math.ceil(QUICK_WORK / Math.max(1000, candidates.size));
}

/**
 * Raises the objective from the baseline within the policy: the {@link Ladder}'s best assignment, bounded from
 * above. O(N) memory; time see the benches.
 * @throws TieringError `infeasible-policy`, `cancelled`
 */
export function optimise(problem: Problem, effort: Effort = {}): HybridResult {
  const whole = prepareProblem(problem);
  const prepared = withBudget(whole, usableBudget(whole, whole.moves));
  const ladder = new Ladder(prepared, fewestMoves(prepared), effort);
  const found = ladder.best(prepared.moves);
  if (effort.bounded === false) {
    return { tiers: tiersOf(found, problem.tiers), prices: found.prices, bound: null };
  }
  const { prove } = effort;
  const target = {
    gap: prove ?? 0,
    ...(prove === undefined && { nodes: 1 }),
    ...(effort.quick && { nodes: quickNodes(prepared) }),
  };
  const { best, bound } = proveBest({ problem: prepared, measures: problem.measures, found }, target, effort);
  return { tiers: tiersOf(best, problem.tiers), prices: best.prices, bound };
}
