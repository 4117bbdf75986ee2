import { TieringError } from "../errors.ts";
import type { Hooks } from "../hooks.ts";
import type { Measures } from "../measures.ts";
import { ascend } from "./ascent.ts";
import { type Bound, branchAndBound } from "./certificate/branch-and-bound.ts";
import { reachableBox } from "./certificate/reachable-box.ts";
import { type NodeBound, Relaxation } from "./certificate/relaxation.ts";
import { exchanged, type Incumbent, incumbentOf } from "./incumbent.ts";
import { LinearProblem } from "./linear-problem.ts";
import type { PreparedProblem } from "./problem.ts";

/** The root bound is searched to within this share of the value. */
const ROOT_TOLERANCE = 1e-5;

/** Share of the gap to prove that each node's bound may be short of its least. */
const NODE_TOLERANCE = 0.05;

/** Nodes after which a proof gives up. */
const MOST_NODES = 100_000;

/** Up to this many candidates a proof looks for a better assignment at every node, beyond it at ever fewer. */
const FEW_CANDIDATES = 512;

/** An assignment that is better by less is the same. */
const SAME = 1e-12;

/** What is to be proven best. */
export interface Claim {
  readonly problem: PreparedProblem;
  readonly measures: Measures;
  readonly found: Incumbent;
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
  { problem, measures, found }: Claim,
  { gap, nodes = MOST_NODES, goal }: ProofEffort,
  hooks: Hooks,
): { readonly best: Incumbent; readonly bound: Bound } {
  const rootOnly = nodes === 1;
  let best = found;
  const tolerance = (rootOnly ? ROOT_TOLERANCE : NODE_TOLERANCE * gap) * Math.abs(found.value);
  const relaxation = new Relaxation(problem, measures, tolerance, hooks);
  const linear = new LinearProblem(problem.candidates, problem, hooks);
  const improve = (node: NodeBound, at: number): number => {
    const here = node.of.prepared;
    if (rootOnly || (here.candidates.size > FEW_CANDIDATES && (at & (at - 1)) !== 0)) return best.value;
    const better = assignmentNear(node, here === problem ? linear : new LinearProblem(here.candidates, here));
    if (better !== null && better.value > best.value + SAME) best = exchanged(better, here.moves);
    return best.value;
  };
  const box = reachableBox(problem.candidates, problem.baseline, problem);
  const root = { relaxation, box, from: found.prices, value: found.value };
  const bound = branchAndBound(root, { gap, nodes, ...(goal !== undefined && { goal }) }, improve, hooks);
  return { best, bound };
}

/** An ascent from a node's dual point over the candidates that it leaves; null where none meets the sizes. */
function assignmentNear({ of, point }: NodeBound, linear: LinearProblem): Incumbent | null {
  const { prepared } = of;
  const { candidates, objective, baseline } = prepared;
  try {
    return incumbentOf(prepared, ascend(linear, objective, baseline, point));
  } catch (error) {
    if (candidates.size > 0 && !(error instanceof TieringError && error.code === "infeasible-policy"))
      throw error;
    return null;
  }
}
