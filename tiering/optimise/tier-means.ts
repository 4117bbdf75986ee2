import type { TierSums } from "../kpis.ts";

/** Means that differ by less, as a share of their size, differ by rounding. */
const ROUNDING = 1e-12;

/** True where a lower tier's mean PI lies above a higher one's by more than rounding. */
export function isInverted(meanOfHigher: number, meanOfLower: number): boolean {
  return meanOfLower - meanOfHigher > ROUNDING * Math.max(1, Math.abs(meanOfHigher), Math.abs(meanOfLower));
}

/** True where mean PI never rises from one tier to the next lower one; empty tiers are passed over. O(K). */
export function inOrder({ size, pi }: Pick<TierSums, "size" | "pi">): boolean {
  let above = Number.POSITIVE_INFINITY;
  for (let k = 0; k < size.length; k++) {
    if (size[k] === 0) continue;
    const mean = pi[k]! / size[k]!;
    if (above !== Number.POSITIVE_INFINITY && isInverted(above, mean)) return false;
    above = mean;
  }
  return true;
}
