import type { TierSums } from "../kpis.ts";

/** Means that differ by less, in standard deviations or as a share of their size, differ by rounding. */
const ROUNDING = 1e-12;

/** True where a lower tier's mean PI lies above a higher one's by more than rounding. */
export function isInverted(meanOfHigher: number, meanOfLower: number): boolean {
  return meanOfLower - meanOfHigher > ROUNDING * Math.max(1, Math.abs(meanOfHigher), Math.abs(meanOfLower));
}

/** The tiers whose mean PI lies below that of the next lower one that has accounts; O(K). */
export function invertedTiers({ size, pi }: Pick<TierSums, "size" | "pi">): number[] {
  const filled = [...size.keys()].filter((k) => size[k]! > 0);
  return filled.filter((k, at) => {
    const next = filled[at + 1];
    return next !== undefined && isInverted(pi[k]! / size[k]!, pi[next]! / size[next]!);
  });
}

/** True where mean PI never rises from one tier to the next lower one; empty tiers are passed over. O(K). */
export function inOrder(sums: Pick<TierSums, "size" | "pi">): boolean {
  return invertedTiers(sums).length === 0;
}
