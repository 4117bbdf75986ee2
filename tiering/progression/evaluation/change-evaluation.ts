import { evaluatePredictions } from "../../rules/evaluation.ts";
import { CHANGES, STAY } from "../panel/transition.ts";
import { calibrationError, type ReliabilityBin, reliability } from "./calibration.ts";
import { type Lift, liftOfTop } from "./lift.ts";
import { rankingQuality } from "./ranking.ts";

/** How well one class of change is recognised and ranked; null where there is nothing to divide by. */
export interface ChangeScore {
  /** Share of the accounts said to change so that did. */
  readonly precision: number | null;
  /** Share of the accounts that changed so that were said to. */
  readonly recall: number | null;
  readonly f1: number | null;
  /** Area under the precision–recall curve. */
  readonly prAuc: number | null;
  /** Area under the ROC curve. */
  readonly auc: number | null;
  readonly reliability: readonly ReliabilityBin[];
  /** Mean distance of predicted and observed share. */
  readonly calibrationError: number | null;
  /** Accounts that did change so. */
  readonly support: number;
}

/** Predicted changes against what happened; macro figures are means over the classes that occur. */
export interface ChangeEvaluation {
  readonly accounts: number;
  readonly accuracy: number | null;
  readonly macroPrecision: number | null;
  readonly macroRecall: number | null;
  readonly macroF1: number | null;
  /** Mean −ln p of what happened. */
  readonly logLoss: number;
  /** Up, stay, down. */
  readonly classes: readonly ChangeScore[];
  /** Accounts by what happened (row) and what was said (column). */
  readonly confusion: readonly (readonly number[])[];
  /** Of the accounts least likely to stay, how many moved; of those likeliest to go up and down, how many did. */
  readonly lift: {
    readonly move: readonly Lift[];
    readonly up: readonly Lift[];
    readonly down: readonly Lift[];
  };
  /** Area under the ROC curve of 1 − p(stay) for any move. */
  readonly moveAuc: number | null;
}

/** A probability of 0 of something that happened costs as much as this one. */
const LEAST_PROBABILITY = 1e-15;

/** Evaluates probabilities, row-major [n × 3], and the predictions made of them, against the labels. O(n). */
export function evaluateChanges(
  probabilities: Float64Array,
  predicted: Uint8Array,
  labels: Uint8Array,
): ChangeEvaluation {
  const n = labels.length;
  const classes = CHANGES.length;
  const include = new Uint8Array(n).fill(1);
  const base = evaluatePredictions(labels, predicted, { classes, include });
  const column = (c: number) => Float64Array.from({ length: n }, (_, i) => probabilities[i * classes + c]);
  const isOf = (c: number) => labels.map((label) => (label === c ? 1 : 0));
  const scores = base.tiers.map((tier, c): ChangeScore => {
    const bins = reliability(probabilities, labels, { classes, c });
    const ranking = rankingQuality(column(c), isOf(c));
    return { ...tier, ...ranking, reliability: bins, calibrationError: calibrationError(bins) };
  });
  const unrest = column(STAY).map((p) => 1 - p);
  const moved = labels.map((label) => (label === STAY ? 0 : 1));
  let loss = 0;
  for (let i = 0; i < n; i++) {
    loss -= Math.log(Math.max(probabilities[i * classes + labels[i]], LEAST_PROBABILITY));
  }
  return {
    accounts: n,
    accuracy: base.accuracy,
    macroPrecision: meanOfOccurring(scores, (score) => score.precision),
    macroRecall: meanOfOccurring(scores, (score) => score.recall),
    macroF1: base.macroF1,
    logLoss: n > 0 ? loss / n : 0,
    classes: scores,
    confusion: base.confusion,
    lift: {
      move: liftOfTop(unrest, moved),
      up: liftOfTop(column(0), isOf(0)),
      down: liftOfTop(column(2), isOf(2)),
    },
    moveAuc: rankingQuality(unrest, moved).auc,
  };
}

/** A class that is never predicted has no precision and counts 0, as is usual. */
function meanOfOccurring(
  scores: readonly ChangeScore[],
  of: (score: ChangeScore) => number | null,
): number | null {
  const occurring = scores.filter((score) => score.support > 0);
  if (occurring.length === 0) return null;
  return occurring.reduce((sum, score) => sum + (of(score) ?? 0), 0) / occurring.length;
}
