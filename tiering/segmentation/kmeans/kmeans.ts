import { checkpoint, type Hooks, isOutOfTime } from "../../hooks.ts";
import { numberByFirstRow } from "../labels.ts";
import type { Matrix } from "../matrix.ts";
import { createRandom } from "../random.ts";
import { lloyd, type Partition } from "./lloyd.ts";
import { randomSeeding, spreadSeeding } from "./seeding.ts";

/** Settings of K-means: the same settings and rows give the same groups. */
export interface KMeansOptions {
  /** Clusters, at most the number of distinct rows. */
  readonly k: number;
  /** `random`: distinct rows, equally likely; `spread`: K-means++. */
  readonly seeding: "random" | "spread";
  /** Independent descents, of which the best is kept; 10 unless given. */
  readonly starts?: number;
  readonly seed?: number;
}

/** The best of the descents, and how many of them were begun: fewer than wanted where the time was over. */
export interface KMeansResult extends Partition {
  readonly descents: number;
  /** False where the time was over in the midst of the last descent. */
  readonly whole: boolean;
}

/** Passes after which a descent is cut off; books need a few dozen. */
const MAX_ITERATIONS = 300;

/**
 * K-means clusters: the descent of least inertia, the earliest on ties, its clusters numbered by their
 * first row. O(starts·iterations·n·d) with bounds. Where the time is over, the best so far is the answer.
 * @throws {TieringError} `cancelled` by the hooks.
 */
export function kmeans(matrix: Matrix, options: KMeansOptions, hooks: Hooks = {}): KMeansResult {
  const { k, seeding, starts = 10, seed = 1 } = options;
  const place = seeding === "spread" ? spreadSeeding : randomSeeding;
  const random = createRandom(seed);
  let best: Partition | null = null;
  let descents = 0;
  let whole = true;
  for (let start = 0; start < starts || best === null; start++) {
    if (best !== null && isOutOfTime(hooks)) break;
    const tick = () => checkpoint(hooks, "K-means", start / starts);
    tick();
    const isOver = () => {
      whole = !isOutOfTime(hooks);
      return !whole;
    };
    const found = lloyd(matrix, place(matrix, k, random), { most: MAX_ITERATIONS, tick, isOver });
    descents++;
    if (best === null || found.inertia < best.inertia) best = found;
  }
  return { ...inOrder(best, matrix.d), descents, whole };
}

function inOrder(partition: Partition, d: number): Partition {
  const labels = numberByFirstRow(partition.labels.slice());
  const centroids = new Float64Array(partition.centroids.length);
  labels.forEach((label, i) => {
    const from = partition.labels[i] * d;
    centroids.set(partition.centroids.subarray(from, from + d), label * d);
  });
  return { ...partition, labels, centroids };
}
