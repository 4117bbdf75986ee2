import { type Hooks, partOf } from "../../hooks.ts";
import { boost, DEFAULT_BOOSTING } from "../boosting/boost.ts";
import type { BoostedModel } from "../boosting/model.ts";
import { type ConformalRule, calibrateConformal } from "../evaluation/conformal.ts";
import type { LabelledRows } from "../evaluation/splits.ts";
import { type Thresholds, tuneThresholds } from "../evaluation/thresholds.ts";
import { CHANGES } from "../panel/transition.ts";
import { boostOutOfFold, FOLDS } from "./out-of-fold.ts";

/** What is learned from one step of the history. */
export interface LearnedChanges {
  readonly model: BoostedModel;
  /** Rounds of boosting, found by early stopping. */
  readonly rounds: number;
  /** Tuned out of fold for macro-F1. */
  readonly thresholds: Thresholds;
  /** Calibrated out of fold. */
  readonly conformal: ConformalRule;
}

/** Chance that a conformal set misses what happens, at most. */
export const CONFORMAL_ALPHA = 0.1;

/**
 * Learns changes: models that each leave a fold out give rounds, thresholds and conformal floors; then
 * one model learns from all rows. Probabilities stay untouched by the thresholds. O((folds + 1) · boosting).
 */
export function learnChanges(
  { table, labels }: LabelledRows,
  seed: number,
  hooks: Hooks = {},
): LearnedChanges {
  const classes = CHANGES.length;
  // Each of the fold models learns from a share of the rows, the last from all.
  const foldShare = (FOLDS - 1) / FOLDS;
  const border = (FOLDS * foldShare) / (FOLDS * foldShare + 1);
  const { rounds, probabilities } = boostOutOfFold(
    table,
    labels,
    { classes, seed },
    partOf(hooks, 0, border),
  );
  const model = boost(table, labels, { ...DEFAULT_BOOSTING, classes, rounds }, partOf(hooks, border, 0.99));
  return {
    model,
    rounds,
    thresholds: tuneThresholds(probabilities, labels, partOf(hooks, 0.99, 1)),
    conformal: calibrateConformal(probabilities, labels, { classes, alpha: CONFORMAL_ALPHA }),
  };
}
