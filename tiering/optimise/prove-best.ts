import { TieringError } from "../errors.ts";
import type { Hooks } from "../hooks.ts";
import type { Measures } from "../measures.ts";
import { ascend } from "./ascent.ts";
import { type Bound, branchAndBound } from "./certificate/branch-and-bound.ts";
import { reachableBox } from "./certificate/reachable-box.ts";
import { type NodeBound, Relaxation } from "./certificate/relaxation.ts";
import { exchanged, type Incumbent, incumbentOf } from "./incumbent.ts";
import { LinearProblem } from "./linear-problem.ts";
import { objectiveValue } from "./objective.ts";
import { type PreparedProblem, withMultipliers } from "./problem.ts";
import type { ActiveRoom } from "./screening.ts";
import { inOrder } from "./tier-means.ts";

/** The root bound is searched to within this share of the value. */
const ROOT_TOLERANCE = 1e-5;

/** Share of the gap to prove that each node's bound may be short of its least. */
const NODE_TOLERANCE = 0.05;

/** Nodes after which a proof gives up: a few seconds on small books, some minutes on large ones. */
const MOST_NODES = 5000;

/** Up to this many candidates a proof looks for a better assignment at every node, beyond it at ever fewer. */
const FEW_CANDIDATES = 512;

/** An assignment that is better by less is the same. */
const SAME = 1e-12;

/** What is to be proven best. */
export interface Claim {
  readonly problem: PreparedProblem;
  readonly measures: Measures;
  /** The best assignment known; one out of order, where the tiers have to be in order, counts as none. */
  readonly found: Incumbent;
  /** Multipliers on the order of the tiers; shape [K]. */
  readonly multipliers?: Float64Array;
  /** Room for its candidates that nobody works in any more; made where absent. */
  readonly room?: ActiveRoom;
}

/** How far a proof is to go. */
export interface ProofEffort {
  /** Gap (bound − value)/|value| at which it may stop. */
  readonly gap: number;
  /** Most nodes; 1 is the root bound alone. */
  readonly nodes?: number;
  /** It may stop once a value reaches this, or no assignment can. */
  readonly goal?: number;
}

/**
 * Bounds what any assignment of a problem can reach, and looks for better ones on the way.
 * @throws TieringError `cancelled`
 */
export function proveBest(
  { problem: asked, measures, found, multipliers, room }: Claim,
  { gap, nodes = MOST_NODES, goal }: ProofEffort,
  hooks: Hooks,
): { readonly best: Incumbent; readonly bound: Bound } {
  const rootOnly = nodes === 1;
  const obeys = (one: Incumbent) => asked.ordered === null || inOrder(one.sums);
  const worth = (one: Incumbent) => (obeys(one) ? one.value : Number.NEGATIVE_INFINITY);
  let best = found;
  const tolerance = (rootOnly ? ROOT_TOLERANCE : NODE_TOLERANCE * gap) * Math.abs(found.value);
  const box = reachableBox(asked.candidates, asked.baseline, asked);
  const problem =
    asked.ordered === null || !multipliers
      ? asked
      : tightest(asked, multipliers, (one) =>
          new Relaxation(one, measures, tolerance, hooks).bound(box, found.prices),
        );
  const relaxation = new Relaxation(problem, measures, tolerance, hooks, room);
  let linear: LinearProblem | null = null;
  const improve = (node: NodeBound, at: number): number => {
    const here = node.of.prepared;
    if (node.exact !== null && node.exact.value > worth(best) + SAME) best = withPrices(node.exact, best);
    if (rootOnly || (here.candidates.size > FEW_CANDIDATES && (at & (at - 1)) !== 0)) return worth(best);
    if (here === problem) linear ??= new LinearProblem(here.candidates, here, hooks);
    const own = here === problem ? linear! : new LinearProblem(here.candidates, here);
    const better = assignmentNear(node, own);
    if (better !== null && obeys(better) && better.value > worth(best) + SAME)
      best = exchanged(better, here.moves);
    return worth(best);
  };
  const root = { relaxation, box, from: found.prices, value: worth(found) };
  const bound = branchAndBound(root, { gap, nodes, ...(goal !== undefined && { goal }) }, improve, hooks);
  return { best, bound };
}

/** An assignment that was found by trying all has no prices of its own: those known are the nearest. */
function withPrices(exact: Incumbent, { prices }: Incumbent): Incumbent {
  return { ...exact, prices };
}

/** Halvings of the multipliers that are tried for the least bound. */
const SCALES = 12;

/** The problem under the multiple of the multipliers, 0 among them, that bounds it best at the root. */
function tightest(
  asked: PreparedProblem,
  multipliers: Float64Array,
  boundOf: (problem: PreparedProblem) => NodeBound,
): PreparedProblem {
  let best = asked;
  let least = boundOf(asked).bound;
  for (let scale = 1, at = 0; at < SCALES; at++, scale /= 2) {
    const problem = withMultipliers(
      asked,
      multipliers.map((price) => scale * price),
    );
    const { bound } = boundOf(problem);
    if (bound < least) {
      least = bound;
      best = problem;
    }
  }
  return best;
}

/** An ascent from a node's dual point over the candidates that it leaves; null where none meets the sizes. */
function assignmentNear({ of, point }: NodeBound, linear: LinearProblem): Incumbent | null {
  const { prepared } = of;
  const { candidates, objective, ordered, baseline } = prepared;
  try {
    const problem = ordered === null ? prepared : { ...prepared, objective: ordered };
    const found = incumbentOf(problem, ascend(linear, objective, baseline, point));
    return { ...found, value: objectiveValue(problem.objective, found.sums) };
  } catch (error) {
    if (candidates.size > 0 && !(error instanceof TieringError && error.code === "infeasible-policy"))
      throw error;
    return null;
  }
}
