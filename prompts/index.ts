/** The prompts room's door: words to numbers. */
export * from "./ask.ts";
export * from "./errors.ts";
export * from "./history.ts";
export * from "./interpret.ts";
export * from "./interpretation.ts";
export * from "./model.ts";
export * from "./plan-text.ts";
export * from "./policy.ts";
export * from "./vocabulary.ts";
