import { type Hooks, partOf } from "../../hooks.ts";
import { boost, DEFAULT_BOOSTING } from "../boosting/boost.ts";
import { scoreRows } from "../boosting/score.ts";
import { balanceWeights, type ClassBalance } from "../models/class-balance.ts";
import { encodeRows, learnEncodings } from "../models/design.ts";
import { fitLogistic, predictLogistic } from "../models/logistic.ts";
import { fitNetwork, predictNetwork } from "../models/network.ts";
import { CHANGES } from "../panel/transition.ts";
import { type ChangeEvaluation, evaluateChanges } from "./change-evaluation.ts";
import type { ChangeSplit } from "./splits.ts";
import { applyThresholds, NO_THRESHOLDS } from "./thresholds.ts";

/** A kind of model in the article's table of tier changes. */
export type ModelFamily = "logistic" | "network" | "boosting";

/** One row of the article's table of tier changes. */
export interface ModelRow {
  readonly family: ModelFamily;
  readonly balance: ClassBalance;
}

/** The article's seven rows; the network, as published, knows neither weights nor oversampling. */
export const ARTICLE_MODELS: readonly ModelRow[] = [
  { family: "logistic", balance: "plain" },
  { family: "logistic", balance: "weighted" },
  { family: "logistic", balance: "oversampled" },
  { family: "network", balance: "plain" },
  { family: "boosting", balance: "plain" },
  { family: "boosting", balance: "weighted" },
  { family: "boosting", balance: "oversampled" },
];

/** Settings of the published boosting, which knew no early stopping. */
const ARTICLE_BOOSTING = { ...DEFAULT_BOOSTING, maxDepth: 6, learningRate: 0.1, rounds: 100 } as const;
const HIDDEN = [10, 5];
const EPOCHS = 30;
/** Gradient per row at which the regression ends: scikit-learn's default. */
const LOGISTIC_TOLERANCE = 1e-4;

/** Learns one row's model on one side of the split; evaluates its most probable class on the other. */
export function evaluateModel(
  split: ChangeSplit,
  row: ModelRow,
  seed: number,
  hooks: Hooks = {},
): ChangeEvaluation {
  const { train, test } = split;
  const classes = CHANGES.length;
  const weights = balanceWeights(train.labels, { classes, balance: row.balance, seed });
  const probabilities = (() => {
    if (row.family === "boosting") {
      const options = { ...ARTICLE_BOOSTING, classes, weights };
      return scoreRows(boost(train.table, train.labels, options, hooks), test.table);
    }
    const encodings = learnEncodings(train.table);
    const x = encodeRows(train.table, encodings);
    const unseen = encodeRows(test.table, encodings);
    if (row.family === "network") {
      const options = { classes, hidden: HIDDEN, epochs: EPOCHS, seed, weights };
      return predictNetwork(fitNetwork(x, train.labels, options, hooks), unseen);
    }
    const options = { classes, l2: 1, weights, tolerance: LOGISTIC_TOLERANCE };
    return predictLogistic(fitLogistic(x, train.labels, options, hooks), unseen);
  })();
  return evaluateChanges(probabilities, applyThresholds(probabilities, NO_THRESHOLDS), test.labels);
}

/** The article's seven models under each split, in its order. */
export function evaluateModels(
  splits: readonly ChangeSplit[],
  seed: number,
  hooks: Hooks = {},
): (ModelRow & { readonly evaluations: readonly ChangeEvaluation[] })[] {
  const runs = ARTICLE_MODELS.length * splits.length;
  return ARTICLE_MODELS.map((row, r) => ({
    ...row,
    evaluations: splits.map((split, s) => {
      const done = r * splits.length + s;
      return evaluateModel(split, row, seed, partOf(hooks, done / runs, (done + 1) / runs));
    }),
  }));
}
