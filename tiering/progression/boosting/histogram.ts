import type { BinnedRows } from "./bins.ts";

/** Where the bins of each feature lie in a histogram of pairs (Σ gradient, Σ hessian). */
export interface HistogramLayout {
  /** Bins of feature j are `starts[j] … starts[j + 1]`; shape [d + 1]. */
  readonly starts: Int32Array;
  /** Numbers in a histogram: two a bin. */
  readonly length: number;
}

/** Lays out histograms for features of the given numbers of bins. */
export function layOut(counts: readonly number[]): HistogramLayout {
  const starts = new Int32Array(counts.length + 1);
  counts.forEach((count, j) => {
    starts[j + 1] = starts[j] + count;
  });
  return { starts, length: 2 * starts[counts.length] };
}

/** First and second derivatives of the loss by a class's margin; each of shape [n]. */
export interface Derivatives {
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

/** Sums derivatives of the rows `order[from … to)` by feature and bin into `out`; O(rows · d). */
export function fillHistogram(
  out: Float64Array,
  { starts }: HistogramLayout,
  { bins, d }: BinnedRows,
  { gradient, hessian }: Derivatives,
  { order, from, to }: { readonly order: Int32Array; readonly from: number; readonly to: number },
): void {
  out.fill(0);
  for (let at = from; at < to; at++) {
    const row = order[at];
    const g = gradient[row];
    const h = hessian[row];
    const cell = row * d;
    for (let j = 0; j < d; j++) {
      const slot = (starts[j] + bins[cell + j]) << 1;
      out[slot] += g;
      out[slot + 1] += h;
    }
  }
}

/** Turns a parent's histogram into that of one child by taking away the other's. */
export function subtractHistogram(parent: Float64Array, child: Float64Array): void {
  for (let k = 0; k < parent.length; k++) parent[k] -= child[k];
}
