import { checkpoint, type Hooks } from "../../hooks.ts";
import type { Matrix } from "../matrix.ts";
import { createRandom, sampleRows } from "../random.ts";
import { addDistances } from "./distances.ts";
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
  const sums = new Float64Array(clusterCount);
  const unused = new Float64Array(m);
  let sum = 0;
  let squares = 0;
  for (let s = 0; s < sample.length; s++) {
    if (s % 16 === 0) checkpoint(hooks, "Silhouette", s / sample.length);
    for (let c = 0; c < clusterCount; c++) {
      sums[c] = addDistances(points, stride, sample[s], starts[c], starts[c + 1], unused, 0);
    }
    const value = silhouetteOf(input, clusterOf(input, sample[s]), sums, 0, 1);
    sum += value;
    squares += value * value;
  }
  const taken = sample.length;
  const mean = sum / taken;
  const variance = taken > 1 ? Math.max(0, squares - sum * mean) / (taken - 1) : 0;
  return { mean, standardError: Math.sqrt(((1 - taken / m) * variance) / taken), size: taken };
}
