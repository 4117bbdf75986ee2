import { checkpoint, type Hooks } from "../../hooks.ts";
import type { Matrix } from "../matrix.ts";
import { createRandom, sampleRows } from "../random.ts";
import { addDistancesOfTwo } from "./distances-of-two.ts";
import { clusterOf, prepareSilhouette, silhouetteOf } from "./prepare.ts";

/** An estimate of a mean silhouette. */
export interface SilhouetteEstimate {
  /** Unbiased for the exact mean; null where fewer than two clusters have members. */
  readonly mean: number | null;
  /** Standard error of `mean`, √((1 − size/m)·s²/size); 0 where every row was taken. */
  readonly standardError: number;
  /** Rows whose silhouette was computed. */
  readonly size: number;
}

/**
 * Estimates the mean silhouette from a simple random sample of the labelled rows, drawn without
 * replacement; each sampled row's silhouette is exact (its distances to all m labelled rows), so the
 * sampling of rows is the only error. Labels as for `silhouette`. O(size·n·d).
 * @throws {TieringError} `cancelled` by the hooks.
 */
export function sampledSilhouette(
  matrix: Matrix,
  labels: Int32Array,
  { size, seed }: { readonly size: number; readonly seed: number },
  hooks: Hooks = {},
): SilhouetteEstimate {
  const input = prepareSilhouette(matrix, labels);
  const { rows, clusterCount, starts, points, stride } = input;
  const m = rows.length;
  if (clusterCount < 2) return { mean: null, standardError: 0, size: 0 };
  const sample = sampleRows(m, size, createRandom(seed));
  // The sampled points one after the other, the last one repeated where their number is odd.
  const queries = new Float64Array((sample.length + 1) * stride);
  for (let s = 0; s <= sample.length; s++) {
    const from = sample[Math.min(s, sample.length - 1)] * stride;
    queries.set(points.subarray(from, from + stride), s * stride);
  }
  const sums = new Float64Array(2 * clusterCount);
  const unused = new Float64Array(m);
  let sum = 0;
  let squares = 0;
  for (let s = 0; s < sample.length; s += 2) {
    if (s % 16 === 0) checkpoint(hooks, "Silhouette", s / sample.length);
    for (let c = 0; c < clusterCount; c++) {
      const totals = sums.subarray(2 * c, 2 * c + 2);
      addDistancesOfTwo(queries, s * stride, points, stride, starts[c], starts[c + 1], totals, unused, 0);
    }
    for (let q = 0; q < 2 && s + q < sample.length; q++) {
      const value = silhouetteOf(input, clusterOf(input, sample[s + q]), sums, q, 2);
      sum += value;
      squares += value * value;
    }
  }
  const taken = sample.length;
  const mean = sum / taken;
  const variance = taken > 1 ? Math.max(0, squares - sum * mean) / (taken - 1) : 0;
  return { mean, standardError: Math.sqrt(((1 - taken / m) * variance) / taken), size: taken };
}
