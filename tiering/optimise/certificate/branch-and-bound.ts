import { checkpoint, type Hooks } from "../../hooks.ts";
import type { Certificate, Prices } from "../../run.ts";
import { alternativesOf } from "../alternatives.ts";
import type { Candidates } from "../candidates.ts";
import { allSides, type Box, rangeOf, type Side } from "./box.ts";
import type { NodeBound, Relaxation } from "./relaxation.ts";

/** What a branch and bound works towards. */
export interface ProofTarget {
  /** Gap (bound − value)/|value| at which it stops. */
  readonly gap: number;
  /** Nodes after which it stops regardless. */
  readonly nodes: number;
}

/**
 * Tightens the bound by branch and bound: the box with the largest bound is cut at the sum whose secant
 * errs most. Where the secants are nearly exact and a bound still lies above (moves of more than one tier
 * need not come out whole), few candidates are branched on an account instead. `improve` is offered each node and
 * returns the best value known; the search ends when no bound lies above that by more than the target.
 * @throws TieringError `cancelled`
 */
export function branchAndBound(
  bounds: Relaxation,
  root: { readonly box: Box; readonly from: Prices; readonly value: number },
  target: ProofTarget,
  improve: (node: NodeBound, nodes: number) => number,
  hooks: Hooks = {},
): Pick<Certificate, "bound" | "nodes" | "proven"> {
  let value = root.value;
  const first = bounds.bound(root.box, root.from);
  const open: NodeBound[] = [first];
  let nodes = 1;
  const rootExcess = first.bound - value;
  const enough = () => Math.max(target.gap * Math.abs(value), ROUNDING * Math.max(1, Math.abs(value)));
  value = Math.max(value, improve(first, nodes));
  for (;;) {
    const worst = takeWorst(open);
    if (worst === null) return { bound: value, nodes, proven: true };
    if (worst.bound - value <= enough()) return { bound: Math.max(value, worst.bound), nodes, proven: true };
    if (nodes >= target.nodes) return { bound: worst.bound, nodes, proven: false };
    checkpoint(hooks, "certificate", progress(worst.bound - value, rootExcess, enough()));
    for (const node of children(worst, worst.bound - value)) {
      // A box is never worse than the one it was cut from.
      const bound = Math.min(node.bound, worst.bound);
      nodes++;
      value = Math.max(value, improve(node, nodes));
      if (bound > value + ROUNDING) open.push({ ...node, bound });
    }
  }
}

/** Bounds nearer than this to a value are rounding. */
const ROUNDING = 1e-12;

/** Share of the way from the root's excess to the target, on a logarithmic scale. */
function progress(excess: number, first: number, last: number): number {
  if (!(first > last) || !(excess > 0)) return 1;
  return Math.min(1, Math.max(0, Math.log(first / excess) / Math.log(first / last)));
}

function takeWorst(open: NodeBound[]): NodeBound | null {
  let worst = 0;
  for (let i = 1; i < open.length; i++) if (open[i]!.bound > open[worst]!.bound) worst = i;
  const node = open[worst];
  if (node === undefined) return null;
  open[worst] = open.at(-1)!;
  open.pop();
  return node;
}

/** The nodes that a node is divided into: two halves of its box, or one for each tier of an account. */
function* children(node: NodeBound, excess: number): Generator<NodeBound> {
  const { candidates } = node.of.prepared;
  const worst = worstSecant(node);
  if (candidates.size > 0 && candidates.size <= FEW_CANDIDATES && worst.errors < EXACT * excess) {
    const { place, tiers } = mostDoubtful(candidates, node.point);
    for (const tier of tiers) {
      const rest = node.of.fixing(place, tier);
      if (rest !== null) yield rest.bound(node.box, node.point, node);
    }
    return;
  }
  if (worst.side === null) return;
  yield node.of.bound(withRange(node.box, worst.side, "High", worst.at), node.point, node);
  yield node.of.bound(withRange(node.box, worst.side, "Low", worst.at), node.point, node);
}

/** Up to this many candidates a proof may branch on accounts. */
const FEW_CANDIDATES = 512;

/** The secants count as exact where their errors make up this share of the excess. */
const EXACT = 0.1;

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
  let tiers: number[] = [];
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

/** Where a range is cut between its middle (0) and the relaxed solution (1). */
const CUT_AT_SOLUTION = 0.7;

function withRange(box: Box, { column, tier }: Side, end: "Low" | "High", at: number): Box {
  const values = box[`${column}${end}`].slice();
  values[tier] = at;
  return { ...box, [`${column}${end}`]: values };
}
