import type { Matrix } from "../matrix.ts";
import type { RandomStream } from "../random.ts";

/** First centroids: rows of the matrix, as a row-major array of shape [k × d]. The matrix has k distinct rows. */
export type Seeding = (matrix: Matrix, k: number, random: RandomStream) => Float64Array;

/** k distinct rows, each equally likely (Forgy). */
export const randomSeeding: Seeding = ({ n, d, values }, k, random) => {
  const centroids = new Float64Array(k * d);
  const order = Int32Array.from({ length: n }, (_, i) => i);
  let chosen = 0;
  for (let i = 0; chosen < k && i < n; i++) {
    const j = i + random.below(n - i);
    const row = order[j];
    order[j] = order[i];
    const point = values.subarray(row * d, (row + 1) * d);
    if (!contains(centroids, chosen, point)) centroids.set(point, chosen++ * d);
  }
  return centroids;
};

/**
 * K-means++ (Arthur and Vassilvitskii, 2007): each further row with probability proportional to its
 * squared distance to the nearest one chosen. O(n·k·d).
 */
export const spreadSeeding: Seeding = ({ n, d, values }, k, random) => {
  const centroids = new Float64Array(k * d);
  const nearest = new Float64Array(n).fill(Infinity);
  let row = random.below(n);
  for (let c = 0; c < k; c++) {
    centroids.set(values.subarray(row * d, (row + 1) * d), c * d);
    let total = 0;
    for (let i = 0; i < n; i++) {
      let squared = 0;
      for (let j = 0; j < d; j++) squared += (values[i * d + j] - centroids[c * d + j]) ** 2;
      if (squared < nearest[i]) nearest[i] = squared;
      total += nearest[i];
    }
    let left = random.uniform() * total;
    // Rounding may leave a rest behind the last row; the last one not yet chosen then serves.
    for (let i = 0; i < n; i++) {
      if (nearest[i] === 0) continue;
      row = i;
      left -= nearest[i];
      if (left < 0) break;
    }
  }
  return centroids;
};

function contains(centroids: Float64Array, count: number, point: Float64Array): boolean {
  const d = point.length;
  for (let c = 0; c < count; c++) if (point.every((x, j) => x === centroids[c * d + j])) return true;
  return false;
}
