import { checkpoint, type Hooks, partOf } from "../../hooks.ts";
import { evaluatePredictions } from "../../rules/evaluation.ts";
import { scoreRows } from "../boosting/score.ts";
import { learnChanges } from "../models/learn-changes.ts";
import { CHANGES, STAY } from "../panel/transition.ts";
import { type ChangeEvaluation, evaluateChanges } from "./change-evaluation.ts";
import { type ConformalCoverage, conformalCoverage } from "./conformal.ts";
import type { ChangeSplit } from "./splits.ts";
import { applyThresholds, type Thresholds } from "./thresholds.ts";

/** How well changes are predicted under one split. */
export interface SplitEvaluation {
  readonly kind: ChangeSplit["kind"];
  readonly learned: string;
  readonly tested: string;
  /** Accounts learned from. */
  readonly trained: number;
  readonly rounds: number;
  readonly thresholds: Thresholds;
  readonly evaluation: ChangeEvaluation;
  /** Up, stay, down: the conformal sets promise 90 % within each class where rows are exchangeable. */
  readonly conformal: ConformalCoverage;
  /** Macro-F1 of saying "stays" of every account. */
  readonly nobodyChanges: number | null;
}

/** Learns on one side of the split and evaluates on the other. */
export function evaluateSplit(split: ChangeSplit, seed: number, hooks: Hooks = {}): SplitEvaluation {
  const { train, test } = split;
  const { model, rounds, thresholds, conformal } = learnChanges(train, seed, partOf(hooks, 0, 0.95));
  const probabilities = scoreRows(model, test.table, partOf(hooks, 0.95, 1));
  checkpoint(hooks, "Evaluation", 1);
  const include = new Uint8Array(test.labels.length).fill(1);
  const stays = new Uint8Array(test.labels.length).fill(STAY);
  return {
    kind: split.kind,
    learned: split.learned,
    tested: split.tested,
    trained: train.labels.length,
    rounds,
    thresholds,
    evaluation: evaluateChanges(probabilities, applyThresholds(probabilities, thresholds), test.labels),
    conformal: conformalCoverage(conformal, probabilities, test.labels, STAY),
    nobodyChanges: evaluatePredictions(test.labels, stays, { classes: CHANGES.length, include }).macroF1,
  };
}
