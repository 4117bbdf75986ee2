/** Explanations: why an account is where it is, and what a run changed. */
export * from "./numbers.ts";
export { type FeatureSeparation, separateTiers, type TierSeparation } from "./separate.ts";
export * from "./story.ts";
export type { GroupChange, KpiChange, StoryFacts, TierProfile } from "./story-facts.ts";
