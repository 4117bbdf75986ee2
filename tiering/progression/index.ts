/** Dynamic progression: who is about to change tier, and who looks wrong where they are. */
export { type Availability, availability, LEAST_ACCOUNTS, LEAST_MOVES } from "./availability.ts";
export { type BinnedRows, binRows, type FeatureBins, findBins } from "./boosting/bins.ts";
export { type BoostingOptions, boost, DEFAULT_BOOSTING } from "./boosting/boost.ts";
/** Gradient-boosted trees for classes: the margin of class c is its base plus the sum of its trees. */
export type { BoostedModel } from "./boosting/model.ts";
export { marginsOf, scoreRows } from "./boosting/score.ts";
export { type Contributions, contributions } from "./boosting/shap.ts";
/** One tree of a model over binned features. */
export type { BoostedTree } from "./boosting/tree.ts";
export { calibrationError, type ReliabilityBin, reliability } from "./evaluation/calibration.ts";
export { type ChangeEvaluation, type ChangeScore, evaluateChanges } from "./evaluation/change-evaluation.ts";
export {
  type ConformalCoverage,
  calibrateConformal,
  conformalCoverage,
  inSet,
} from "./evaluation/conformal.ts";
export { evaluateSplit, type SplitEvaluation } from "./evaluation/evaluate-split.ts";
export { stratifiedFolds } from "./evaluation/folds.ts";
export { type Lift, liftOfTop } from "./evaluation/lift.ts";
export {
  ARTICLE_MODELS,
  evaluateModel,
  evaluateModels,
  type ModelFamily,
  type ModelRow,
} from "./evaluation/model-table.ts";
export { rankingQuality } from "./evaluation/ranking.ts";
/** A split into rows to learn from and rows to test on: features, and each row's class of change. */
export type { ChangeSplit, LabelledRows } from "./evaluation/splits.ts";
export { applyThresholds, type Thresholds, tuneThresholds } from "./evaluation/thresholds.ts";
export { type FeatureColumns, type FeatureScale, takeRows } from "./features.ts";
export { FROZEN_SHARE, frozenShares, LEAST_PEERS } from "./lists/frozen.ts";
export { buildLists, PROGRESSION_LISTS, type ProgressionList } from "./lists/lists.ts";
export { MISFIT_BELOW, type MisfitEvidence, type TierFit } from "./lists/misfit.ts";
export { balanceWeights, type ClassBalance } from "./models/class-balance.ts";
export { encodeRows, learnEncodings } from "./models/design.ts";
export { CONFORMAL_ALPHA, type LearnedChanges } from "./models/learn-changes.ts";
export { fitLogistic, type LogisticModel, predictLogistic } from "./models/logistic.ts";
export { LogisticLoss } from "./models/logistic-loss.ts";
export { fitNetwork, type NetworkModel, predictNetwork } from "./models/network.ts";
export { layerShapes, NetworkPass } from "./models/network-pass.ts";
export { type ListedProgression, type ProgressionQuery, progressionPage } from "./page.ts";
export {
  commonFeatures,
  type FeatureMeaning,
  type PanelFeatures,
  panelFeatures,
  type YearWindow,
} from "./panel/features.ts";
export { type PanelSource, panelSource, takeAccounts } from "./panel/source.ts";
export { CHANGES, type Change, countChanges, type Transition, transitionInto } from "./panel/transition.ts";
export { type BookYear, bookYears, NO_TIER } from "./panel/years.ts";
export {
  assessPart,
  assessProgression,
  type ChangeOutlook,
  DEFAULT_PROGRESSION,
  joinProgression,
  PROGRESSION_PARTS,
  type Progression,
  type ProgressionOptions,
  type ProgressionPart,
  type ProgressionParts,
} from "./progression.ts";
export {
  type AccountFit,
  type AccountOutlook,
  type AccountProgression,
  ProgressionExplainer,
} from "./reasons/account.ts";
export { nameFeature } from "./reasons/feature-words.ts";
export { type Reason, type Reasons, sayReason, tellingReasons } from "./reasons/reasons.ts";
export { sayProgression } from "./reasons/summary.ts";
export { changeSplits } from "./split-book.ts";
export { type ProgressionSummary, summariseProgression } from "./summary.ts";
