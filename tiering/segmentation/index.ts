/** Natural segmentation: clusterings of the book, and tiers made of them. */
export * from "./matrix.ts";
export * from "./pca.ts";
