import { TieringError } from "../errors.ts";
import type { Hooks } from "../hooks.ts";
import type { Prices } from "../run.ts";
import type { Bound } from "./certificate/branch-and-bound.ts";
import { fewestMoves } from "./feasibility.ts";
import { tiersOf } from "./incumbent.ts";
import { Ladder } from "./ladder.ts";
import { OrderedSearch, type Search } from "./ordered-search.ts";
import { type PreparedProblem, type Problem, prepareProblem, usableBudget, withBudget } from "./problem.ts";
import { proveBest } from "./prove-best.ts";
import type { ActiveRoom } from "./screening.ts";
import { inOrder } from "./tier-means.ts";

/** How hard the hybrid tries to bound and to prove its result. */
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

/** The search that a problem calls for, and the multipliers that it ended with. */
export function searchOf(
  prepared: PreparedProblem,
  hooks: Hooks,
): Search & { readonly multipliers?: Float64Array; readonly room?: ActiveRoom } {
  const least = fewestMoves(prepared);
  const free = new Ladder(prepared, least, hooks);
  return prepared.ordered === null ? free : new OrderedSearch(prepared, free, least, hooks);
}

/** What is said where it is proven that no assignment keeps the tiers in order. */
export function noneInOrder(): TieringError {
  const message =
    "No assignment within the policy's limits keeps the tiers' mean PI_acct in order; " +
    "expected limits that leave room for one (a larger maxMovedShare or maxTierStep), or no monotone.";
  return new TieringError("infeasible-policy", message, { pointer: "/policy/monotone" });
}

/**
 * Raises the objective from the baseline within the policy: the {@link Ladder}'s best assignment, bounded from
 * above. O(N) memory; time see the benches.
 * @throws TieringError `infeasible-policy`, `cancelled`
 */
export function optimise(problem: Problem, effort: Effort = {}): HybridResult {
  const whole = prepareProblem(problem);
  const prepared = withBudget(whole, usableBudget(whole, whole.moves));
  const search = searchOf(prepared, effort);
  const found = search.best(prepared.moves);
  if (effort.bounded === false) {
    return { tiers: tiersOf(found, problem.tiers), prices: found.prices, bound: null };
  }
  const { prove } = effort;
  const target = {
    gap: prove ?? 0,
    ...(prove === undefined && { nodes: 1 }),
    ...(effort.quick && { nodes: quickNodes(prepared) }),
  };
  const { measures } = problem;
  const { multipliers, room } = search;
  const obeys = prepared.ordered === null || inOrder(found.sums);
  const nodes = obeys ? target : { gap: 0, nodes: quickNodes(prepared) };
  const claim = {
    problem: prepared,
    measures,
    found,
    ...(multipliers && { multipliers }),
    ...(room && { room }),
  };
  const { best, bound } = proveBest(claim, nodes, effort);
  if (bound.bound === Number.NEGATIVE_INFINITY) throw noneInOrder();
  // Where no assignment in order was found, there is none to say anything of.
  const keeps = prepared.ordered === null || inOrder(best.sums);
  return { tiers: tiersOf(best, problem.tiers), prices: best.prices, bound: keeps ? bound : null };
}
