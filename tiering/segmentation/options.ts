import { DEFAULT_WEIGHTS, normaliseWeights, type Weights } from "../plan/index.ts";
import { invalid, oneOf, whole } from "./option-checks.ts";
import { type PolicyWeights, resolvePolicyWeights, TIER_POLICIES, type TierPolicy } from "./tier-policy.ts";

/** Ways to group accounts; the K-medoids variants differ in their columns (see `behaviourTable`). */
export const SEGMENTATION_ALGORITHMS = [
  "ward",
  "weighted-ward",
  "ward2-a",
  "kmeans",
  "kmeans++",
  "kmedoids-b1",
  "kmedoids-b2",
  "kmedoids-b3",
  "kmedoids-b4",
  "hdbscan",
] as const;
/** One of {@link SEGMENTATION_ALGORITHMS}. */
export type SegmentationAlgorithm = (typeof SEGMENTATION_ALGORITHMS)[number];

/** What can be asked of a segmentation; all but the algorithm has a default. */
export interface SegmentationOptions {
  readonly algorithm: SegmentationAlgorithm;
  /** Clusters, 1 … 26; as many as the book has tiers (4 without), or all accounts of a book of fewer. HDBSCAN finds its own number. */
  readonly k?: number | null;
  /** `v1` by default. */
  readonly policy?: TierPolicy;
  /** For `linear` (required) and `blend` (.5, 0, .5; no mean revenue). */
  readonly policyWeights?: PolicyWeights;
  /** Weights of PI_acct, scaled to sum to 1; the published ones by default. */
  readonly weights?: Weights;
  /** How many top tiers count in SFI, 1 … 26; 2. All where there are fewer. */
  readonly strategicTiers?: number;
  /** Variance that the principal components keep, above 0 and at most 1; .9. */
  readonly varianceShare?: number;
  /** Weighted Ward: factors of PI_acct (4), revenue (.8) and components (.7), 0 or more, not all 0. */
  readonly alpha?: number;
  readonly beta?: number;
  readonly pcScale?: number;
  /** Seed of the randomised algorithms and of a sampled silhouette, a whole number of 32 bits; 1. */
  readonly seed?: number;
  /** Descents of K-means, 1 … 1,000; 10. */
  readonly starts?: number;
  /** HDBSCAN: least accounts in a cluster, 2 or more; 8 % of the book (4,000 of 50,000). */
  readonly minClusterSize?: number;
  /** HDBSCAN: neighbours that make a place dense, 1 … 1,000; 10. */
  readonly minSamples?: number;
  /** `exact` up to 10,000 accounts, else `sampled` (2,000 accounts), by default. */
  readonly silhouette?: "exact" | "sampled" | "none";
}

/** Options with every default filled in; k is null for HDBSCAN. */
export type ResolvedSegmentation = Required<Omit<SegmentationOptions, "k" | "policyWeights">> & {
  readonly k: number | null;
  readonly policyWeights: PolicyWeights;
};

/** Accounts up to which the silhouette is exact unless asked otherwise: a second or so. */
const EXACT_SILHOUETTE = 10_000;

/**
 * Fills in the defaults of a book of n accounts, `clusters` unless asked otherwise, and checks every range.
 * @throws {TieringError} `invalid-argument` or `invalid-weights`, with a pointer to the option.
 */
export function resolveOptions(
  options: SegmentationOptions,
  n: number,
  clusters: number,
): ResolvedSegmentation {
  const { algorithm, policy = "v1", policyWeights, weights = DEFAULT_WEIGHTS } = options;
  oneOf("algorithm", algorithm, SEGMENTATION_ALGORITHMS);
  oneOf("policy", policy, TIER_POLICIES);
  const {
    strategicTiers = 2,
    varianceShare = 0.9,
    alpha = 4,
    beta = 0.8,
    pcScale = 0.7,
    seed = 1,
    starts = 10,
    minClusterSize = Math.max(2, Math.round(0.08 * n)),
    minSamples = 10,
    silhouette = n <= EXACT_SILHOUETTE ? "exact" : "sampled",
  } = options;
  const k = options.k ?? Math.min(clusters, n);
  if (algorithm !== "hdbscan") whole("k", k, 1, 26);
  whole("strategicTiers", strategicTiers, 1, 26);
  if (!(varianceShare > 0 && varianceShare <= 1)) {
    throw invalid("varianceShare", `${varianceShare}`, "a share above 0 and at most 1");
  }
  for (const [name, value] of Object.entries({ alpha, beta, pcScale })) {
    if (!(value >= 0 && Number.isFinite(value)))
      throw invalid(name, `${value}`, "a finite number, 0 or more");
  }
  if (alpha + beta + pcScale === 0) throw invalid("alpha", "0, like beta and pcScale", "one of them above 0");
  whole("seed", seed, -(2 ** 31), 2 ** 32 - 1);
  whole("starts", starts, 1, 1000);
  whole("minClusterSize", minClusterSize, 2, Number.MAX_SAFE_INTEGER);
  whole("minSamples", minSamples, 1, 1000);
  oneOf("silhouette", silhouette, ["exact", "sampled", "none"]);
  return {
    algorithm,
    k: algorithm === "hdbscan" ? null : k,
    policy,
    policyWeights: resolvePolicyWeights(policy, policyWeights),
    weights: normaliseWeights(weights),
    strategicTiers,
    varianceShare,
    alpha,
    beta,
    pcScale,
    seed,
    starts,
    minClusterSize,
    minSamples,
    silhouette,
  };
}
