import { checkpoint, type Hooks } from "../../hooks.ts";
import type { FeatureColumns } from "../features.ts";

/** Bins of a feature besides the one for missing values: together at most 256, one byte. */
const VALUE_BINS = 255;

/** How the values of one feature become bins; bin 0 is the missing value. */
export type FeatureBins =
  /** A number falls into bin 1 + (the cuts at or below it); cuts ascend strictly, at most 254. */
  | { readonly scale: "number"; readonly cuts: Float64Array }
  /** A category of code c falls into bin 1 + c; a code that was not seen in learning, into bin 0. */
  | { readonly scale: "category"; readonly values: number };

/** Rows of features as bins, row-major: feature j of row i is `bins[i * d + j]`. */
export interface BinnedRows {
  readonly n: number;
  readonly d: number;
  readonly bins: Uint8Array;
}

/**
 * Finds bins of about equal counts for every feature: one bin a distinct value where there are few,
 * quantiles where there are many, cut halfway between neighbouring values. O(d · n log n).
 */
export function findBins(table: FeatureColumns, hooks: Hooks = {}): FeatureBins[] {
  return table.columns.map((column, j) => {
    checkpoint(hooks, "Binning", j / table.columns.length);
    return table.scales[j] === "category"
      ? { scale: "category", values: countCodes(column) }
      : { scale: "number", cuts: quantileCuts(column) };
  });
}

function countCodes(column: Float64Array): number {
  let most = -1;
  for (let i = 0; i < column.length; i++) if (column[i] > most) most = column[i];
  return most + 1;
}

function quantileCuts(column: Float64Array): Float64Array {
  const sorted = column.filter((value) => !Number.isNaN(value)).sort();
  const distinct: number[] = [];
  for (let i = 0; i < sorted.length && distinct.length <= VALUE_BINS; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) distinct.push(sorted[i]);
  }
  const cuts: number[] = [];
  if (distinct.length <= VALUE_BINS) {
    for (let k = 1; k < distinct.length; k++) cuts.push(between(distinct[k - 1], distinct[k]));
  } else {
    for (let k = 1; k < VALUE_BINS; k++) {
      // The first place at or after the quantile where the value changes.
      let at = Math.floor((k * sorted.length) / VALUE_BINS);
      while (at < sorted.length && sorted[at] === sorted[at - 1]) at++;
      if (at === sorted.length) break;
      const cut = between(sorted[at - 1], sorted[at]);
      if (cut !== cuts.at(-1)) cuts.push(cut);
    }
  }
  return Float64Array.from(cuts);
}

/** A number above `low` and at most `high`. */
function between(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  return middle > low ? middle : high;
}

/** Puts the rows from … to − 1 (all without) into the bins; `tick` is called for every feature. O(rows · d · log bins). */
export function binRows(
  table: FeatureColumns,
  features: readonly FeatureBins[],
  from = 0,
  to = table.columns[0]?.length ?? 0,
  tick?: () => void,
): BinnedRows {
  const d = features.length;
  const n = to - from;
  const bins = new Uint8Array(n * d);
  features.forEach((feature, j) => {
    tick?.();
    const column = table.columns[j].subarray(from, to);
    if (feature.scale === "category") {
      for (let i = 0; i < n; i++) bins[i * d + j] = column[i] < feature.values ? column[i] + 1 : 0;
    } else {
      for (let i = 0; i < n; i++) bins[i * d + j] = numberBin(feature.cuts, column[i]);
    }
  });
  return { n, d, bins };
}

/** Bins that a feature may fall into, the one for missing values included. */
export function binCount(feature: FeatureBins): number {
  return feature.scale === "category" ? feature.values + 1 : feature.cuts.length + 2;
}

function numberBin(cuts: Float64Array, value: number): number {
  if (Number.isNaN(value)) return 0;
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cuts[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}
