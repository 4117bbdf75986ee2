import type { Accounts } from "../accounts.ts";
import type { Kpis } from "../kpis.ts";
import { countTiers, migrationMatrix } from "../report/migration.ts";
import { liftOf } from "../report/summary.ts";
import type { ResolvedSegmentation } from "./options.ts";
import type { ClusterProfile } from "./profiles.ts";
import type { Segmentation, SegmentationSilhouette } from "./segmentation.ts";

/** Name of the tier of accounts that belong to no cluster. */
export const UNASSIGNED = "Unassigned";

/** A segmentation as a report: plain JSON. */
export interface SegmentationSummary {
  readonly options: ResolvedSegmentation;
  readonly accounts: number;
  /** `lift` is null where there is no baseline, or accounts that `after` leaves out. */
  readonly kpis: { readonly before: Kpis | null; readonly after: Kpis; readonly lift: Kpis | null };
  readonly silhouette: SegmentationSilhouette | null;
  readonly clusters: readonly ClusterProfile[];
  readonly allTied: Segmentation["allTied"];
  readonly unassigned: Segmentation["unassigned"];
  readonly components: Segmentation["components"];
  readonly notes: Segmentation["notes"];
  readonly stopped: Segmentation["stopped"];
  /** Tiers before, from the highest: rows of the migration matrix. */
  readonly tiersBefore: readonly string[];
  /** Tiers after, `Unassigned` last where it has accounts: columns of the migration matrix. */
  readonly tiers: readonly string[];
  readonly distribution: { readonly before: readonly number[] | null; readonly after: readonly number[] };
  readonly migration: readonly (readonly number[])[] | null;
  /** Accounts that change tier; null where the numbers of tiers differ, so that tiers do not correspond. */
  readonly moved: { readonly up: number; readonly down: number } | null;
}

/** Summarises a segmentation on its book. O(n). */
export function summariseSegmentation(accounts: Accounts, segmentation: Segmentation): SegmentationSummary {
  const { options, tiers, tierCount, before, after, unassigned } = segmentation;
  const columns = tierCount + (unassigned.accounts > 0 ? 1 : 0);
  const { hasTiers } = accounts;
  const migration = hasTiers
    ? migrationMatrix({ tiers: accounts.tier, tierCount: accounts.tierCount }, { tiers, tierCount: columns })
    : null;
  return {
    options,
    accounts: accounts.n,
    // KPIs of two populations have no difference.
    kpis: { before, after, lift: before && unassigned.accounts === 0 ? liftOf(before, after) : null },
    silhouette: segmentation.silhouette,
    clusters: segmentation.clusters,
    allTied: segmentation.allTied,
    unassigned,
    components: segmentation.components,
    notes: segmentation.notes,
    stopped: segmentation.stopped,
    tiersBefore: hasTiers ? accounts.tierNames : [],
    tiers: [...segmentation.tierNames, UNASSIGNED].slice(0, columns),
    distribution: {
      before: hasTiers ? countTiers(accounts.tier, accounts.tierCount) : null,
      after: countTiers(tiers, columns),
    },
    migration,
    moved: migration !== null && tierCount === accounts.tierCount ? countMoves(migration, tierCount) : null,
  };
}

function countMoves(migration: number[][], tierCount: number): { up: number; down: number } {
  let up = 0;
  let down = 0;
  migration.forEach((row, from) => {
    for (let to = 0; to < tierCount; to++) {
      if (to < from) up += row[to];
      if (to > from) down += row[to];
    }
  });
  return { up, down };
}

/** Prepares the CSV's Reason column: the cluster that an account is in, and what sets it apart. */
export function segmentationReasons({
  clusters,
  tiers,
  tierCount,
  tierNames,
}: Segmentation): (i: number) => string {
  const byTier = new Map(
    clusters.map(({ tier, accounts, traits }) => {
      const words = traits.slice(0, 2).map(({ feature, z }) => `${feature} ${z < 0 ? "low" : "high"}`);
      return [tier, `cluster of ${accounts}${words.length > 0 ? ": " : ""}${words.join(", ")}`];
    }),
  );
  return (i) => (tiers[i] < tierCount ? byTier.get(tierNames[tiers[i]])! : "in no cluster");
}
