/** Coverage: who looks after whom, under capacity, with proof and with reasons. */
export * from "./defaults.ts";
export * from "./input.ts";
