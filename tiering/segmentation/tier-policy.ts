import { standardise } from "../standardise.ts";
import { invalid } from "./option-checks.ts";

/** Ways to rank clusters as tiers (see `tiersOfClusters`). */
export const TIER_POLICIES = ["v1", "v2", "linear", "blend"] as const;
/** One of {@link TIER_POLICIES}. */
export type TierPolicy = (typeof TIER_POLICIES)[number];

/** What a tier policy weighs; non-negative, not all zero. */
export interface PolicyWeights {
  /** Mean PI_acct of the cluster. */
  readonly potential: number;
  /** Mean current revenue. */
  readonly meanRevenue: number;
  /** Total current revenue. */
  readonly totalRevenue: number;
}

/** What a tier policy reads of each cluster; arrays of shape [K]. */
export interface ClusterTotals {
  readonly size: Float64Array;
  /** Mean PI_acct. */
  readonly meanPotential: Float64Array;
  /** Current revenue, mean and sum. */
  readonly meanRevenue: Float64Array;
  readonly totalRevenue: Float64Array;
}

/** Weights of the published policies, and blend's default. */
const PUBLISHED: Readonly<Record<Exclude<TierPolicy, "linear">, PolicyWeights>> = {
  v1: { potential: 0.7, meanRevenue: 0.3, totalRevenue: 0 },
  v2: { potential: 0.5, meanRevenue: 0, totalRevenue: 0.5 },
  blend: { potential: 0.5, meanRevenue: 0, totalRevenue: 0.5 },
};

/**
 * Weights of a policy: fixed for v1 and v2, asked for `linear`, by default even for `blend`.
 * @throws {TieringError} `invalid-argument`
 */
export function resolvePolicyWeights(policy: TierPolicy, asked: PolicyWeights | undefined): PolicyWeights {
  if (asked === undefined) {
    if (policy !== "linear") return PUBLISHED[policy];
    throw invalid("policyWeights", "absent", "weights for the linear policy");
  }
  const weights = [asked.potential, asked.meanRevenue, asked.totalRevenue];
  if (policy === "v1" || policy === "v2") {
    const { potential, meanRevenue, totalRevenue } = PUBLISHED[policy];
    const fixed = [potential, meanRevenue, totalRevenue];
    if (weights.every((weight, at) => weight === fixed[at])) return PUBLISHED[policy];
    throw invalid(
      "policyWeights",
      weights.join(", "),
      `none with policy ${policy}, whose are ${fixed.join(", ")}`,
    );
  }
  const valid = weights.every((w) => Number.isFinite(w) && w >= 0) && weights.some((w) => w > 0);
  if (!valid) throw invalid("policyWeights", weights.join(", "), "finite numbers of 0 or more, not all 0");
  if (policy === "blend" && asked.meanRevenue > 0) {
    throw invalid("policyWeights", weights.join(", "), "no mean revenue with policy blend");
  }
  return asked;
}

/** Sums clusters by label; `labels` of shape [n], 0 … K − 1, negative ones left out. O(n). */
export function totalClusters(
  labels: Int32Array,
  clusterCount: number,
  potential: Float64Array,
  revenue: Float64Array,
): ClusterTotals {
  const size = new Float64Array(clusterCount);
  const sum = new Float64Array(clusterCount);
  const totalRevenue = new Float64Array(clusterCount);
  for (let i = 0; i < labels.length; i++) {
    const c = labels[i];
    if (c < 0) continue;
    size[c]++;
    sum[c] += potential[i];
    totalRevenue[c] += revenue[i];
  }
  return {
    size,
    meanPotential: sum.map((value, c) => value / size[c]),
    meanRevenue: totalRevenue.map((value, c) => value / size[c]),
    totalRevenue,
  };
}

/** Sums of the same weights added in another order differ by rounding; that is still a tie. */
const TIE = 1e-12;

/** Clusters ranked as tiers. */
export interface ClusterTiers {
  /** Tier of each cluster, 0 for the highest: one tier a cluster, no two alike; shape [K]. */
  readonly tierOf: Int32Array;
  /** True where two or more clusters all score the same, so that only the tie-break ranks them. */
  readonly allTied: boolean;
}

/**
 * Ranks clusters as tiers. v1, v2 and `linear` add up weighted dense ranks (1 is the largest), the least
 * sum first; `blend` adds up weighted z-scores over the clusters of mean PI and log total revenue, the
 * largest sum first. Ties go to the higher mean PI, then to the lower label, which is the cluster with the
 * smallest member ID. O(K²).
 */
export function tiersOfClusters(
  totals: ClusterTotals,
  policy: TierPolicy,
  weights: PolicyWeights,
): ClusterTiers {
  const { meanPotential } = totals;
  const scores = policy === "blend" ? blendScores(totals, weights) : rankScores(totals, weights);
  const order = Array.from(scores.keys()).sort((a, b) => {
    const difference = scores[a] - scores[b];
    return (Math.abs(difference) <= TIE ? 0 : difference) || meanPotential[b] - meanPotential[a] || a - b;
  });
  const tierOf = new Int32Array(order.length);
  order.forEach((cluster, tier) => {
    tierOf[cluster] = tier;
  });
  const allTied = scores.length > 1 && Math.max(...scores) - Math.min(...scores) <= TIE;
  return { tierOf, allTied };
}

function rankScores(totals: ClusterTotals, weights: PolicyWeights): Float64Array {
  const potential = denseRanks(totals.meanPotential);
  const mean = denseRanks(totals.meanRevenue);
  const total = denseRanks(totals.totalRevenue);
  return potential.map(
    (rank, c) => weights.potential * rank + weights.meanRevenue * mean[c] + weights.totalRevenue * total[c],
  );
}

/** Negated, so that the best is the least here too. */
function blendScores(totals: ClusterTotals, weights: PolicyWeights): Float64Array {
  const potential = standardise(totals.meanPotential);
  // A total of nothing or less (credit notes) counts as one unit of money.
  const logs = standardise(totals.totalRevenue.map((total) => Math.log(Math.max(total, 1))));
  return potential.map((z, c) => -(weights.potential * z + weights.totalRevenue * logs[c]));
}

/** Dense ranks: 1 for the largest value, equal values alike; shape [K]. */
function denseRanks(values: Float64Array): Float64Array {
  const distinct = [...new Set(values)].sort((a, b) => b - a);
  return values.map((value) => distinct.indexOf(value) + 1);
}
