import { type Hooks, isOutOfTime } from "../hooks.ts";
import { branchOn, type Costs, fractional } from "./branching.ts";
import type { Box, PatternMaster, Relaxed } from "./pattern-master.ts";

/** Rounds of patterns that a node gets at first; one without fractions gets as many as it takes. */
const ROUNDS = 6;
const ALL_ROUNDS = 200;

/** A box that is still to be searched. */
interface Node {
  readonly box: Box;
  readonly bound: number;
}

/** What a search knows of the best answer, and what it does with one that it comes across. */
export interface Incumbent {
  /** Worth of the best answer so far, in units. */
  readonly worth: number;
  /** Takes a relaxation without fractions for an answer, where it is better. */
  offer(values: Float64Array): void;
}

/** What is searched, and when that ends. */
export interface SearchTask {
  readonly master: PatternMaster;
  readonly integers: readonly number[];
  readonly incumbent: Incumbent;
  readonly costs: Costs;
  readonly root: Box;
  /** A bound of the root. */
  readonly bound: number;
  /** What an answer may be below the bound, in units. */
  readonly allowed: number;
  readonly mostNodes: number;
  /** Called after every node, with the bound and the node's box. */
  readonly onNode?: (bound: number, box: Box) => void;
}

/**
 * Branch and price (Barnhart et al. 1998): the box with the greatest bound first, cut in two at a whole number that its
 * relaxation leaves fractional, until no open box can hold an answer better than the incumbent by more than is allowed,
 * or the time is over. The bound of all boxes that were left.
 * @throws {TieringError} `cancelled`
 */
export function searchPatterns(
  task: SearchTask,
  hooks: Hooks,
): { readonly bound: number; readonly isEnded: boolean } {
  const { master, integers, incumbent, costs, allowed, mostNodes, onNode } = task;
  const open: Node[] = [{ box: task.root, bound: task.bound }];
  /** The greatest bound among boxes that were given up. */
  let closed = Number.NEGATIVE_INFINITY;
  const enough = () => incumbent.worth + allowed;
  const boundOf = () => open.reduce((most, { bound }) => Math.max(most, bound), closed);
  for (let nodes = 0; open.length > 0; nodes++) {
    const at = open.reduce((best, { bound }, k) => (bound > open[best]!.bound ? k : best), 0);
    const bound = Math.max(closed, open[at]!.bound);
    if (bound <= enough()) return { bound: Math.max(bound, incumbent.worth), isEnded: true };
    if (nodes === mostNodes || isOutOfTime(hooks)) return { bound: boundOf(), isEnded: false };
    const [node] = open.splice(at, 1) as [Node];
    // Half of what is allowed is kept for the boxes to come.
    const goal = incumbent.worth + allowed / 2;
    let relaxed = master.relax(node.box, { rounds: ROUNDS, enough: goal }, hooks);
    let left = relaxed.values === null ? [] : fractional(integers, relaxed.values);
    if (left.length === 0 && !relaxed.isWhole && relaxed.bound > goal) {
      relaxed = master.relax(node.box, { rounds: ALL_ROUNDS, enough: goal }, hooks);
      left = relaxed.values === null ? [] : fractional(integers, relaxed.values);
    }
    const least = Math.min(node.bound, relaxed.bound);
    if (relaxed.values === null || left.length === 0 || least <= goal) {
      if (relaxed.values !== null && left.length === 0) incumbent.offer(relaxed.values);
      closed = Math.max(closed, least);
    } else open.push(...childrenOf({ box: node.box, bound: least }, relaxed, left, task, hooks));
    costs.seen++;
    onNode?.(Math.max(closed, boundOf()), node.box);
  }
  return { bound: Math.max(closed, incumbent.worth), isEnded: true };
}

/** The two halves of a box, those aside that cannot hold a better answer. */
function childrenOf(
  node: Node,
  relaxed: Relaxed,
  left: readonly number[],
  { master, costs, incumbent }: SearchTask,
  hooks: Hooks,
): Node[] {
  const test = (box: Box) => master.relax(box, { rounds: 2, enough: incumbent.worth }, hooks).bound;
  return branchOn(node.box, { values: relaxed.values!, bound: node.bound }, left, costs, test).filter(
    ({ bound }) => bound > Number.NEGATIVE_INFINITY,
  );
}
