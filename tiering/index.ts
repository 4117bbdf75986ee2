/** The tiering core's only door. Pure: no clock, no I/O, no globals. */
export * from "./accounts.ts";
export * from "./errors.ts";
export * from "./hooks.ts";
export * from "./plan.ts";
export * from "./rules/index.ts";
export * from "./segmentation/index.ts";
