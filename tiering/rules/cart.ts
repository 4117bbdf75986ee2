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
  /** The values in those orders, so that a walk along them reads memory in sequence. */
  readonly sorted: readonly Float64Array[];
}

/** Sorts the columns, each of shape [n] with NaN where undefined, for {@link fitTree}. O(features · n). */
export function createSplitColumns(columns: readonly Float64Array[]): SplitColumns {
  const orders = columns.map((column) =>
    descendingOrder(column.map((value) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value))),
  );
  const sorted = orders.map((order, f) => {
    const values = new Float64Array(order.length);
    for (let j = 0; j < values.length; j++) values[j] = columns[f][order[j]];
    return values;
  });
  return { columns, orders, sorted };
}

/** A score must beat the best by this share, so that rounding never decides a tie. */
const TIE = 1e-11;

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
 * `minSamplesLeaf` rows on both sides. Inputs are trusted. O(depth · features · n).
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

/**
 * The best split of each open node, in the order of `open`; feature −1 where there is none. A split's score is
 * Σ w² / Σ w of the left side plus that of the right (w the weight of each class): the larger, the smaller
 * the Gini impurity. Walking up a sorted column keeps all four sums with a few operations a row.
 */
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
  // A cell is an open node and a class; cellOf says in which one a row is, −1 for none.
  const cellOf = cellsOf(labels, nodeOf, nodes.length, open, classes);
  const nodeOfCell = Uint32Array.from({ length: open.length * classes }, (_, c) => Math.floor(c / classes));
  const weightOf = Float64Array.from(nodeOfCell, (_, c) => weights[c % classes]);
  const totals = Float64Array.from(open.flatMap((node) => nodes[node].counts));
  const sumByNode = (of: (c: number) => number) => {
    const sums = new Float64Array(open.length);
    for (let c = 0; c < totals.length; c++) sums[nodeOfCell[c]] += of(c);
    return sums;
  };
  const rows = sumByNode((c) => totals[c]);
  const mass = sumByNode((c) => totals[c] * weightOf[c]);
  const squares = sumByNode((c) => (totals[c] * weightOf[c]) ** 2);
  const left = new Float64Array(totals.length);
  const leftRows = new Float64Array(open.length);
  const leftMass = new Float64Array(open.length);
  const leftSquares = new Float64Array(open.length);
  const rightSquares = new Float64Array(open.length);
  const previous = new Float64Array(open.length);
  for (let feature = 0; feature < table.columns.length; feature++) {
    const order = table.orders[feature];
    const sorted = table.sorted[feature];
    for (const sums of [left, leftRows, leftMass, leftSquares]) sums.fill(0);
    rightSquares.set(squares);
    previous.fill(Number.NaN);
    for (let j = order.length - 1; j >= 0; j--) {
      const cell = cellOf[order[j]];
      if (cell < 0) continue;
      const node = nodeOfCell[cell];
      const value = sorted[j];
      const count = leftRows[node];
      // A step between two defined values (a comparison with NaN is false) is where a split can be.
      if (value > previous[node] && count >= minSamplesLeaf && rows[node] - count >= minSamplesLeaf) {
        const score = leftSquares[node] / leftMass[node] + rightSquares[node] / (mass[node] - leftMass[node]);
        if (score > best[node].score * (1 + TIE)) {
          best[node] = { feature, threshold: midpoint(previous[node], value), score };
        }
      }
      previous[node] = value;
      const weight = weightOf[cell];
      const before = left[cell]++;
      leftRows[node] = count + 1;
      leftMass[node] += weight;
      // (m + 1)² − m² = 2m + 1 on the left; on the right m² − (m − 1)² = 2m − 1.
      leftSquares[node] += weight * weight * (2 * before + 1);
      rightSquares[node] -= weight * weight * (2 * (totals[cell] - before) - 1);
    }
  }
  return best;
}

/** By row: the place of its node among the open ones times the classes, plus its class; −1 in no open node. */
function cellsOf(
  labels: Uint8Array,
  nodeOf: Int32Array,
  nodes: number,
  open: readonly number[],
  classes: number,
): Int32Array {
  const first = new Int32Array(nodes).fill(-1);
  open.forEach((node, at) => {
    first[node] = at * classes;
  });
  const cellOf = new Int32Array(labels.length);
  for (let i = 0; i < cellOf.length; i++) {
    const at = nodeOf[i] < 0 ? -1 : first[nodeOf[i]];
    cellOf[i] = at < 0 ? -1 : at + labels[i];
  }
  return cellOf;
}

/** Halfway between two neighbouring values; the lower one where rounding would reach the upper. */
function midpoint(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  return middle < high ? middle : low;
}
