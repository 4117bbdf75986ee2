/** Natural segmentation: clusterings of the book, and tiers made of them. */

export * from "./dendrogram.ts";
export * from "./hdbscan/hdbscan.ts";
export * from "./kmeans/kmeans.ts";
export type { Partition } from "./kmeans/lloyd.ts";
export * from "./kmedoids/clara.ts";
export * from "./kmedoids/gower.ts";
export * from "./matrix.ts";
export * from "./pca.ts";
export * from "./silhouette/exact.ts";
export { prepareSilhouette, type SilhouetteInput } from "./silhouette/prepare.ts";
export * from "./silhouette/sampled.ts";
export * from "./ward/ward.ts";
