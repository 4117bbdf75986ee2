import type { Matrix } from "../matrix.ts";
import { HEAD } from "./distances.ts";

/** A clustering made ready for silhouettes; plain data on typed arrays, cloneable between threads. */
export interface SilhouetteInput {
  /** Rows of the book, unlabelled ones included. */
  readonly n: number;
  /** Labelled rows, m, in order of cluster, then row. */
  readonly rows: Int32Array;
  /** Number of clusters, K. */
  readonly clusterCount: number;
  /** Cluster c holds the places `starts[c] … starts[c + 1] - 1`; shape [K + 1]. */
  readonly starts: Int32Array;
  /** Entries per point, zero beyond d. */
  readonly stride: number;
  /** Points by place; shape [m × stride]. */
  readonly points: Float64Array;
}

/** Sorts the labelled rows by cluster; `labels` of shape [n], 0 … K − 1 without gaps, negative for noise. O(n·d). */
export function prepareSilhouette({ n, d, values }: Matrix, labels: Int32Array): SilhouetteInput {
  let clusterCount = 0;
  for (const label of labels) clusterCount = Math.max(clusterCount, label + 1);
  const starts = new Int32Array(clusterCount + 1);
  for (const label of labels) if (label >= 0) starts[label + 1]++;
  for (let c = 0; c < clusterCount; c++) starts[c + 1] += starts[c];
  const rows = new Int32Array(starts[clusterCount]);
  const stride = Math.max(d, HEAD);
  const points = new Float64Array(rows.length * stride);
  const next = starts.slice();
  for (let i = 0; i < n; i++) {
    if (labels[i] < 0) continue;
    const place = next[labels[i]]++;
    rows[place] = i;
    for (let k = 0; k < d; k++) points[place * stride + k] = values[i * d + k];
  }
  return { n, rows, clusterCount, starts, stride, points };
}

/** Cluster of a place, from 0, where accounts stand sorted by cluster; `place` is below `starts`' last. O(K). */
export function clusterOf({ starts }: SilhouetteInput, place: number): number {
  let c = 0;
  while (starts[c + 1] <= place) c++;
  return c;
}

/**
 * Silhouette of one point from its summed distances to the members of each cluster: (b − a) / max(a, b),
 * a its mean distance within its own cluster, b the least mean distance to another; 0 where it is alone in
 * its cluster or a = b = 0. The sums are `sums[offset + c · step]`.
 */
export function silhouetteOf(
  { starts, clusterCount }: SilhouetteInput,
  own: number,
  sums: Float64Array,
  offset: number,
  step: number,
): number {
  const others = starts[own + 1] - starts[own] - 1;
  if (others === 0) return 0;
  const a = sums[offset + own * step] / others;
  let b = Infinity;
  for (let c = 0; c < clusterCount; c++) {
    if (c === own) continue;
    b = Math.min(b, sums[offset + c * step] / (starts[c + 1] - starts[c]));
  }
  return a === b ? 0 : (b - a) / Math.max(a, b);
}
