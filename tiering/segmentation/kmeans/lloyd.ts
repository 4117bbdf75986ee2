import type { Matrix } from "../matrix.ts";
import { Descent } from "./descent.ts";

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

/** What bounds a descent. */
export interface Passes {
  readonly most: number;
  /** Called once a pass, and every few thousand rows. */
  readonly tick: () => void;
  /** Asked once a pass; true ends the descent where it stands. */
  readonly isOver?: () => boolean;
}

/**
 * Lloyd's iterations from given centroids (shape [k × d], overwritten): each row to the nearest centroid,
 * each centroid to the mean of its rows, until no row changes, `most` passes are done, or the time is over.
 * O(n·k·d) for the first pass, far less for later ones, whose rows mostly stay.
 */
export function lloyd(matrix: Matrix, centroids: Float64Array, { most, tick, isOver }: Passes): Partition {
  const descent = new Descent(matrix, centroids);
  let iterations = 1;
  let changed = descent.assign(tick);
  while (iterations < most) {
    tick();
    if (isOver?.()) break;
    // At rest on running sums, the pass is repeated on fresh ones before it counts.
    const settled = changed === 0;
    if (settled) descent.recount();
    descent.update();
    changed = descent.assign(tick);
    iterations++;
    if (settled && changed === 0) break;
  }
  if (changed > 0) {
    descent.recount();
    descent.update();
  }
  return { labels: descent.labels, centroids, inertia: descent.inertia(), iterations };
}
