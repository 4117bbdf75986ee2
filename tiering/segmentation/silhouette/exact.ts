import { checkpoint, type Hooks, partOf } from "../../hooks.ts";
import type { Matrix } from "../matrix.ts";
import { addDistances } from "./distances.ts";
import { addDistancesOfTwo } from "./distances-of-two.ts";
import { clusterOf, prepareSilhouette, type SilhouetteInput, silhouetteOf } from "./prepare.ts";

/** Exact silhouettes of a clustering. */
export interface Silhouette {
  /** Mean over the labelled rows; null where fewer than two clusters have members. */
  readonly mean: number | null;
  /** Mean of each cluster; shape [K]. */
  readonly byCluster: Float64Array;
  /** Silhouette of each row, NaN where it has no label; shape [n]. */
  readonly values: Float64Array;
}

/**
 * In how many parts the pairs are split. It is fixed, and parts are added up in their order, so that the
 * result has the same bits on any number of threads.
 */
export const SILHOUETTE_PARTS = 16;

/** Points in a block, so that a block's points and sums stay in the first-level cache. */
const BLOCK = 128;

/**
 * Sums of distances for one part of all pairs of points: entry `c · m + p` is the sum from the point at
 * place p to the members of cluster c that the part pairs it with; shape [K × m]. Parts 0 …
 * {@link SILHOUETTE_PARTS} − 1 cost the same and may run on different threads. O(m²·d / parts).
 * @throws {TieringError} `cancelled` by the hooks.
 */
export function silhouettePart(input: SilhouetteInput, part: number, hooks: Hooks = {}): Float64Array {
  const { rows, clusterCount } = input;
  const m = rows.length;
  const sums = new Float64Array(clusterCount * m);
  const totals = new Float64Array(2);
  // Row blocks are dealt out one by one: block b meets the blocks from itself on, so low ones cost more.
  const blocks = Math.ceil(m / BLOCK);
  for (let turn = 0; turn * SILHOUETTE_PARTS < blocks; turn++) {
    checkpoint(hooks, "Silhouette", (turn * SILHOUETTE_PARTS) / blocks);
    // Every other turn runs backwards, which evens the shares out.
    const block = turn * SILHOUETTE_PARTS + (turn & 1 ? SILHOUETTE_PARTS - 1 - part : part);
    const from = block * BLOCK;
    const to = Math.min(from + BLOCK, m);
    for (let columns = from; columns < m && from < to; columns += BLOCK) {
      addTile(input, { from, to, columns, end: Math.min(columns + BLOCK, m) }, sums, totals);
    }
  }
  return sums;
}

/** A block of places `from … to - 1` and a block `columns … end - 1`, later or the same. */
interface Tile {
  readonly from: number;
  readonly to: number;
  readonly columns: number;
  readonly end: number;
}

/** Adds the distances between the places of a tile's first block and the later ones of its second. */
function addTile(input: SilhouetteInput, tile: Tile, sums: Float64Array, totals: Float64Array): void {
  const { points, stride, starts, rows } = input;
  const m = rows.length;
  const { from, to, columns, end } = tile;
  let c = clusterOf(input, columns);
  for (let start = columns; start < end; c++) {
    const stop = Math.min(end, starts[c + 1]);
    let own = clusterOf(input, from);
    for (let i = from; i < to; ) {
      while (i >= starts[own + 1]) own++;
      // Two at once where they are of one cluster and both before the columns, else one.
      if (i + 2 <= Math.min(to, starts[own + 1], start)) {
        addDistancesOfTwo(points, i * stride, points, stride, start, stop, totals, sums, own * m);
        sums[c * m + i] += totals[0];
        sums[c * m + i + 1] += totals[1];
        i += 2;
      } else {
        const later = Math.max(start, i + 1);
        sums[c * m + i] += addDistances(points, i * stride, points, stride, later, stop, sums, own * m);
        i++;
      }
    }
    start = stop;
  }
}

/** Silhouettes from the sums of all parts, in order of part. O(n·K·parts). */
export function finishSilhouette(input: SilhouetteInput, parts: readonly Float64Array[]): Silhouette {
  const { n, rows, clusterCount, starts } = input;
  const m = rows.length;
  const sums = new Float64Array(clusterCount * m);
  for (const part of parts) for (let i = 0; i < sums.length; i++) sums[i] += part[i];
  const values = new Float64Array(n).fill(Number.NaN);
  const byCluster = new Float64Array(clusterCount);
  for (let c = 0; c < clusterCount; c++) {
    for (let place = starts[c]; place < starts[c + 1]; place++) {
      const value = clusterCount < 2 ? 0 : silhouetteOf(input, c, sums, place, m);
      values[rows[place]] = value;
      byCluster[c] += value / (starts[c + 1] - starts[c]);
    }
  }
  let total = 0;
  for (const value of values) if (!Number.isNaN(value)) total += value;
  return { mean: clusterCount < 2 ? null : total / m, byCluster, values };
}

/**
 * Exact Euclidean silhouettes in one thread; `labels` of shape [n], 0 … K − 1 without gaps, negative for
 * rows that are left out. O(n²·d) time, O(n·K) memory.
 * @throws {TieringError} `cancelled` by the hooks.
 */
export function silhouette(matrix: Matrix, labels: Int32Array, hooks: Hooks = {}): Silhouette {
  const input = prepareSilhouette(matrix, labels);
  const parts: Float64Array[] = [];
  for (let part = 0; part < SILHOUETTE_PARTS && input.clusterCount > 1; part++) {
    const within = partOf(hooks, part / SILHOUETTE_PARTS, (part + 1) / SILHOUETTE_PARTS);
    parts.push(silhouettePart(input, part, within));
  }
  return finishSilhouette(input, parts);
}
