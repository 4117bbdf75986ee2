import type { Accounts } from "../accounts.ts";
import type { Stopped } from "../hooks.ts";
import { evaluateKpis, type Kpis } from "../kpis.ts";
import { DEFAULT_COEFFICIENTS } from "../plan/index.ts";
import type { RunNote } from "../run-notes.ts";
import type { ResolvedSegmentation } from "./options.ts";
import type { ClusterProfile } from "./profiles.ts";

/** Mean Euclidean silhouette over the principal components, exact or estimated. */
export interface SegmentationSilhouette {
  /** Null where fewer than two clusters have members. */
  readonly mean: number | null;
  /** 0 where exact. */
  readonly standardError: number;
  /** Accounts whose silhouette was computed. */
  readonly accounts: number;
}

/** A finished segmentation: plain data that can be cloned between threads, and written as a tiers CSV. */
export interface Segmentation {
  /** The options with every default filled in; running them again gives the same segmentation. */
  readonly options: ResolvedSegmentation;
  /** Cluster of each account, numbered by first account, −1 for noise; shape [n]. */
  readonly labels: Int32Array;
  /** Number of clusters and tiers, K; 0 where all is noise. */
  readonly tierCount: number;
  /** Names of the tiers, highest first: the book's own where it has as many, else letters; shape [K]. */
  readonly tierNames: readonly string[];
  /** Tier of each account, 0 … K − 1; K stands for `Unassigned`; shape [n]. */
  readonly tiers: Uint8Array;
  /** PI_acct; shape [n]. */
  readonly potential: Float64Array;
  /** 1 for each tier that counts in SFI; shape [K]. */
  readonly strategic: Uint8Array;
  /** KPIs of the book's current tiers, and of these; unassigned accounts are left out of the latter. */
  readonly before: Kpis | null;
  readonly after: Kpis;
  /** True where all clusters score the same under the tier policy, so that only the tie-break ranks them. */
  readonly allTied: boolean;
  /** Null where not asked. */
  readonly silhouette: SegmentationSilhouette | null;
  /** Highest tier first. */
  readonly clusters: readonly ClusterProfile[];
  readonly unassigned: {
    readonly accounts: number;
    /** Share of the book's accounts, and of its current revenue (null where that is not positive), 0 … 1. */
    readonly share: number;
    readonly revenueShare: number | null;
  };
  /** Principal components kept, and the share of variance that they explain together. */
  readonly components: { readonly kept: number; readonly explained: number };
  /** Signals that do not count, whose weight went to the others. */
  readonly notes: readonly RunNote[];
  /** What was reached at the time limit; null where nothing was left out. */
  readonly stopped: Stopped | null;
}

/** Mask of the top tiers; all where there are fewer; shape [K]. */
export function topTierMask(count: number, tierCount: number): Uint8Array {
  return new Uint8Array(tierCount).fill(1, 0, Math.min(count, tierCount));
}

/** KPIs of tiers over the accounts that have one, the published coefficients; `tiers` as in a segmentation. O(n). */
export function assignedKpis(
  accounts: Accounts,
  potential: Float64Array,
  tiers: Uint8Array,
  strategic: Uint8Array,
): Kpis {
  const tierCount = strategic.length;
  const assigned = (_: number, i: number) => tiers[i] < tierCount;
  return evaluateKpis(
    {
      potential: potential.filter(assigned),
      revenue: accounts.revenue.filter(assigned),
      tiers: tiers.filter(assigned),
      tierCount,
    },
    { strategic, coefficients: DEFAULT_COEFFICIENTS },
  );
}
