import { checkpoint, type Hooks, isOutOfTime, partOf } from "../hooks.ts";
import type { Measures } from "../measures.ts";
import { quickNodes } from "./hybrid.ts";
import type { Incumbent } from "./incumbent.ts";
import type { Search } from "./ordered-search.ts";
import { isExact, moveStride, type PreparedProblem, withBudget } from "./problem.ts";
import { proveBest } from "./prove-best.ts";
import { inOrder } from "./tier-means.ts";

/** A value that an objective is to reach, and the means to seek it. */
export interface Quest {
  readonly problem: PreparedProblem;
  readonly measures: Measures;
  readonly search: Search & { readonly multipliers?: Float64Array };
  /** The objective's value that counts as reached. */
  readonly target: number;
  /** Fewest moves that the sizes need. */
  readonly least: number;
  /** Nodes of one proof; only the root's bound where absent. */
  readonly nodes?: number;
  readonly hooks: Hooks;
  /** Budgets that were decided before. */
  readonly decided: Map<number, Decision>;
}

/** Up to this many candidates a question is decided by branch and bound without being asked to. */
const FEW_CANDIDATES = 512;

/** Nodes that a quest may spend on one question: what an answer can wait for. */
export function nodesFor(problem: PreparedProblem, proof: boolean): number | undefined {
  if (proof) return 100 * quickNodes(problem);
  return problem.candidates.size <= FEW_CANDIDATES ? quickNodes(problem) : undefined;
}

/** What is known of a budget: an assignment that reaches the target, that none does, or neither. */
export interface Decision {
  readonly best: Incumbent;
  readonly state: "reached" | "impossible" | "unknown";
  /** No assignment within the budget has a larger value. */
  readonly bound: number;
}

/** Whether an assignment reaches the target, and obeys the order of tiers where it has to. */
function reaches({ problem, target }: Quest, { value, sums }: Incumbent): boolean {
  return value >= target && (problem.ordered === null || inOrder(sums));
}

/** Decides whether a budget suffices: by search, by the root's bound, by branch and bound. */
export function decide(quest: Quest, budget: number): Decision {
  const known = quest.decided.get(budget);
  if (known !== undefined) return known;
  const decision = decideAfresh(quest, budget);
  quest.decided.set(budget, decision);
  return decision;
}

function decideAfresh(quest: Quest, budget: number): Decision {
  const { measures, search, target, hooks, nodes } = quest;
  const found = search.best(budget);
  const { multipliers } = search;
  const problem = withBudget(quest.problem, budget);
  if (reaches(quest, found)) return { best: found, state: "reached", bound: Number.POSITIVE_INFINITY };
  if (isExact(problem)) return { best: found, state: "impossible", bound: found.value };
  const claim = { problem, measures, found, ...(multipliers && { multipliers }) };
  const root = proveBest(claim, { gap: 0, nodes: 1 }, hooks);
  if (root.bound.bound < target) return { best: found, state: "impossible", bound: root.bound.bound };
  if (nodes === undefined || isOutOfTime(hooks))
    return { best: found, state: "unknown", bound: root.bound.bound };
  const proof = proveBest(claim, { gap: 0, nodes, goal: target }, hooks);
  const bound = Math.min(root.bound.bound, proof.bound.bound);
  const state = reaches(quest, proof.best) ? "reached" : bound < target ? "impossible" : "unknown";
  return { best: proof.best, state, bound };
}

/** The fewest moves found that reach the target, and how few they could be at best. */
export function seekFewest(
  quest: Quest,
  known: Incumbent,
): { readonly best: Incumbent; readonly fewest: number } {
  const { search, least, hooks } = quest;
  const stride = moveStride(quest.problem);
  let best = known;
  // First by search alone, which is quick: the smallest budget whose best assignment reaches it.
  const budgetAt = (step: number) => least + stride * step;
  const stepsTo = (moves: number) => Math.max(0, Math.ceil((moves - least) / stride));
  let low = 0;
  let high = stepsTo(best.moves);
  const rounds = Math.ceil(Math.log2(high + 1)) + 1;
  for (let round = 0; low < high && !isOutOfTime(hooks); round++) {
    checkpoint(hooks, "goal", round / (2 * rounds));
    const middle = (low + high) >> 1;
    const tried = search.best(budgetAt(middle));
    if (reaches(quest, tried)) {
      best = tried;
      high = Math.min(middle, stepsTo(tried.moves));
    } else low = middle + 1;
  }
  // Then which budgets can be ruled out; a proof may come upon an assignment that the search has missed.
  let ruledOut = 0;
  let open = stepsTo(best.moves);
  for (let round = 0; ruledOut < open && !isOutOfTime(hooks); round++) {
    checkpoint(hooks, "goal", 0.5 + round / (2 * rounds + 2));
    const middle = (ruledOut + open) >> 1;
    const { state, best: tried } = decide({ ...quest, hooks: partOf(hooks, 0.5, 1) }, budgetAt(middle));
    if (state === "impossible") ruledOut = middle + 1;
    else open = middle;
    if (state === "reached") best = tried;
  }
  return { best, fewest: Math.min(movesIn(best), budgetAt(ruledOut)) };
}

/** Accounts that an incumbent moves, those fixed for good included. */
export function movesIn({ problem, moves }: Incumbent): number {
  let all = moves;
  for (let fixed = problem.fixed; fixed !== null; fixed = fixed.before) all++;
  return all;
}

/** What no assignment within a budget can exceed, at the root. */
export function upperBound({ problem: whole, measures, search, hooks }: Quest, budget: number): number {
  const found = search.best(budget);
  const { multipliers } = search;
  const problem = withBudget(whole, budget);
  if (isExact(problem)) return found.value;
  const claim = { problem, measures, found, ...(multipliers && { multipliers }) };
  return proveBest(claim, { gap: 0, nodes: 1 }, hooks).bound.bound;
}
