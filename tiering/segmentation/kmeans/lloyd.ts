import type { Matrix } from "../matrix.ts";

/** A local optimum of the K-means objective. */
export interface Partition {
  /** Cluster of each row, 0 … k − 1; shape [n]. */
  readonly labels: Int32Array;
  /** Means of the clusters; shape [k × d]. */
  readonly centroids: Float64Array;
  /** Sum of the squared distances of the rows to their centroids. */
  readonly inertia: number;
  /** Passes over the rows. */
  readonly iterations: number;
}

/** Rounding slack on distance bounds, far above what a few hundred additions lose. */
const SLACK = 1e-10;

/** Working arrays of one descent. */
interface Descent {
  readonly matrix: Matrix;
  readonly k: number;
  readonly labels: Int32Array;
  readonly centroids: Float64Array;
  readonly sizes: Float64Array;
  /** At least the distance of each row to its own centroid; shape [n]. */
  readonly upper: Float64Array;
  /** At most the distance of each row to any other centroid; shape [n]. */
  readonly lower: Float64Array;
}

/**
 * Lloyd's iterations from given centroids (shape [k × d], overwritten), with Hamerly's bounds (2010): a row
 * is compared with the other centroids only where the bounds cannot rule out that one is nearer. A row
 * goes to the nearest centroid, the lowest on ties; an emptied cluster restarts at the row farthest from
 * its centroid. Ends where no row changes, or after `maxIterations`. O(n·d) a pass, O(n·k·d) at worst.
 * @param tick Called once a pass.
 */
export function lloyd(
  matrix: Matrix,
  centroids: Float64Array,
  maxIterations: number,
  tick: () => void,
): Partition {
  const { n, d } = matrix;
  const k = centroids.length / d;
  const descent: Descent = {
    matrix,
    k,
    labels: new Int32Array(n).fill(-1),
    centroids,
    sizes: new Float64Array(k),
    upper: new Float64Array(n).fill(Infinity),
    lower: new Float64Array(n),
  };
  let iterations = 1;
  let changed = assign(descent, new Float64Array(k));
  while (changed > 0 && iterations < maxIterations) {
    tick();
    const moved = update(descent);
    changed = assign(descent, moved);
    iterations++;
  }
  update(descent);
  return { labels: descent.labels, centroids, inertia: inertiaOf(descent), iterations };
}

/** Moves each row to its nearest centroid; returns how many moved. `moved` is how far each centroid went. */
function assign(descent: Descent, moved: Float64Array): number {
  const { matrix, k, labels, upper, lower } = descent;
  const half = halfGaps(descent);
  let far = 0;
  for (let c = 1; c < k; c++) if (moved[c] > moved[far]) far = c;
  let second = 0;
  for (let c = 0; c < k; c++) if (c !== far) second = Math.max(second, moved[c]);
  const farthest = moved[far];
  let changed = 0;
  for (let i = 0; i < matrix.n; i++) {
    const own = labels[i];
    if (own >= 0) {
      upper[i] += moved[own];
      lower[i] -= own === far ? second : farthest;
      const safe = Math.max(lower[i], half[own]) * (1 - SLACK);
      if (upper[i] < safe) continue;
      upper[i] = Math.sqrt(squaredTo(descent, i, own));
      if (upper[i] < safe) continue;
    }
    if (reassign(descent, i)) changed++;
  }
  return changed;
}

/** Half the distance from each centroid to the next one: a row nearer than that to its own has no nearer. */
function halfGaps({ matrix: { d }, k, centroids }: Descent): Float64Array {
  const half = new Float64Array(k).fill(Infinity);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      if (a === b) continue;
      let squared = 0;
      for (let j = 0; j < d; j++) squared += (centroids[a * d + j] - centroids[b * d + j]) ** 2;
      half[a] = Math.min(half[a], Math.sqrt(squared) / 2);
    }
  }
  return half;
}

function reassign(descent: Descent, i: number): boolean {
  const { k, labels, upper, lower } = descent;
  let best = Infinity;
  let second = Infinity;
  let label = 0;
  for (let c = 0; c < k; c++) {
    const squared = squaredTo(descent, i, c);
    if (squared < best) {
      second = best;
      best = squared;
      label = c;
    } else if (squared < second) second = squared;
  }
  const changed = labels[i] !== label;
  labels[i] = label;
  upper[i] = Math.sqrt(best);
  lower[i] = Math.sqrt(second);
  return changed;
}

function squaredTo({ matrix: { d, values }, centroids }: Descent, i: number, c: number): number {
  let squared = 0;
  for (let j = 0, p = i * d, q = c * d; j < d; j++) {
    const difference = values[p + j] - centroids[q + j];
    squared += difference * difference;
  }
  return squared;
}

/** Moves the centroids to the means of their rows; returns how far each went. */
function update(descent: Descent): Float64Array {
  const { matrix, k, labels, centroids, sizes } = descent;
  const { n, d, values } = matrix;
  const before = centroids.slice();
  centroids.fill(0);
  sizes.fill(0);
  for (let i = 0; i < n; i++) {
    const q = labels[i] * d;
    sizes[labels[i]]++;
    for (let j = 0, p = i * d; j < d; j++) centroids[q + j] += values[p + j];
  }
  for (let c = 0; c < k; c++) for (let j = 0; j < d; j++) centroids[c * d + j] /= sizes[c];
  for (let c = 0; c < k; c++) if (sizes[c] === 0) restart(descent, c);
  const moved = new Float64Array(k);
  for (let c = 0; c < k; c++) {
    let squared = 0;
    for (let j = 0; j < d; j++) squared += (centroids[c * d + j] - before[c * d + j]) ** 2;
    moved[c] = Math.sqrt(squared);
  }
  return moved;
}

/** Gives an empty cluster the row that lies farthest from its centroid, from a cluster with others. */
function restart(descent: Descent, empty: number): void {
  const { matrix, labels, centroids, sizes, upper, lower } = descent;
  const { n, d, values } = matrix;
  let row = 0;
  let farthest = -1;
  for (let i = 0; i < n; i++) {
    if (sizes[labels[i]] < 2) continue;
    const squared = squaredTo(descent, i, labels[i]);
    if (squared > farthest) {
      farthest = squared;
      row = i;
    }
  }
  const from = labels[row];
  sizes[from]--;
  for (let j = 0; j < d; j++) {
    const x = values[row * d + j];
    centroids[from * d + j] += (centroids[from * d + j] - x) / sizes[from];
    centroids[empty * d + j] = x;
  }
  sizes[empty] = 1;
  labels[row] = empty;
  upper[row] = 0;
  lower[row] = 0;
}

function inertiaOf(descent: Descent): number {
  let inertia = 0;
  for (let i = 0; i < descent.matrix.n; i++) inertia += squaredTo(descent, i, descent.labels[i]);
  return inertia;
}
