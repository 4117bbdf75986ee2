/** Dynamic progression: who is about to change tier, and who looks wrong where they are. */
export { type BinnedRows, binRows, type FeatureBins, findBins } from "./boosting/bins.ts";
export { type BoostedModel, type BoostingOptions, boost, DEFAULT_BOOSTING } from "./boosting/boost.ts";
export { marginsOf, scoreRows } from "./boosting/score.ts";
export { type Contributions, contributions } from "./boosting/shap.ts";
export type { BoostedTree } from "./boosting/tree.ts";
export { type FeatureColumns, type FeatureScale, takeRows } from "./features.ts";
export { encodeRows, learnEncodings } from "./models/design.ts";
export { fitLogistic, type LogisticModel, predictLogistic } from "./models/logistic.ts";
export { LogisticLoss } from "./models/logistic-loss.ts";
export { fitNetwork, type NetworkModel, predictNetwork } from "./models/network.ts";
export { layerShapes, NetworkPass } from "./models/network-pass.ts";
export {
  type FeatureMeaning,
  historyFeatures,
  type PanelFeatures,
  tierlessFeatures,
} from "./panel/features.ts";
export {
  CHANGES,
  type Change,
  countChanges,
  type Transition,
  transitionInto,
} from "./panel/transition.ts";
export { type BookYear, bookYears, NO_TIER } from "./panel/years.ts";
