/** Explanations: why an account is where it is, and what a run changed. */
export * from "./account.ts";
export type { Boundary } from "./boundaries.ts";
export type { Counterfactual, Counterfactuals } from "./counterfactuals.ts";
export type { TierGain } from "./gains.ts";
export { goalText } from "./goal-text.ts";
export { INPUTS, type Input, withInput, withWeight } from "./levers.ts";
export * from "./numbers.ts";
export { type FeatureSeparation, separateTiers, type TierSeparation } from "./separate.ts";
export * from "./story.ts";
export type { GroupChange, KpiChange, StoryFacts, TierProfile } from "./story-facts.ts";
export * from "./tell-account.ts";
export type { Direction, Lever } from "./what-if.ts";
