import type { Matrix } from "../matrix.ts";

/** Rounding slack on distance bounds, far above what a few hundred additions lose. */
const SLACK = 1 + 1e-10;
/** Rows between two ticks, less one: a power of two. */
const TICK_MASK = 4_095;

/**
 * State of one K-means descent. Bounds are kept as they were when computed; how far each centroid has
 * gone since then is the difference of its odometer, so that a pass need not touch the bounds of a row
 * that stays where it is (Elkan's bounds, 2003, aged lazily).
 */
export class Descent {
  readonly matrix: Matrix;
  readonly k: number;
  /** Cluster of each row, −1 before the first pass; shape [n]. */
  readonly labels: Int32Array;
  /** Shape [k × d]. */
  readonly centroids: Float64Array;
  private readonly sizes: Float64Array;
  /** Sums of the rows of each cluster; shape [k × d]. */
  private readonly sums: Float64Array;
  /** Way gone by each centroid; shape [k]. */
  private readonly odometer: Float64Array;
  /** Distance to the own centroid when last computed, less its odometer then; shape [n]. */
  private readonly upper: Float64Array;
  /** Distance to each centroid when last computed, plus its odometer then; shape [n × k]. */
  private readonly lower: Float64Array;

  /** `centroids` of shape [k × d] are overwritten. */
  constructor(matrix: Matrix, centroids: Float64Array) {
    this.matrix = matrix;
    this.k = centroids.length / matrix.d;
    this.labels = new Int32Array(matrix.n).fill(-1);
    this.centroids = centroids;
    this.sizes = new Float64Array(this.k);
    this.sums = new Float64Array(centroids.length);
    this.odometer = new Float64Array(this.k);
    this.upper = new Float64Array(matrix.n).fill(Infinity);
    this.lower = new Float64Array(matrix.n * this.k);
  }

  /** Moves each row to its nearest centroid, the lowest on ties, with a tick every few thousand; returns how many rows moved. */
  assign(tick: () => void): number {
    const { matrix, k, labels, odometer, upper, lower } = this;
    const half = this.halfGaps();
    let changed = 0;
    for (let i = 0; i < matrix.n; i++) {
      if ((i & TICK_MASK) === TICK_MASK) tick();
      const own = labels[i];
      // Nothing is nearer than the own centroid within half its distance to the next one.
      if (own >= 0 && (upper[i] + odometer[own]) * SLACK < half[own]) continue;
      let best = own;
      let distance = own < 0 ? Infinity : (upper[i] + odometer[own]) * SLACK;
      let exact = own < 0;
      for (let c = 0; c < k; c++) {
        if (c === own || lower[i * k + c] - odometer[c] > distance) continue;
        if (!exact) {
          distance = this.distance(i, own);
          exact = true;
          if (lower[i * k + c] - odometer[c] > distance * SLACK) continue;
        }
        const other = this.distance(i, c);
        if (other < distance || (other === distance && c < best)) {
          best = c;
          distance = other;
        }
      }
      if (exact) upper[i] = distance - odometer[best];
      if (best !== own) {
        this.move(i, own, best);
        changed++;
      }
    }
    return changed;
  }

  /** Moves the centroids to the means of their rows; an emptied cluster restarts at the farthest row. */
  update(): void {
    const { k, matrix, centroids, sums, sizes, odometer } = this;
    for (let c = 0; c < k; c++) if (sizes[c] === 0) this.restart(c);
    for (let c = 0; c < k; c++) {
      let squared = 0;
      for (let at = c * matrix.d; at < (c + 1) * matrix.d; at++) {
        const mean = sums[at] / sizes[c];
        squared += (mean - centroids[at]) ** 2;
        centroids[at] = mean;
      }
      odometer[c] += Math.sqrt(squared);
    }
  }

  /** Adds the rows up anew, in their order, so that the means carry no trace of the way to them. */
  recount(): void {
    const { matrix, labels, sums, sizes } = this;
    sums.fill(0);
    sizes.fill(0);
    for (let i = 0; i < matrix.n; i++) this.add(i, labels[i], 1);
  }

  /** Sum of the squared distances of the rows to their centroids, in their order. */
  inertia(): number {
    let sum = 0;
    for (let i = 0; i < this.matrix.n; i++) sum += this.squared(i, this.labels[i]);
    return sum;
  }

  /** Distance of row i to centroid c, noted as a bound. */
  private distance(i: number, c: number): number {
    const distance = Math.sqrt(this.squared(i, c));
    this.lower[i * this.k + c] = distance + this.odometer[c];
    return distance;
  }

  private squared(i: number, c: number): number {
    const { values, d } = this.matrix;
    const { centroids } = this;
    let squared = 0;
    for (let j = 0, p = i * d, q = c * d; j < d; j++) {
      const difference = values[p + j] - centroids[q + j];
      squared += difference * difference;
    }
    return squared;
  }

  private move(i: number, from: number, to: number): void {
    if (from >= 0) this.add(i, from, -1);
    this.add(i, to, 1);
    this.labels[i] = to;
  }

  private add(i: number, c: number, sign: 1 | -1): void {
    const { values, d } = this.matrix;
    this.sizes[c] += sign;
    for (let j = 0; j < d; j++) this.sums[c * d + j] += sign * values[i * d + j];
  }

  /** Half the distance from each centroid to the next one; shape [k]. */
  private halfGaps(): Float64Array {
    const { k, centroids } = this;
    const { d } = this.matrix;
    const half = new Float64Array(k).fill(Infinity);
    for (let a = 0; a < k; a++) {
      for (let b = 0; b < a; b++) {
        let squared = 0;
        for (let j = 0; j < d; j++) squared += (centroids[a * d + j] - centroids[b * d + j]) ** 2;
        const gap = Math.sqrt(squared) / 2;
        half[a] = Math.min(half[a], gap);
        half[b] = Math.min(half[b], gap);
      }
    }
    return half;
  }

  /** Gives an empty cluster the row that lies farthest from its centroid, from a cluster with others. */
  private restart(empty: number): void {
    let row = 0;
    let farthest = -1;
    for (let i = 0; i < this.matrix.n; i++) {
      if (this.sizes[this.labels[i]] < 2) continue;
      const squared = this.squared(i, this.labels[i]);
      if (squared > farthest) {
        farthest = squared;
        row = i;
      }
    }
    this.move(row, this.labels[row], empty);
    this.upper[row] = Infinity;
  }
}
