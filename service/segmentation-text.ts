import {
  type ClusterProfile,
  featureLabel,
  formatAmount,
  formatCount,
  formatShare,
  type SegmentationSummary,
  tierWords,
} from "../tiering/index.ts";

/** Most traits that a cluster is described by. */
const TRAITS = 3;

/** A segmentation in words; every number in them stands in the summary. */
export function segmentationText(summary: SegmentationSummary, currency: string | null): string {
  const { clusters, accounts, silhouette, unassigned, notes, stopped } = summary;
  const mean = silhouette?.mean ?? null;
  const apart = mean === null ? "" : ` (set apart by ${mean.toFixed(3)} of 1: their silhouette)`;
  const lines = clusters.map((cluster) => describeCluster(cluster, currency));
  const left =
    unassigned.accounts > 0 ? [`- ${formatCount(unassigned.accounts)} accounts are in no group.`] : [];
  const head = `${formatCount(accounts)} accounts fall into ${clusters.length} groups${apart}:`;
  return [
    head,
    ...lines,
    ...left,
    ...notes.map(({ text }) => text),
    ...(stopped === null ? [] : [stopped.text]),
  ].join("\n");
}

function describeCluster(
  { tier, accounts, share, meanRevenue, traits }: ClusterProfile,
  currency: string | null,
): string {
  const words = traits
    .slice(0, TRAITS)
    .map(({ feature, z }) => `${featureLabel(feature)} ${z < 0 ? "low" : "high"}`);
  return `- ${tierWords(tier)}: ${formatCount(accounts)} accounts (${formatShare(share)}), mean revenue ${formatAmount(meanRevenue, currency)}${words.length > 0 ? "; " : ""}${words.join(", ")}`;
}
