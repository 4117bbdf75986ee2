/** Rules: a decision tree learnt from tiers, as text, JSON and SQL. */
export * from "./cart.ts";
export * from "./evaluation.ts";
export * from "./format.ts";
export * from "./importance.ts";
export * from "./learn.ts";
export * from "./loop/closed-loop.ts";
export * from "./loop/summary.ts";
export * from "./path.ts";
export * from "./split.ts";
export * from "./sql.ts";
export * from "./sql-dialect.ts";
export * from "./text.ts";
export * from "./tree.ts";
