import { checkpoint, type Hooks } from "../../hooks.ts";
import { type Dendrogram, toDendrogram } from "../dendrogram.ts";
import { type DistinctPoints, distinctPoints } from "../distinct-points.ts";
import type { Matrix } from "../matrix.ts";
import { Forest } from "./forest.ts";
import { mergeInRounds } from "./rounds.ts";

/**
 * Exact Ward linkage: the whole dendrogram, heights as SciPy's (√(2·|A|·|B| / (|A| + |B|))·‖a − b‖).
 * Equal costs merge lower cluster numbers first; data with ties has several valid trees.
 * Rows are finite and their squared distances representable. O(n) memory; about n·log n in practice.
 * @throws {TieringError} `cancelled` by the hooks.
 */
export function ward(matrix: Matrix, hooks: Hooks = {}): Dendrogram {
  const { n, d, values } = matrix;
  const merges = Math.max(n - 1, 0);
  const left = new Int32Array(merges);
  const right = new Int32Array(merges);
  const height = new Float64Array(merges);
  if (merges === 0) return { n, left, right, height };

  // Duplicates first: they merge at height 0, and one by one they would each cost a round.
  const distinct = distinctPoints(values, n, d);
  const { clusters, sizes } = collapse(distinct, n, left, right);
  const centroids = new Float64Array(distinct.count * d);
  for (let g = 0; g < distinct.count; g++) {
    const row = distinct.firstRow[g] * d;
    centroids.set(values.subarray(row, row + d), g * d);
  }

  let done = n - distinct.count;
  const record = (a: number, b: number, cost: number) => {
    left[done] = a;
    right[done] = b;
    height[done] = Math.sqrt(2 * cost);
    return n + done++;
  };
  const tick = () => checkpoint(hooks, "Ward", done / merges);
  mergeInRounds(new Forest(centroids, d, sizes, clusters, tick), record, tick);
  return toDendrogram(n, left, right, height);
}

/** Records the merges of equal rows; returns each distinct point's cluster number and size. */
function collapse({ count, group }: DistinctPoints, n: number, left: Int32Array, right: Int32Array) {
  const clusters = new Int32Array(count).fill(-1);
  const sizes = new Float64Array(count);
  let done = 0;
  for (let i = 0; i < n; i++) {
    const g = group[i];
    if (sizes[g]++ === 0) clusters[g] = i;
    else {
      left[done] = clusters[g];
      right[done] = i;
      clusters[g] = n + done++;
    }
  }
  return { clusters, sizes };
}
