/** PI_acct that differ by less, in standard deviations or as a share of their size, differ by rounding. */
const ROUNDING = 1e-13;

/**
 * Gives accounts whose PI_acct differ by rounding alone the same one, so that no rank is made of rounding;
 * `order` lists them by descending value. Changes `potential` in place; returns whether it did. O(n).
 */
export function snapTies(potential: Float64Array, order: Uint32Array): boolean {
  let changed = false;
  for (let at = 1; at < order.length; at++) {
    const above = potential[order[at - 1]!]!;
    const value = potential[order[at]!]!;
    if (value === above || above - value > ROUNDING * Math.max(1, Math.abs(above))) continue;
    potential[order[at]!] = above;
    changed = true;
  }
  return changed;
}
