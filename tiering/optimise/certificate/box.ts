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

/** Every sum of K tiers. */
export function allSides(tierCount: number): Side[] {
  const of = (column: "pi" | "revenue") => Array.from({ length: tierCount }, (_, tier) => ({ column, tier }));
  return [...of("pi"), ...of("revenue")];
}

/** The range of one sum. */
export function rangeOf({ column, tier }: Side, box: Box): { readonly low: number; readonly high: number } {
  return column === "pi"
    ? { low: box.piLow[tier]!, high: box.piHigh[tier]! }
    : { low: box.revenueLow[tier]!, high: box.revenueHigh[tier]! };
}
