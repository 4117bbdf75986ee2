import { checkpoint, type Hooks, partOf } from "../../hooks.ts";
import type { FeatureColumns } from "../features.ts";
import { type BinnedRows, binRows } from "./bins.ts";
import type { BoostedModel } from "./model.ts";
import { softmaxRow } from "./softmax.ts";
import type { BoostedTree } from "./tree.ts";

/** Rows that go through all trees together: their bins stay in the nearest cache. */
const BLOCK = 512;

/** Rows that are binned together: a book of any size needs no second copy of itself. */
const CHUNK = 16_384;

/** Where the margins of one class lie among those of all: `values[row * stride + offset]`. */
export interface ClassMargins {
  readonly values: Float64Array;
  readonly stride: number;
  readonly offset: number;
}

/** Class probabilities of every row, row-major, shape [n × classes]; each row sums to 1. O(n · trees · depth). */
export function scoreRows(model: BoostedModel, table: FeatureColumns, hooks: Hooks = {}): Float64Array {
  const { classes } = model;
  const n = table.columns[0]?.length ?? 0;
  const out = new Float64Array(n * classes);
  const row = new Float64Array(classes);
  for (let from = 0; from < n; from += CHUNK) {
    const to = Math.min(n, from + CHUNK);
    const part = partOf(hooks, from / n, to / n);
    const tick = () => checkpoint(part, "Scoring", 0);
    const margins = marginsOf(model, binRows(table, model.features, from, to, tick), part);
    for (let at = 0; at < margins.length; at += classes) {
      softmaxRow(margins, at, row);
      out.set(row, from * classes + at);
    }
  }
  return out;
}

/** Margins of every class, row-major, shape [n × classes]. */
export function marginsOf(model: BoostedModel, data: BinnedRows, hooks: Hooks = {}): Float64Array {
  const { classes, base } = model;
  const values = new Float64Array(data.n * classes);
  for (let i = 0; i < data.n; i++) values.set(base, i * classes);
  const trees = model.trees.map(packTree);
  for (let from = 0; from < data.n; from += BLOCK) {
    checkpoint(hooks, "Scoring", from / data.n);
    const to = Math.min(data.n, from + BLOCK);
    trees.forEach((tree, t) => {
      addPacked(tree, data, { from, to }, { values, stride: classes, offset: t % classes });
    });
  }
  return values;
}

/** A tree as it is walked: every path has `depth` steps, a leaf leading to itself. */
interface PackedTree {
  /** Two numbers a node: feature, low and span in a byte each (two for the feature), and the left child. */
  readonly nodes: Int32Array;
  readonly value: Float64Array;
  readonly depth: number;
}

function packTree({ feature, low, span, left, value }: BoostedTree): PackedTree {
  const nodes = new Int32Array(2 * feature.length);
  const depths = new Uint8Array(feature.length);
  let depth = 0;
  // Children come after their parent.
  for (let node = 0; node < feature.length; node++) {
    const leaf = feature[node] < 0;
    // Every bin passes the test of a leaf and stays there.
    nodes[2 * node] = leaf ? 255 : (feature[node] << 16) | (low[node] << 8) | span[node];
    nodes[2 * node + 1] = leaf ? node : left[node];
    if (leaf) continue;
    depths[left[node]] = depths[left[node] + 1] = depths[node] + 1;
    depth = Math.max(depth, depths[node] + 1);
  }
  return { nodes, value, depth };
}

function addPacked(
  { nodes, value, depth }: PackedTree,
  { bins, d }: BinnedRows,
  { from, to }: { readonly from: number; readonly to: number },
  { values, stride, offset }: ClassMargins,
): void {
  for (let row = from; row < to; row++) {
    const cell = row * d;
    let node = 0;
    for (let step = 0; step < depth; step++) {
      const test = nodes[2 * node];
      const above = bins[cell + (test >> 16)] - ((test >> 8) & 255);
      // The sign bit of either says that the bin lies outside low … low + span; no branch to mispredict.
      node = nodes[2 * node + 1] + ((above | ((test & 255) - above)) >>> 31);
    }
    values[row * stride + offset] += value[node];
  }
}

/** Adds a tree's values to the margins of the given rows. O(rows · depth). */
export function addTree(tree: BoostedTree, data: BinnedRows, rows: Int32Array, margins: ClassMargins): void {
  const packed = packTree(tree);
  for (let at = 0; at < rows.length; at++) {
    addPacked(packed, data, { from: rows[at], to: rows[at] + 1 }, margins);
  }
}
