import { checkpoint, type Hooks, isOutOfTime } from "../../hooks.ts";
import { numberByFirstRow } from "../labels.ts";
import { createRandom, type RandomStream, sampleRows } from "../random.ts";
import { bestMedoids, fewMedoidSets } from "./exhaustive.ts";
import { fasterPam, greedyMedoids, randomMedoids } from "./faster-pam.ts";
import { type GowerTable, gowerDistance } from "./gower.ts";

/** Settings of K-medoids. */
export interface KMedoidsOptions {
  /** Clusters, at most the number of rows. */
  readonly k: number;
  /** Rows in a sample; 2,000 unless given. Where the book has no more, the search is over all of it. */
  readonly sampleSize?: number;
  /** Samples, 5 unless given; one where a sample is the book. */
  readonly samples?: number;
  /** Descents a sample, 2 unless given: the first from greedy medoids, others from random ones. */
  readonly starts?: number;
  readonly seed?: number;
}

/** Clusters around medoids. */
export interface MedoidPartition {
  /** Cluster of each row, 0 … k − 1; fewer than k values where medoids coincide; shape [n]. */
  readonly labels: Int32Array;
  /** Row of each cluster's medoid, in order of label. */
  readonly medoids: Int32Array;
  /** Sum of the distances of all rows to their medoids. */
  readonly cost: number;
  /** Samples that were searched: fewer than wanted where the time was over. */
  readonly samples: number;
  /** Samples that were wanted. */
  readonly wanted: number;
}

type Assigned = Omit<MedoidPartition, "samples" | "wanted">;

/**
 * K-medoids by CLARA (Kaufman and Rousseeuw, 1990): swaps on a sample, judged on the whole book, the best
 * of several samples; each sample after the first contains the best medoids so far. The swaps end in a local
 * optimum; where the book is tiny (C(n, k)·k·n ≤ 500,000) all sets are tried and the best of all is found.
 * A row goes to the nearest medoid, the first on ties; clusters are numbered by their first row.
 * O(samples·(size²·(p + q) + n·k·(p + q))) time, O(size²) memory.
 * @throws {TieringError} `cancelled` by the hooks.
 */
export function kmedoids(table: GowerTable, options: KMedoidsOptions, hooks: Hooks = {}): MedoidPartition {
  const { k, sampleSize = 2000, samples = 5, starts = 2, seed = 1 } = options;
  if (table.n <= sampleSize && fewMedoidSets(table.n, k)) {
    const tick = () => checkpoint(hooks, "K-medoids", 0);
    const rows = Int32Array.from({ length: table.n }, (_, i) => i);
    const all = assign(table, bestMedoids(distanceMatrix(table, rows, tick), table.n, k, tick).medoids, tick);
    return { ...all, samples: 1, wanted: 1 };
  }
  const random = createRandom(seed);
  const rounds = table.n <= sampleSize ? 1 : samples;
  let best: Assigned | null = null;
  let searched = 0;
  for (let round = 0; round < rounds; round++) {
    if (best !== null && isOutOfTime(hooks)) break;
    const tick = () => checkpoint(hooks, "K-medoids", round / rounds);
    const rows = sampleWith(best?.medoids ?? new Int32Array(0), table.n, Math.max(sampleSize, k), random);
    const distances = distanceMatrix(table, rows, tick);
    for (let start = 0; start < starts; start++) {
      const first =
        start === 0 ? greedyMedoids(distances, rows.length, k, tick) : randomMedoids(rows.length, k, random);
      const { medoids } = fasterPam(distances, rows.length, first, tick);
      const found = assign(
        table,
        Int32Array.from(medoids, (place) => rows[place]),
        tick,
      );
      tick();
      if (best === null || found.cost < best.cost) best = found;
    }
    searched++;
  }
  const none = { labels: new Int32Array(table.n), medoids: new Int32Array(0), cost: 0 };
  return { ...(best ?? none), samples: searched, wanted: rounds };
}

/** A sample that contains given rows, ascending. */
function sampleWith(kept: Int32Array, n: number, size: number, random: RandomStream): Int32Array {
  const rows = new Set(sampleRows(n, size - kept.length, random));
  for (const row of kept) rows.add(row);
  return Int32Array.from(rows).sort();
}

function distanceMatrix(table: GowerTable, rows: Int32Array, tick: () => void): Float64Array {
  const m = rows.length;
  const distances = new Float64Array(m * m);
  for (let a = 0; a < m; a++) {
    if (a % 128 === 0) tick();
    for (let b = 0; b < a; b++) {
      const distance = gowerDistance(table, rows[a], rows[b]);
      distances[a * m + b] = distance;
      distances[b * m + a] = distance;
    }
  }
  return distances;
}

function assign(table: GowerTable, medoids: Int32Array, tick: () => void): Assigned {
  const chosen = new Int32Array(table.n);
  let cost = 0;
  for (let i = 0; i < table.n; i++) {
    if (i % 4096 === 0) tick();
    let least = Infinity;
    for (let c = 0; c < medoids.length; c++) {
      const distance = gowerDistance(table, i, medoids[c]);
      if (distance < least) {
        least = distance;
        chosen[i] = c;
      }
    }
    cost += least;
  }
  const labels = numberByFirstRow(chosen.slice());
  const ordered: number[] = [];
  labels.forEach((label, i) => {
    ordered[label] = medoids[chosen[i]];
  });
  return { labels, medoids: Int32Array.from(ordered), cost };
}
