/** Coverage: who looks after whom, under capacity, with proof and with reasons. */
export * from "./defaults.ts";
export * from "./engine.ts";
export * from "./input.ts";
export * from "./part.ts";
export * from "./problem.ts";
export * from "./solve.ts";
export * from "./solve-part.ts";
export * from "./split.ts";
