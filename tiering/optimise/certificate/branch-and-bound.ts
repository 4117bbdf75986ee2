import { checkpoint, type Hooks, isOutOfTime } from "../../hooks.ts";
import type { Prices, Proof } from "../../run.ts";
import { alternativesOf } from "../alternatives.ts";
import type { Candidates } from "../candidates.ts";
import { enumerate, isEnumerable } from "../enumerate.ts";
import { moveStride } from "../problem.ts";
import { allSides, type Box, rangeOf, type Side } from "./box.ts";
import { NodeQueue } from "./node-queue.ts";
import { reducedTo } from "./reduction.ts";
import type { NodeBound, Relaxation } from "./relaxation.ts";

/** Where a branch and bound begins. */
export interface Root {
  readonly relaxation: Relaxation;
  readonly box: Box;
  /** A dual point that is nearly right. */
  readonly from: Prices;
  /** The best value known. */
  readonly value: number;
}

/** What a branch and bound works towards. */
export interface ProofTarget {
  /** Gap (bound − value)/|value| at which it stops. */
  readonly gap: number;
  /** Nodes after which it gives up. */
  readonly nodes: number;
  /** It also stops once the value reaches this or no assignment can. */
  readonly goal?: number;
}

/** What a branch and bound found. */
export type Bound = Omit<Proof, "of">;

/** Bounds nearer than this to a value are rounding. */
const ROUNDING = 1e-12;

/** Looks at candidates after which a proof gives up: some seconds. */
const MOST_WORK = 1e8;

/**
 * Tightens the bound by branch and bound: the box with the largest bound is cut at the sum whose secant
 * errs most. Where the secants are nearly exact and a bound still lies above (moves of more than one tier
 * need not come out whole), the problem is reduced by its prices and branched on an account instead. `improve`
 * is offered each node and returns the best value known; the search ends when no bound lies above that by
 * more than the target, or when the time is over. The bound holds whether or not it does.
 * @throws TieringError `cancelled`
 */
export function branchAndBound(
  { relaxation, box, from, value: known }: Root,
  target: ProofTarget,
  improve: (node: NodeBound, nodes: number) => number,
  hooks: Hooks = {},
): Bound {
  let value = known;
  const { goal = Number.POSITIVE_INFINITY } = target;
  const first = relaxation.bound(box, from);
  const open = new NodeQueue();
  open.push(first);
  let nodes = 1;
  let work = 0;
  const rootExcess = first.bound - value;
  const size = () => (Number.isFinite(value) ? Math.abs(value) : 0);
  const enough = () => Math.max(target.gap * size(), ROUNDING * Math.max(1, size()));
  value = Math.max(value, improve(first, nodes));
  for (;;) {
    const worst = open.takeWorst();
    // Nothing is left open: the value is the largest there is, −∞ where no assignment is.
    if (worst === null) return { bound: value, nodes, proven: true, unproven: null };
    const bound = Math.max(value, worst.bound);
    if (worst.bound - value <= enough()) return { bound, nodes, proven: true, unproven: null };
    const decided = value >= goal || (goal < Number.POSITIVE_INFINITY && worst.bound < goal - ROUNDING);
    if (decided || nodes >= target.nodes || work > MOST_WORK) {
      return { bound, nodes, proven: false, unproven: target.nodes === 1 ? "not-asked" : "work-limit" };
    }
    if (isOutOfTime(hooks)) return { bound, nodes, proven: false, unproven: "time-limit" };
    checkpoint(hooks, "certificate", progress(worst.bound - value, rootExcess, enough()));
    for (const node of children(worst, value, hooks)) {
      // A part is never worse than the whole that it was cut from.
      const bounded = { ...node, bound: Math.min(node.bound, worst.bound) };
      nodes++;
      work += node.of.prepared.candidates.size;
      value = Math.max(value, improve(bounded, nodes));
      if (bounded.bound > value + ROUNDING) open.push(bounded);
    }
  }
}

/** Share of the way from the root's excess to the target, on a logarithmic scale. */
function progress(excess: number, first: number, last: number): number {
  if (!(first > last) || !(excess > 0)) return 1;
  return Math.min(1, Math.max(0, Math.log(first / excess) / Math.log(first / last)));
}

/** The secants count as exact where their errors make up this share of the excess. */
const EXACT = 0.1;

/** Up to this many candidates accounts are branched on as soon as the secants are exact. */
const FEW_CANDIDATES = 512;

/** The nodes that a node is divided into: two halves of its box, or one for each tier of an account. */
function* children(node: NodeBound, value: number, hooks: Hooks): Generator<NodeBound> {
  const { candidates } = node.of.prepared;
  if (isEnumerable(node.of.prepared)) {
    yield enumerated(node, hooks);
    return;
  }
  const excess = node.bound - value;
  const { side, at, errors } = worstSecant(node);
  // At one tier a move the linear problem is integral: what is left open is the secants' or the search's.
  const { ordered } = node.of.prepared;
  const whole = ordered === null && moveStride(node.of.prepared) === 2 && candidates.size > FEW_CANDIDATES;
  if (side !== null && (whole || errors >= EXACT * excess)) {
    yield node.of.bound(withRange(node.box, side, "High", at), node.point, node);
    yield node.of.bound(withRange(node.box, side, "Low", at), node.point, node);
    return;
  }
  const of = reducedTo(node, value);
  if (of === null) return;
  if (isEnumerable(of.prepared)) {
    yield enumerated({ ...node, of }, hooks);
    return;
  }
  const rest = of.prepared.candidates;
  const { place, tiers } = mostDoubtful(rest, node.point);
  for (const tier of tiers) {
    const child = of.fixing(place, tier);
    if (child !== null) yield child.bound(node.box, node.point, node);
  }
}

/** A node of which every assignment was tried: its bound is the best of them. */
function enumerated(node: NodeBound, hooks: Hooks): NodeBound {
  const exact = enumerate(node.of.prepared, hooks);
  return { ...node, exact, bound: exact?.value ?? Number.NEGATIVE_INFINITY };
}

/** The sum whose secant lies farthest above its square at the relaxed solution, and where to cut it. */
function worstSecant(node: NodeBound): { side: Side | null; at: number; errors: number } {
  const { objective, candidates } = node.of.prepared;
  let most = 0;
  let side: Side | null = null;
  let at = 0;
  let errors = 0;
  for (const each of allSides(candidates.tierCount)) {
    const { low, high } = rangeOf(each, node.box);
    const pi = each.column === "pi";
    const curve = pi ? objective.piCurvature[each.tier]! : objective.revenueCurvature[each.tier]!;
    const sum = Math.min(high, Math.max(low, pi ? node.pi[each.tier]! : node.revenue[each.tier]!));
    const error = curve * (high - sum) * (sum - low);
    errors += error;
    // Where every secant is exact at the solution, the widest one is cut in its middle.
    const score = error > 0 ? error : 1e-6 * curve * (high - low) ** 2;
    if (score <= most) continue;
    most = score;
    side = each;
    const middle = (low + high) / 2;
    at = error > 0 ? CUT_AT_SOLUTION * sum + (1 - CUT_AT_SOLUTION) * middle : middle;
  }
  return { side, at, errors };
}

/** The account that is nearest to a tie between its two best tiers, and all tiers in its reach. */
function mostDoubtful(candidates: Candidates, point: Prices): { place: number; tiers: number[] } {
  let place = 0;
  let least = Number.POSITIVE_INFINITY;
  let tiers: number[] = [candidates.home[0]!];
  for (let g = 0; g < candidates.home.length; g++) {
    const alternatives = alternativesOf(candidates, point, g);
    for (let j = candidates.start[g]!; j < candidates.start[g + 1]!; j++) {
      const gains = alternatives.map(
        (o) =>
          o.rank * candidates.rank[j]! +
          o.pi * candidates.pi[j]! +
          o.revenue * candidates.revenue[j]! -
          o.price,
      );
      const [best = 0, second = 0] = [0, ...gains].sort((a, b) => b - a);
      if (gains.length === 0 || best - second >= least) continue;
      least = best - second;
      place = j;
      tiers = [candidates.home[g]!, ...alternatives.map(({ tier }) => tier)];
    }
  }
  return { place, tiers };
}

/** Where a range is cut between its middle (0) and the relaxed solution (1); measured. */
const CUT_AT_SOLUTION = 0.7;

function withRange(box: Box, { column, tier }: Side, end: "Low" | "High", at: number): Box {
  const values = box[`${column}${end}`].slice();
  values[tier] = at;
  return { ...box, [`${column}${end}`]: values };
}
