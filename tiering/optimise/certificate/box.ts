import { isInverted } from "../tier-means.ts";

/** A box of the tiers' sums: each between its low and its high; every array has shape [K]. */
export interface Box {
  readonly piLow: Float64Array;
  readonly piHigh: Float64Array;
  readonly revenueLow: Float64Array;
  readonly revenueHigh: Float64Array;
}

/** One of the sums that a box bounds: PI or revenue of a tier. */
export interface Side {
  readonly column: "pi" | "revenue";
  readonly tier: number;
}

/** 1 where a sum lies above its range, −1 where below, 0 inside. */
export function outside(sum: number, { low, high }: { readonly low: number; readonly high: number }): number {
  const slack = 1e-6 * (high - low);
  return sum > high + slack ? 1 : sum < low - slack ? -1 : 0;
}

/** The sums that a box bounds: of K tiers each the one of PI_acct, then each the one of revenue; shape [2K]. */
export function allSides(tierCount: number): Side[] {
  const of = (column: "pi" | "revenue") => Array.from({ length: tierCount }, (_, tier) => ({ column, tier }));
  return [...of("pi"), ...of("revenue")];
}

/** The range of one sum within a box, in the units of its column. */
export function rangeOf({ column, tier }: Side, box: Box): { readonly low: number; readonly high: number } {
  return column === "pi"
    ? { low: box.piLow[tier]!, high: box.piHigh[tier]! }
    : { low: box.revenueLow[tier]!, high: box.revenueHigh[tier]! };
}

/** True where no sums in the box have the tiers' means in order, tiers being of size `before` + `inflow`. */
export function isOutOfOrder(box: Box, before: Float64Array, inflow: Float64Array): boolean {
  let most = Number.POSITIVE_INFINITY;
  for (let k = 0; k < before.length; k++) {
    const size = before[k]! + inflow[k]!;
    if (size === 0) continue;
    if (most < Number.POSITIVE_INFINITY && isInverted(most, box.piLow[k]! / size)) return true;
    most = Math.min(most, box.piHigh[k]! / size);
  }
  return false;
}

/** Most of a square less a straight line over a range: at one of its ends, since the square is convex. */
export function endpoint(curve: number, slope: number, low: number, high: number): number {
  return Math.max((curve * low - slope) * low, (curve * high - slope) * high);
}
