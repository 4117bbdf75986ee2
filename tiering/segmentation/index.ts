/** Natural segmentation: clusterings of the book, and tiers made of them. */
export * from "./compare.ts";
export { cut, type Dendrogram } from "./dendrogram.ts";
export * from "./hdbscan/hdbscan.ts";
export * from "./kmeans/kmeans.ts";
/** A local optimum of the K-means objective. */
export type { Partition } from "./kmeans/lloyd.ts";
export * from "./kmedoids/behaviour.ts";
export * from "./kmedoids/clara.ts";
export * from "./kmedoids/gower.ts";
export * from "./matrix.ts";
export {
  type ResolvedSegmentation,
  SEGMENTATION_ALGORITHMS,
  type SegmentationAlgorithm,
  type SegmentationOptions,
} from "./options.ts";
export * from "./pca.ts";
/** What a cluster is like, and the columns in which it stands out. */
export type { ClusterProfile, Trait } from "./profiles.ts";
export * from "./reallocate.ts";
/** A finished segmentation as plain data, and its mean silhouette, exact or estimated. */
export type { Segmentation, SegmentationSilhouette } from "./segmentation.ts";
export * from "./segmenter.ts";
export * from "./silhouette/exact.ts";
export { prepareSilhouette, type SilhouetteInput } from "./silhouette/prepare.ts";
export * from "./silhouette/sampled.ts";
export * from "./summary.ts";
export {
  type ClusterTiers,
  type ClusterTotals,
  type PolicyWeights,
  TIER_POLICIES,
  type TierPolicy,
  tiersOfClusters,
  totalClusters,
} from "./tier-policy.ts";
export * from "./ward/ward.ts";
