import type { FeatureBins } from "./bins.ts";
import type { BoostedTree } from "./tree.ts";

/** Gradient-boosted trees for classes: the margin of class c is `base[c]` + Σ of its trees. */
export interface BoostedModel {
  readonly classes: number;
  readonly features: readonly FeatureBins[];
  /** Margin of each class before the first tree; shape [classes]. */
  readonly base: Float64Array;
  /** Round after round, `classes` trees each. */
  readonly trees: readonly BoostedTree[];
}
