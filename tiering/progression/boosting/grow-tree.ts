import type { BinnedRows, FeatureBins } from "./bins.ts";
import { type Derivatives, fillHistogram, type HistogramLayout, subtractHistogram } from "./histogram.ts";
import type { ClassMargins } from "./score.ts";
import { findSplit, type Split, type SplitLimits, type Totals } from "./split-search.ts";
import { type BoostedTree, TreeBuilder } from "./tree.ts";

/** How deep a tree grows, and how much of its leaves' values counts. */
export interface GrowthOptions extends SplitLimits {
  /** Tests on the longest path, at least 1. */
  readonly maxDepth: number;
  readonly learningRate: number;
}

/** Grows trees over the same rows, one after the other; keeps its buffers between them. */
export class TreeGrower {
  readonly #data: BinnedRows;
  readonly #features: readonly FeatureBins[];
  readonly #layout: HistogramLayout;
  readonly #options: GrowthOptions;
  /** Rows of each node side by side; nodes own ranges of it. */
  readonly #order: Int32Array;
  readonly #spare: Int32Array;
  /** Two histograms a depth: a node's children. */
  readonly #histograms: Float64Array[];

  constructor(
    data: BinnedRows,
    features: readonly FeatureBins[],
    layout: HistogramLayout,
    options: GrowthOptions,
  ) {
    this.#data = data;
    this.#features = features;
    this.#layout = layout;
    this.#options = options;
    this.#order = new Int32Array(data.n);
    this.#spare = new Int32Array(data.n);
    this.#histograms = Array.from({ length: 2 * options.maxDepth }, () => new Float64Array(layout.length));
  }

  /**
   * Grows one tree on the given rows and adds each leaf's value to `margins[row * stride + offset]`;
   * depth first, the smaller child summed and the larger one subtracted. O(rows · d · depth).
   */
  grow(rows: Int32Array, derivatives: Derivatives, margins: ClassMargins): BoostedTree {
    const builder = new TreeBuilder();
    const { maxDepth, learningRate, l2 } = this.#options;
    const order = this.#order;
    order.set(rows);
    const visit = (
      node: number,
      total: Totals,
      range: { from: number; to: number },
      depth: number,
      side: number,
    ) => {
      const { from, to } = range;
      const histogram = this.#histograms[2 * depth + side];
      const split: Split | null =
        depth < maxDepth ? findSplit(histogram, this.#layout, this.#features, total, this.#options) : null;
      if (split === null) {
        const value = (-total.gradient / (total.hessian + l2)) * learningRate;
        builder.setValue(node, value);
        for (let at = from; at < to; at++) {
          margins.values[order[at] * margins.stride + margins.offset] += value;
        }
        return;
      }
      const middle = this.#partition(split, from, to);
      const covers = { left: split.left.hessian, right: split.right.hessian };
      const left = builder.split(node, split, covers);
      if (depth + 1 < maxDepth) {
        const smallerLeft = middle - from <= to - middle;
        const small = this.#histograms[2 * depth + 2 + (smallerLeft ? 0 : 1)];
        const large = this.#histograms[2 * depth + 2 + (smallerLeft ? 1 : 0)];
        const part = smallerLeft ? { order, from, to: middle } : { order, from: middle, to };
        fillHistogram(small, this.#layout, this.#data, derivatives, part);
        large.set(histogram);
        subtractHistogram(large, small);
      }
      visit(left, split.left, { from, to: middle }, depth + 1, 0);
      visit(left + 1, split.right, { from: middle, to }, depth + 1, 1);
    };
    const whole = { from: 0, to: rows.length };
    fillHistogram(this.#histograms[0], this.#layout, this.#data, derivatives, { order, ...whole });
    const total = totalOf(rows, derivatives);
    visit(builder.add(total.hessian), total, whole, 0, 0);
    return builder.build();
  }

  /** Moves the rows that go left to the front of the range, both sides in their old order; returns the border. */
  #partition({ feature, low, span }: Split, from: number, to: number): number {
    const { bins, d } = this.#data;
    const order = this.#order;
    const spare = this.#spare;
    let left = from;
    let right = 0;
    for (let at = from; at < to; at++) {
      const row = order[at];
      if ((bins[row * d + feature] - low) >>> 0 <= span) order[left++] = row;
      else spare[right++] = row;
    }
    for (let at = 0; at < right; at++) order[left + at] = spare[at];
    return left;
  }
}

function totalOf(rows: Int32Array, { gradient, hessian }: Derivatives): Totals {
  let g = 0;
  let h = 0;
  for (let at = 0; at < rows.length; at++) {
    g += gradient[rows[at]];
    h += hessian[rows[at]];
  }
  return { gradient: g, hessian: h };
}
