/** Sellers, their capacities and the present owners: files to what coverage reads. */
export * from "./check-sellers.ts";
export * from "./demo-sellers.ts";
export * from "./domain-column.ts";
export * from "./name-search.ts";
export * from "./owner-names.ts";
export * from "./part-names.ts";
export * from "./read-capacities.ts";
export * from "./read-owners.ts";
export * from "./read-sellers.ts";
export * from "./write-sellers.ts";
