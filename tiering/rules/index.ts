/** Rules: a decision tree learnt from tiers, as text, JSON and SQL. */
export * from "./cart.ts";
export * from "./order.ts";
export * from "./tree.ts";
