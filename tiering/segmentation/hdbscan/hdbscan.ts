import { checkpoint, type Hooks } from "../../hooks.ts";
import { ascendingOrder, type Dendrogram } from "../dendrogram.ts";
import { buildKdTree } from "../kd-tree.ts";
import { numberByFirstRow } from "../labels.ts";
import type { Matrix } from "../matrix.ts";
import { Components } from "./components.ts";
import { condense, labelByExcessOfMass } from "./condense.ts";
import { squaredCoreDistances } from "./core-distances.ts";
import { type SpanningTree, spanningTree } from "./spanning-tree.ts";

/** Settings of HDBSCAN: what is dense enough to be a group. */
export interface HdbscanOptions {
  /** Least rows in a cluster, at least 2. */
  readonly minClusterSize: number;
  /** The core distance of a row is that to its nearest other row of this number, at least 1. */
  readonly minSamples: number;
}

/** Most points in a leaf of the kd-tree. */
const LEAF_SIZE = 16;

/** Part of the time that the core distances take, for progress. */
const CORE_SHARE = 0.4;

/**
 * HDBSCAN clusters (Campello, Moulavi and Sander, 2013): single linkage of the mutual reachability
 * distance, condensed, clusters picked by excess of mass. Labels of shape [n], numbered by first row, −1
 * for noise; all noise where no component ever splits into two of the least size. Rows are finite.
 * @throws {TieringError} `cancelled` by the hooks.
 */
export function hdbscan(matrix: Matrix, options: HdbscanOptions, hooks: Hooks = {}): Int32Array {
  const { n, d, values } = matrix;
  if (n < 2) return new Int32Array(n).fill(-1);
  const tick = (share: number) => checkpoint(hooks, "HDBSCAN", share);
  const tree = buildKdTree(values, n, d, LEAF_SIZE, () => tick(0));
  const core = squaredCoreDistances(tree, options.minSamples, (done) => tick((done / n) * CORE_SHARE));
  const edges = spanningTree(tree, core, (count) => tick(CORE_SHARE + (count / n) * (1 - CORE_SHARE)));
  const linkage = singleLinkage(edges, n);
  const byPosition = labelByExcessOfMass(condense(linkage, options.minClusterSize));
  const labels = new Int32Array(n);
  for (let at = 0; at < n; at++) labels[tree.rows[at]] = byPosition[at];
  return numberByFirstRow(labels);
}

/** The merge tree of a spanning tree: its edges by length. O(n·log n). */
function singleLinkage({ from, to, squared }: SpanningTree, n: number): Dendrogram {
  const order = ascendingOrder(squared);
  const components = new Components(n);
  const cluster = Int32Array.from({ length: n }, (_, i) => i);
  const left = new Int32Array(n - 1);
  const right = new Int32Array(n - 1);
  const height = new Float64Array(n - 1);
  for (let t = 0; t < n - 1; t++) {
    const a = cluster[components.find(from[order[t]])];
    const b = cluster[components.find(to[order[t]])];
    left[t] = Math.min(a, b);
    right[t] = Math.max(a, b);
    height[t] = Math.sqrt(squared[order[t]]);
    cluster[components.union(from[order[t]], to[order[t]])] = n + t;
  }
  return { n, left, right, height };
}
