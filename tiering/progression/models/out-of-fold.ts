import { type Hooks, partOf, stopWhereAsked } from "../../hooks.ts";
import { type BoostingOptions, boost, DEFAULT_BOOSTING } from "../boosting/boost.ts";
import type { BoostedModel } from "../boosting/model.ts";
import { scoreRows } from "../boosting/score.ts";
import { stratifiedFolds } from "../evaluation/folds.ts";
import { type FeatureColumns, takeRows } from "../features.ts";

/** Models that each left a part of the rows out, and what they say of that part. */
export interface OutOfFold {
  /** Rounds after which the log-loss of the first fold was least: all models have as many. */
  readonly rounds: number;
  /** One model a fold. */
  readonly models: readonly BoostedModel[];
  /** Fold of each row; shape [n]. */
  readonly fold: Uint8Array;
  /** Probabilities by the model that did not learn the row; row-major [n × classes]. */
  readonly probabilities: Float64Array;
}

/** Models that share the rows among them. */
export const FOLDS = 3;

/** What is boosted, and how. */
export interface OutOfFoldOptions {
  readonly classes: number;
  readonly seed: number;
  /** Step of a round and most rounds; those of {@link DEFAULT_BOOSTING} without. */
  readonly pace?: Pick<BoostingOptions, "learningRate" | "rounds">;
}

/** Rounds without a new least log-loss after which boosting ends. */
const PATIENCE = 10;

/**
 * Boosts one model a fold on the other folds' rows. The first finds its rounds by early stopping on its
 * own fold; the others take as many. O(folds · boosting).
 */
export function boostOutOfFold(
  table: FeatureColumns,
  labels: Uint8Array,
  { classes, seed, pace = DEFAULT_BOOSTING }: OutOfFoldOptions,
  hooks: Hooks = {},
): OutOfFold {
  const fold = stratifiedFolds(labels, { classes, folds: FOLDS, seed });
  const probabilities = new Float64Array(labels.length * classes);
  const models: BoostedModel[] = [];
  const options: BoostingOptions = { ...DEFAULT_BOOSTING, ...pace, classes };
  let rounds = pace.rounds;
  const all = Int32Array.from(labels.keys());
  for (let f = 0; f < FOLDS; f++) {
    const part = partOf(hooks, f / FOLDS, (f + 1) / FOLDS);
    stopWhereAsked(part, "Boosting");
    const own = all.filter((row) => fold[row] === f);
    let model: BoostedModel;
    if (f === 0) {
      model = boost(table, labels, { ...options, stopping: { rows: own, patience: PATIENCE } }, part);
      rounds = Math.max(1, model.trees.length / classes);
    } else {
      const others = all.filter((row) => fold[row] !== f);
      const learned = Uint8Array.from(others, (row) => labels[row]);
      model = boost(takeRows(table, others), learned, { ...options, rounds }, part);
    }
    stopWhereAsked(part, "Boosting");
    const scores = scoreRows(model, takeRows(table, own), partOf(part, 1, 1));
    own.forEach((row, at) => {
      probabilities.set(scores.subarray(at * classes, (at + 1) * classes), row * classes);
    });
    models.push(model);
  }
  return { rounds, models, fold, probabilities };
}
