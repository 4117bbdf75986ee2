import { descendingOrder } from "../ranks.ts";
import { findBestSplit, partStretch, type SortedRows, type Stretch, TIE } from "./split-search.ts";
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
  /** Called for every feature of every node. */
  readonly tick?: () => void;
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

/**
 * Sorts the columns, each of shape [n] with NaN where undefined, for {@link fitTree}; `tick` is called for every
 * column. O(features · n).
 */
export function createSplitColumns(columns: readonly Float64Array[], tick?: () => void): SplitColumns {
  const orders = columns.map((column) => {
    tick?.();
    return descendingOrder(column.map((value) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value)));
  });
  const sorted = orders.map((order, f) => {
    const values = new Float64Array(order.length);
    for (let j = 0; j < values.length; j++) values[j] = columns[f][order[j]];
    return values;
  });
  return { columns, orders, sorted };
}

interface Growing extends Stretch {
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
  const { classes, maxDepth, minSamplesLeaf, training, tick } = options;
  const sorted = trainingRows(table, training);
  const right = new Uint8Array(labels.length);
  const root = { start: 0, end: sorted.rows[0].length };
  const counts = countLabels(sorted, labels, root, classes);
  const weights = classWeights(counts, options.balanced);
  const nodes: Growing[] = [{ ...root, counts, depth: 0, split: null }];
  const spare = { rows: new Uint32Array(root.end), values: new Float64Array(root.end) };

  // Nodes that are added on the way are visited in their turn: level by level.
  for (const node of nodes) {
    if (!mayGrow(node, maxDepth, minSamplesLeaf)) continue;
    const best = findBestSplit(sorted, labels, node, { weights, minSamplesLeaf, tick });
    if (best === null) continue;
    const column = table.columns[best.feature];
    for (let j = node.start; j < node.end; j++) {
      const row = sorted.rows[0][j];
      right[row] = column[row] > best.threshold ? 1 : 0;
    }
    const middle = partStretch(sorted, node, right, spare);
    const add = (start: number, end: number) => {
      const split = { start, end, counts: countLabels(sorted, labels, { start, end }, classes) };
      return nodes.push({ ...split, depth: node.depth + 1, split: null }) - 1;
    };
    node.split = { ...best, left: add(node.start, middle), right: add(middle, node.end) };
  }
  return { nodes: nodes.map((node) => settle(node, weights)), classWeights: weights };
}

/** The training rows of every sorted feature, ascending, in arrays of their own. */
function trainingRows({ orders, sorted }: SplitColumns, training: Uint8Array | undefined): SortedRows {
  const size = training === undefined ? orders[0].length : training.reduce((sum, flag) => sum + flag, 0);
  const rows = orders.map(() => new Uint32Array(size));
  const values = orders.map(() => new Float64Array(size));
  orders.forEach((order, f) => {
    for (let j = order.length - 1, at = 0; j >= 0; j--) {
      const row = order[j];
      if (training !== undefined && training[row] === 0) continue;
      rows[f][at] = row;
      values[f][at++] = sorted[f][j];
    }
  });
  return { rows, values };
}

function countLabels(
  { rows }: SortedRows,
  labels: Uint8Array,
  { start, end }: { readonly start: number; readonly end: number },
  classes: number,
): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (let j = start; j < end; j++) counts[labels[rows[0][j]]]++;
  return counts;
}

function classWeights(counts: readonly number[], balanced: boolean): number[] {
  if (!balanced) return counts.map(() => 1);
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const present = counts.filter((count) => count > 0).length;
  return counts.map((count) => (count > 0 ? rows / (present * count) : 0));
}

function mayGrow({ counts, depth, start, end }: Growing, maxDepth: number, minSamplesLeaf: number): boolean {
  return (
    depth < maxDepth && end - start >= 2 * minSamplesLeaf && counts.filter((count) => count > 0).length > 1
  );
}

function settle({ split, counts }: Growing, weights: readonly number[]): TreeNode {
  let prediction = 0;
  for (let k = 1; k < counts.length; k++) {
    const gain = counts[k] * weights[k] - counts[prediction] * weights[prediction];
    if (gain > TIE * counts[k] * weights[k]) prediction = k;
  }
  return { split, counts, prediction };
}
