import type { PartClass } from "./part.ts";

/** Most tranches of a class, straight pieces of the worth of its first k accounts [measured]. */
const MOST_TRANCHES = 100;

/** Tranches of a class of a size: one an account where it is small. */
export const tranchesOf = (size: number): number => Math.max(1, Math.min(MOST_TRANCHES, size));

/** Distances of the tangents from the middle, as shares of the reach: closest where the solution is likely to stand. */
const SPREAD = Array.from({ length: 46 }, (_, j) => (j / 45) ** 2);

/**
 * Counts at whose tangents the tranches of a class of `size` are laid: the first account, pairs that make
 * the three counts around each anchor exact, and tangents up to `reach` accounts to both sides of the first
 * anchor; ascending, at most {@link tranchesOf} the size.
 */
export function touches(size: number, anchors: readonly number[], reach: number): number[] {
  const found = new Set([0]);
  const most = tranchesOf(size);
  const add = (k: number) => {
    if (found.size < most && k >= 0 && k < size) found.add(k);
  };
  for (const anchor of anchors) {
    add(anchor);
    add(anchor - 1);
  }
  for (const share of SPREAD) {
    add(anchors[0]! - 1 - Math.ceil(share * reach));
    add(anchors[0]! + Math.ceil(share * reach));
  }
  return [...found].sort((a, b) => a - b);
}

/**
 * Writes the tranches of a class: tangents of its concave worth at the counts of {@link touches}. Whatever
 * the counts, the tranches are worth at least what the accounts are, so that every bound of theirs holds.
 * Slopes go to `cost`, widths to `upper`, {@link tranchesOf} the size of them from `at` on; the last ones may be empty.
 */
export function layTranches(
  { worth, sums }: PartClass,
  touch: readonly number[],
  cost: Float64Array,
  upper: Float64Array,
  at: number,
): void {
  let from = 0;
  const most = tranchesOf(worth.length);
  for (let j = 0; j < most; j++) {
    const k = touch[Math.min(j, touch.length - 1)]!;
    const next = touch[j + 1];
    const to = next === undefined ? worth.length : Math.max(from, crossing(worth, sums, k, next));
    cost[at + j] = worth[k]!;
    upper[at + j] = to - from;
    from = to;
  }
}

/** Where the tangents of counts j < k cross: between j and k. */
function crossing(worth: Float64Array, sums: Float64Array, j: number, k: number): number {
  const steeper = worth[j]! - worth[k]!;
  if (!(steeper > 0)) return k;
  const at = (sums[k]! - worth[k]! * k - (sums[j]! - worth[j]! * j)) / steeper;
  return Math.max(j, Math.min(k, at));
}
