import type { SegmentationSpace } from "./space.ts";
import type { ClusterTotals } from "./tier-policy.ts";

/** A column in which a cluster stands out. */
export interface Trait {
  readonly feature: string;
  /** Mean of the cluster in standard deviations of the book. */
  readonly z: number;
}

/** What a cluster is like; plain JSON. */
export interface ClusterProfile {
  readonly tier: string;
  /** Label of the cluster in `Segmentation.labels`. */
  readonly cluster: number;
  readonly accounts: number;
  /** Share of the book's accounts, and of its current revenue (null where that is not positive), 0 … 1. */
  readonly share: number;
  readonly revenueShare: number | null;
  readonly meanPotential: number;
  readonly meanRevenue: number;
  readonly totalRevenue: number;
  /** Up to five features: those that differ most from the book's mean, the most different first. */
  readonly traits: readonly Trait[];
}

/** Traits a profile shows. */
const TRAITS = 5;

/** Profiles of the clusters, highest tier first; `tierOf` and `names` have shape [K]. O(n·d). */
export function profileClusters(
  labels: Int32Array,
  totals: ClusterTotals,
  tierOf: Int32Array,
  names: readonly string[],
  { features }: SegmentationSpace,
  revenueTotal: number,
): ClusterProfile[] {
  const means = features.columns.map((column) => clusterMeans(column, labels, totals.size));
  const profiles = Array.from(totals.size, (accounts, cluster) => ({
    tier: names[tierOf[cluster]],
    cluster,
    accounts,
    share: accounts / labels.length,
    revenueShare: revenueTotal > 0 ? totals.totalRevenue[cluster] / revenueTotal : null,
    meanPotential: totals.meanPotential[cluster],
    meanRevenue: totals.meanRevenue[cluster],
    totalRevenue: totals.totalRevenue[cluster],
    traits: features.names
      .map((feature, j) => ({ feature, z: means[j][cluster] }))
      // A feature that does not vary, or that the book does not have, sets nobody apart.
      .filter(({ z }) => z !== 0)
      .sort((a, b) => Math.abs(b.z) - Math.abs(a.z))
      .slice(0, TRAITS),
  }));
  return profiles
    .filter(({ accounts }) => accounts > 0)
    .sort((a, b) => tierOf[a.cluster] - tierOf[b.cluster]);
}

function clusterMeans(column: Float64Array, labels: Int32Array, size: Float64Array): Float64Array {
  const sums = new Float64Array(size.length);
  for (let i = 0; i < labels.length; i++) if (labels[i] >= 0) sums[labels[i]] += column[i];
  return sums.map((sum, c) => sum / size[c]);
}
