/** Tier prices and move price at some moment. */
export interface PriceLevel {
  readonly tier: Float64Array;
  readonly move: number;
}

/** Most that the price of any one move has shifted from one moment to another; O(K). */
export function shiftBetween(then: PriceLevel, now: PriceLevel): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < then.tier.length; k++) {
    const shift = now.tier[k]! - then.tier[k]!;
    low = Math.min(low, shift);
    high = Math.max(high, shift);
  }
  return high - low + Math.abs(now.move - then.move);
}
