import { type Candidates, emptyCandidates, type Groups } from "../candidates.ts";
import type { MarginBin, OutlineBin } from "./account-source.ts";

/**
 * Bins as candidates: each stands for its accounts by their means, with their number as weight. Gains are
 * straight lines in an account's measures, so that a bin's gain for any tier, at any prices, is the mean of
 * its accounts'; `account` is the place of the bin. O(bins).
 */
export function candidatesOfBins(
  bins: readonly (MarginBin | OutlineBin)[],
  groups: Groups,
  tierCount: number,
): Candidates & { readonly weight: Float64Array } {
  const candidates = emptyCandidates(tierCount, bins.length, groups);
  const weight = new Float64Array(bins.length);
  const order = [...bins.keys()].sort((a, b) => bins[a]!.group - bins[b]!.group || a - b);
  for (const at of order) {
    const { group, count, rank, pi, revenue } = bins[at]!;
    const place = candidates.size++;
    candidates.account[place] = at;
    candidates.rank[place] = rank / count;
    candidates.pi[place] = pi / count;
    candidates.revenue[place] = revenue / count;
    weight[place] = count;
    candidates.start[group + 1]!++;
  }
  for (let g = 0; g < groups.home.length; g++) candidates.start[g + 1]! += candidates.start[g]!;
  return { ...candidates, weight };
}
