import { checkpoint, type Hooks, partOf } from "../../hooks.ts";
import type { FeatureColumns } from "../features.ts";
import { binCount, binRows, findBins } from "./bins.ts";
import { type GrowthOptions, TreeGrower } from "./grow-tree.ts";
import { layOut } from "./histogram.ts";
import type { BoostedModel } from "./model.ts";
import { addTree } from "./score.ts";
import { softmaxRow } from "./softmax.ts";
import type { BoostedTree } from "./tree.ts";

/** How the trees are boosted. */
export interface BoostingOptions extends GrowthOptions {
  /** Number of classes; labels are 0 … classes − 1. */
  readonly classes: number;
  /** Most rounds, of `classes` trees each. */
  readonly rounds: number;
  /** Weight of each row, such as a class weight or how often it was drawn; 1 without; shape [n]. */
  readonly weights?: Float64Array;
  /** Margins before the first tree: the log priors, or all even as in XGBoost, which takes more rounds. */
  readonly start?: "priors" | "even";
  /** Rows kept from learning whose log-loss ends it after `patience` rounds without a new best. */
  readonly stopping?: { readonly rows: Int32Array; readonly patience: number };
}

/** Depth, rate, rounds and penalties that hold where nothing else is said. */
export const DEFAULT_BOOSTING = {
  maxDepth: 4,
  learningRate: 0.15,
  rounds: 100,
  minChildWeight: 1,
  l2: 1,
} as const;

/** Part of the time that binning takes. */
const BINNING = 0.03;

/** Least second derivative of a row: keeps a leaf of certain rows from dividing by zero. */
const LEAST_HESSIAN = 1e-16;

/**
 * Boosts regression trees on the multinomial log-loss over histograms of at most 256 bins a feature;
 * second derivatives are 2·p·(1 − p), as in XGBoost. `labels` is of shape [n], the rows of the table.
 * O(rounds · classes · n · d · depth).
 * @throws {TieringError} `cancelled` where the hooks say so.
 */
export function boost(
  table: FeatureColumns,
  labels: Uint8Array,
  options: BoostingOptions,
  hooks: Hooks = {},
): BoostedModel {
  const { classes, rounds, stopping } = options;
  const n = labels.length;
  const rows = learningRows(n, stopping?.rows);
  const features = findBins(table, partOf(hooks, 0, BINNING));
  const growth = partOf(hooks, BINNING, 1);
  const tick = () => checkpoint(growth, "Boosting", 0);
  const data = binRows(table, features, 0, n, tick);
  const weights = options.weights ?? new Float64Array(n).fill(1);
  const base =
    options.start === "even" ? new Float64Array(classes) : logPriors(labels, weights, rows, classes);
  const margins = new Float64Array(n * classes);
  for (let i = 0; i < n; i++) margins.set(base, i * classes);
  const grower = new TreeGrower(data, features, layOut(features.map(binCount)), options);
  const derivatives = Array.from({ length: classes }, () => ({
    gradient: new Float64Array(n),
    hessian: new Float64Array(n),
  }));
  const probabilities = new Float64Array(classes);
  const trees: BoostedTree[] = [];
  let best = { loss: Number.POSITIVE_INFINITY, round: 0 };
  for (let round = 0; round < rounds; round++) {
    checkpoint(growth, "Boosting", round / rounds);
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at];
      softmaxRow(margins, row * classes, probabilities);
      for (let c = 0; c < classes; c++) {
        const p = probabilities[c];
        derivatives[c].gradient[row] = weights[row] * (p - (labels[row] === c ? 1 : 0));
        derivatives[c].hessian[row] = weights[row] * Math.max(2 * p * (1 - p), LEAST_HESSIAN);
      }
    }
    for (let c = 0; c < classes; c++) {
      checkpoint(growth, "Boosting", (round + c / classes) / rounds);
      const tree = grower.grow(rows, derivatives[c], { values: margins, stride: classes, offset: c });
      if (stopping) addTree(tree, data, stopping.rows, { values: margins, stride: classes, offset: c });
      trees.push(tree);
    }
    if (!stopping) continue;
    const loss = logLossOfRows(margins, labels, weights, stopping.rows, probabilities);
    if (loss < best.loss) best = { loss, round: round + 1 };
    else if (round + 1 - best.round >= stopping.patience) break;
  }
  const kept = stopping ? trees.slice(0, best.round * classes) : trees;
  return { classes, features, base, trees: kept };
}

function learningRows(n: number, kept: Int32Array | undefined): Int32Array {
  const held = new Uint8Array(n);
  for (const row of kept ?? []) held[row] = 1;
  return Int32Array.from({ length: n }, (_, i) => i).filter((i) => held[i] === 0);
}

/** Log priors with one more row a class, so that a class without rows has a finite one. */
function logPriors(
  labels: Uint8Array,
  weights: Float64Array,
  rows: Int32Array,
  classes: number,
): Float64Array {
  const counts = new Float64Array(classes).fill(1);
  let total = classes;
  for (let at = 0; at < rows.length; at++) {
    counts[labels[rows[at]]] += weights[rows[at]];
    total += weights[rows[at]];
  }
  return counts.map((count) => Math.log(count / total));
}

function logLossOfRows(
  margins: Float64Array,
  labels: Uint8Array,
  weights: Float64Array,
  rows: Int32Array,
  probabilities: Float64Array,
): number {
  let loss = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    softmaxRow(margins, row * probabilities.length, probabilities);
    loss -= weights[row] * Math.log(Math.max(probabilities[labels[row]], Number.MIN_VALUE));
  }
  return loss;
}
