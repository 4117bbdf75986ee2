import type { BinnedRows } from "./bins.ts";
import type { BoostedModel } from "./model.ts";
import type { BoostedTree } from "./tree.ts";

/** Why a row has its margins: for each class, base + Σ contributions = margin. */
export interface Contributions {
  /** Margin of each class that the trees expect before they know the row; shape [classes]. */
  readonly base: Float64Array;
  /** Contribution of each feature to each class's margin, row-major, shape [classes × d]. */
  readonly values: Float64Array;
}

/**
 * Exact Shapley values of one row (TreeSHAP with the trees' own covers, Lundberg et al. 2018, algorithm 2):
 * an absent feature goes down both branches by their weights. O(trees · leaves · depth²).
 */
export function contributions(model: BoostedModel, data: BinnedRows, row: number): Contributions {
  const { classes } = model;
  const { d } = data;
  const base = model.base.slice();
  const values = new Float64Array(classes * d);
  const bins = data.bins.subarray(row * d, row * d + d);
  model.trees.forEach((tree, t) => {
    const c = t % classes;
    base[c] += expectedValue(tree);
    addTreeContributions(tree, bins, values.subarray(c * d, c * d + d));
  });
  return { base, values };
}

/** Mean of the leaves by cover. */
function expectedValue({ feature, left, value, cover }: BoostedTree): number {
  const expected = value.slice();
  // Children come after their parent.
  for (let node = feature.length - 1; node >= 0; node--) {
    if (feature[node] < 0) continue;
    const l = left[node];
    const share = leftShare(cover, l);
    expected[node] = share * expected[l] + (1 - share) * expected[l + 1];
  }
  return expected[0];
}

/** Share of a node's cover in its left child; by the children, so that both shares sum to 1. */
function leftShare(cover: Float64Array, left: number): number {
  return cover[left] / (cover[left] + cover[left + 1]);
}

/** The features on the way to a node: how much of the row flows on where each is absent, and where it is known. */
class UniquePath {
  readonly features: number[] = [];
  readonly zeros: number[] = [];
  readonly ones: number[] = [];
  /** Sum of the weights of subsets by size. */
  readonly weights: number[] = [];

  copy(): UniquePath {
    const path = new UniquePath();
    for (let k = 0; k < this.features.length; k++) {
      path.features.push(this.features[k]);
      path.zeros.push(this.zeros[k]);
      path.ones.push(this.ones[k]);
      path.weights.push(this.weights[k]);
    }
    return path;
  }

  extend(feature: number, zero: number, one: number): void {
    const { weights } = this;
    const length = weights.length;
    this.features.push(feature);
    this.zeros.push(zero);
    this.ones.push(one);
    weights.push(length === 0 ? 1 : 0);
    for (let k = length - 1; k >= 0; k--) {
      weights[k + 1] += (one * weights[k] * (k + 1)) / (length + 1);
      weights[k] = (zero * weights[k] * (length - k)) / (length + 1);
    }
  }

  /** Takes entry `at` out again. */
  unwind(at: number): void {
    const { weights } = this;
    const last = weights.length - 1;
    const one = this.ones[at];
    const zero = this.zeros[at];
    let next = weights[last];
    for (let k = last - 1; k >= 0; k--) {
      if (one !== 0) {
        const kept = weights[k];
        weights[k] = (next * (last + 1)) / ((k + 1) * one);
        next = kept - (weights[k] * zero * (last - k)) / (last + 1);
      } else {
        weights[k] = (weights[k] * (last + 1)) / (zero * (last - k));
      }
    }
    weights.pop();
    this.features.splice(at, 1);
    this.zeros.splice(at, 1);
    this.ones.splice(at, 1);
  }

  /** Sum of the weights that would remain after `unwind(at)`. */
  unwoundSum(at: number): number {
    const { weights } = this;
    const last = weights.length - 1;
    const one = this.ones[at];
    const zero = this.zeros[at];
    let next = weights[last];
    let total = 0;
    for (let k = last - 1; k >= 0; k--) {
      if (one !== 0) {
        const weight = (next * (last + 1)) / ((k + 1) * one);
        total += weight;
        next = weights[k] - (weight * zero * (last - k)) / (last + 1);
      } else {
        total += (weights[k] * (last + 1)) / (zero * (last - k));
      }
    }
    return total;
  }
}

function addTreeContributions(tree: BoostedTree, bins: Uint8Array, out: Float64Array): void {
  const { feature, low, span, left, value, cover } = tree;
  const visit = (node: number, before: UniquePath, zero: number, one: number, tested: number) => {
    const path = before.copy();
    path.extend(tested, zero, one);
    if (feature[node] < 0) {
      // Entry 0 stands for the root, where nothing is tested.
      for (let k = 1; k < path.features.length; k++) {
        out[path.features[k]] += path.unwoundSum(k) * (path.ones[k] - path.zeros[k]) * value[node];
      }
      return;
    }
    const j = feature[node];
    const share = leftShare(cover, left[node]);
    const goesLeft = (bins[j] - low[node]) >>> 0 <= span[node];
    let incomingZero = 1;
    let incomingOne = 1;
    const known = path.features.indexOf(j, 1);
    if (known > 0) {
      incomingZero = path.zeros[known];
      incomingOne = path.ones[known];
      path.unwind(known);
    }
    visit(left[node], path, incomingZero * share, goesLeft ? incomingOne : 0, j);
    visit(left[node] + 1, path, incomingZero * (1 - share), goesLeft ? 0 : incomingOne, j);
  };
  visit(0, new UniquePath(), 1, 1, -1);
}
