import { descendingOrder } from "../ranks.ts";
import type { DecisionTree, Split, TreeNode } from "./tree.ts";

/** What a fit is bound by. */
export interface TreeOptions {
  /** Number of classes; labels are 0 … classes − 1. */
  readonly classes: number;
  /** Most splits on the way to a leaf. */
  readonly maxDepth: number;
  /** Fewest training rows in a leaf. */
  readonly minSamplesLeaf: number;
  /** True: every class that occurs weighs the same in total, however few its rows. */
  readonly balanced: boolean;
  /** 1 for each row to learn from; every row where absent; shape [n]. */
  readonly training?: Uint8Array;
}

/** The columns that a tree may split on, with their orders, so that several fits share the sorting. */
export interface SplitColumns {
  /** One array of shape [n] for each feature; NaN where undefined. */
  readonly columns: readonly Float64Array[];
  /** Rows in descending order of each column, NaN last; one array of shape [n] for each feature. */
  readonly orders: readonly Uint32Array[];
}

/** Sorts the columns, each of shape [n] with NaN where undefined, for {@link fitTree}. O(features · n). */
export function createSplitColumns(columns: readonly Float64Array[]): SplitColumns {
  const orders = columns.map((column) =>
    descendingOrder(column.map((value) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value))),
  );
  return { columns, orders };
}

/** A score must beat the best by this share, so that rounding never decides a tie. */
const TIE = 1e-12;

interface Growing {
  readonly counts: number[];
  readonly depth: number;
  split: Split | null;
}

/**
 * Learns a classification tree (CART: Breiman, Friedman, Olshen and Stone, 1984): at each node the split
 * with the largest decrease of Gini impurity over all features and all midpoints between neighbouring
 * values. Equal splits: the lowest feature, then the lowest threshold. An undefined value is below every
 * threshold. A node stays a leaf when it is pure, at `maxDepth`, or has no split that leaves
 * `minSamplesLeaf` rows on both sides. Inputs are trusted. O(depth · features · n · classes).
 */
export function fitTree(table: SplitColumns, labels: Uint8Array, options: TreeOptions): DecisionTree {
  const { classes, maxDepth, minSamplesLeaf } = options;
  const n = labels.length;
  const NONE = -1;
  // The node under construction that each row is in; rows that are not learnt from are in none.
  const nodeOf = new Int32Array(n).fill(NONE);
  const total = new Array<number>(classes).fill(0);
  for (let i = 0; i < n; i++) {
    if (options.training && options.training[i] === 0) continue;
    nodeOf[i] = 0;
    total[labels[i]]++;
  }
  const weights = classWeights(total, options.balanced);
  const nodes: Growing[] = [{ counts: total, depth: 0, split: null }];
  let open = mayGrow(nodes[0], maxDepth, minSamplesLeaf) ? [0] : [];

  // One level of the tree a round: a single walk along each sorted column serves all open nodes.
  while (open.length > 0) {
    const best = bestSplits(table, labels, nodeOf, nodes, open, weights, minSamplesLeaf);
    const first = nodes.length;
    open.forEach((node, slot) => {
      const { feature, threshold } = best[slot];
      if (feature === NONE) return;
      const depth = nodes[node].depth + 1;
      const left = nodes.length;
      nodes.push({ counts: new Array<number>(classes).fill(0), depth, split: null });
      nodes.push({ counts: new Array<number>(classes).fill(0), depth, split: null });
      nodes[node].split = { feature, threshold, left, right: left + 1 };
    });
    for (let i = 0; i < n; i++) {
      const split = nodeOf[i] === NONE ? null : nodes[nodeOf[i]].split;
      if (split === null) continue;
      nodeOf[i] = table.columns[split.feature][i] > split.threshold ? split.right : split.left;
      nodes[nodeOf[i]].counts[labels[i]]++;
    }
    open = [];
    for (let node = first; node < nodes.length; node++) {
      if (mayGrow(nodes[node], maxDepth, minSamplesLeaf)) open.push(node);
    }
  }
  return { nodes: nodes.map((node) => settle(node, weights)), classWeights: weights };
}

function classWeights(counts: readonly number[], balanced: boolean): number[] {
  if (!balanced) return counts.map(() => 1);
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const present = counts.filter((count) => count > 0).length;
  return counts.map((count) => (count > 0 ? rows / (present * count) : 0));
}

function mayGrow({ counts, depth }: Growing, maxDepth: number, minSamplesLeaf: number): boolean {
  const rows = counts.reduce((sum, count) => sum + count, 0);
  return depth < maxDepth && rows >= 2 * minSamplesLeaf && counts.filter((count) => count > 0).length > 1;
}

function settle({ split, counts }: Growing, weights: readonly number[]): TreeNode {
  let prediction = 0;
  for (let k = 1; k < counts.length; k++) {
    const gain = counts[k] * weights[k] - counts[prediction] * weights[prediction];
    if (gain > TIE * counts[k] * weights[k]) prediction = k;
  }
  return { split, counts, prediction };
}

interface Best {
  feature: number;
  threshold: number;
  score: number;
}

/** The best split of each open node, in the order of `open`; feature −1 where there is none. */
function bestSplits(
  table: SplitColumns,
  labels: Uint8Array,
  nodeOf: Int32Array,
  nodes: readonly Growing[],
  open: readonly number[],
  weights: readonly number[],
  minSamplesLeaf: number,
): Best[] {
  const classes = weights.length;
  const best = open.map((): Best => ({ feature: -1, threshold: 0, score: 0 }));
  const slotOf = new Int32Array(nodes.length).fill(-1);
  open.forEach((node, slot) => {
    slotOf[node] = slot;
  });
  const rows = open.map((node) => nodes[node].counts.reduce((sum, count) => sum + count, 0));
  const totals = Float64Array.from(open.flatMap((node) => nodes[node].counts));
  const left = new Float64Array(totals.length);
  const leftRows = new Uint32Array(open.length);
  const previous = new Float64Array(open.length);
  for (let feature = 0; feature < table.columns.length; feature++) {
    const column = table.columns[feature];
    const order = table.orders[feature];
    left.fill(0);
    leftRows.fill(0);
    previous.fill(Number.NaN);
    for (let j = order.length - 1; j >= 0; j--) {
      const i = order[j];
      const node = nodeOf[i];
      const slot = node < 0 ? -1 : slotOf[node];
      if (slot < 0) continue;
      const value = column[i];
      const before = previous[slot];
      // A step between two defined values (a comparison with NaN is false) is where a split can be.
      if (
        value > before &&
        leftRows[slot] >= minSamplesLeaf &&
        rows[slot] - leftRows[slot] >= minSamplesLeaf
      ) {
        const score = purity(left, totals, slot * classes, weights);
        if (score > best[slot].score * (1 + TIE)) {
          best[slot] = { feature, threshold: midpoint(before, value), score };
        }
      }
      previous[slot] = value;
      left[slot * classes + labels[i]]++;
      leftRows[slot]++;
    }
  }
  return best;
}

/** Σ w² / Σ w of the left side plus that of the right: the larger, the smaller the Gini impurity; > 0. */
function purity(left: Float64Array, totals: Float64Array, at: number, weights: readonly number[]): number {
  let leftSum = 0;
  let leftSquares = 0;
  let rightSum = 0;
  let rightSquares = 0;
  for (let k = 0; k < weights.length; k++) {
    const l = left[at + k] * weights[k];
    const r = (totals[at + k] - left[at + k]) * weights[k];
    leftSum += l;
    leftSquares += l * l;
    rightSum += r;
    rightSquares += r * r;
  }
  return leftSquares / leftSum + rightSquares / rightSum;
}

/** Halfway between two neighbouring values; the lower one where rounding would reach the upper. */
function midpoint(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  return middle < high ? middle : low;
}
