/** Explanations: why an account is where it is, and what a run changed. */
export * from "./account.ts";
/** Where an account would change tier if its potential index alone were other than it is. */
export type { Boundary } from "./boundaries.ts";
/** The smallest change of each lever that was found to move an account, every one verified by a run. */
export type { Counterfactual, Counterfactuals } from "./counterfactuals.ts";
/** What a place in a tier is worth to an account, its old tier being 0: the gain KPI by KPI. */
export type { TierGain } from "./gains.ts";
export { goalText } from "./goal-text.ts";
export { INPUTS, type Input, withInput, withWeight } from "./levers.ts";
export * from "./numbers.ts";
export { type FeatureSeparation, separateTiers, type TierSeparation } from "./separate.ts";
export * from "./story.ts";
/** The facts of a run's story, how tiers and groups of accounts fared; all shares are fractions. */
export type { GroupChange, KpiChange, StoryFacts, TierProfile } from "./story-facts.ts";
export * from "./tell-account.ts";
/** What may be turned to move an account (an input or a weight), and which way it would go. */
export type { Direction, Lever } from "./what-if.ts";
