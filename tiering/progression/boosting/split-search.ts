import type { FeatureBins } from "./bins.ts";
import type { HistogramLayout } from "./histogram.ts";

/** A node's total of derivatives. */
export interface Totals {
  readonly gradient: number;
  readonly hessian: number;
}

/** The best test of a node: rows with `low <= bin <= low + span` go left. */
export interface Split {
  readonly feature: number;
  readonly low: number;
  readonly span: number;
  readonly left: Totals;
  readonly right: Totals;
}

/** What a split must bring. */
export interface SplitLimits {
  /** Least sum of second derivatives in a child. */
  readonly minChildWeight: number;
  /** L2 penalty on leaf values. */
  readonly l2: number;
}

/** Gains below this are rounding. */
const LEAST_GAIN = 1e-6;

/**
 * Finds the split with the largest drop of the second-order loss, G²/(H + λ) of both children over the
 * parent's; null where none gains. Numbers split at "at most", missing values tried on both sides;
 * categories at "equals c". The first of equal gains wins. O(bins).
 */
export function findSplit(
  histogram: Float64Array,
  { starts }: HistogramLayout,
  features: readonly FeatureBins[],
  total: Totals,
  { minChildWeight, l2 }: SplitLimits,
): Split | null {
  const { gradient: G, hessian: H } = total;
  let best = (G * G) / (H + l2) + LEAST_GAIN;
  let feature = -1;
  let low = 0;
  let span = 0;
  let leftGradient = 0;
  let leftHessian = 0;
  for (let j = 0; j < features.length; j++) {
    const first = starts[j];
    const bins = starts[j + 1] - first;
    const missingGradient = histogram[first << 1];
    const missingHessian = histogram[(first << 1) + 1];
    const category = features[j].scale === "category";
    // Where no row of the node lacks the value, the missing go with the larger child: decided below.
    const someMissing = !category && missingHessian > 0;
    let g = 0;
    let h = 0;
    // The last bin of a number leaves nothing to the right, but the missing.
    const end = category || someMissing ? bins : bins - 1;
    for (let bin = 1; bin < end; bin++) {
      const slot = (first + bin) << 1;
      if (histogram[slot + 1] === 0) continue;
      if (category) {
        g = 0;
        h = 0;
      }
      g += histogram[slot];
      h += histogram[slot + 1];
      for (let with0 = 0; with0 <= (someMissing ? 1 : 0); with0++) {
        const gl = with0 === 1 ? g + missingGradient : g;
        const hl = with0 === 1 ? h + missingHessian : h;
        const hr = H - hl;
        if (hl < minChildWeight || hr < minChildWeight) continue;
        const gr = G - gl;
        const score = (gl * gl * (hr + l2) + gr * gr * (hl + l2)) / ((hl + l2) * (hr + l2));
        if (score <= best) continue;
        best = score;
        feature = j;
        leftGradient = gl;
        leftHessian = hl;
        const missingLeft = someMissing ? with0 === 1 : !category && hl > hr;
        low = category ? bin : missingLeft ? 0 : 1;
        span = category ? 0 : bin - low;
      }
    }
  }
  if (feature < 0) return null;
  const left = { gradient: leftGradient, hessian: leftHessian };
  return { feature, low, span, left, right: { gradient: G - leftGradient, hessian: H - leftHessian } };
}
