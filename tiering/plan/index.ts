/** The plan: what a run depends on beside the book. */
export { canonicalPlan, canonicalPolicy } from "./canonical.ts";
export {
  DEFAULT_COEFFICIENTS,
  DEFAULT_POLICY,
  DEFAULT_WEIGHTS,
  limitsMoves,
  withDefaults,
} from "./defaults.ts";
export { METHOD_NAMES } from "./method-names.ts";
export {
  type Coefficients,
  METHODS,
  type Method,
  type Plan,
  type Policy,
  SCALES,
  type Scale,
  SIGNALS,
  type Signal,
  type TierSize,
  tierLetter,
  type Weights,
} from "./plan.ts";
export { SIGNAL_NAMES, signalLabel } from "./signal-names.ts";
export {
  type FieldSpelling,
  type Parameters,
  POLICY_FIELDS,
  POLICY_SPELLING,
  readDecimal,
  readPlan,
  spellPlan,
  weightsOf,
} from "./spelling.ts";
export { weightPercents } from "./weight-percents.ts";
export { changeWeight, normaliseWeights, type WeightChange } from "./weights.ts";
