import {
  type ClusterProfile,
  featureLabel,
  formatCount,
  formatMoney,
  formatShare,
  type SegmentationSummary,
  tierWords,
} from "../tiering/index.ts";

/** Most traits that a cluster is described by. */
const TRAITS = 3;

/** A segmentation in words; every number in them stands in the summary. */
export function segmentationText(summary: SegmentationSummary): string {
  const { clusters, accounts, silhouette, unassigned, notes, stopped } = summary;
  const mean = silhouette?.mean ?? null;
  const apart = mean === null ? "" : ` (mean silhouette ${mean.toFixed(3)})`;
  const lines = clusters.map(describeCluster);
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

function describeCluster({ tier, accounts, share, meanRevenue, traits }: ClusterProfile): string {
  const words = traits
    .slice(0, TRAITS)
    .map(({ feature, z }) => `${featureLabel(feature)} ${z < 0 ? "low" : "high"}`);
  return `- ${tierWords(tier)}: ${formatCount(accounts)} accounts (${formatShare(share)}), mean revenue ${formatMoney(meanRevenue)}${words.length > 0 ? "; " : ""}${words.join(", ")}`;
}
