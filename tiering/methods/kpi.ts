/**
 * Ranks accounts by PI_acct and fills the tiers from the top with the given sizes (shape [K], together n);
 * `order` lists the accounts by descending PI, ties by ID. Source: the article's direct method. O(N).
 */
export function fillByPotential(order: Uint32Array, sizes: ArrayLike<number>): Uint8Array {
  const tiers = new Uint8Array(order.length);
  for (let k = 0, at = 0; k < sizes.length; k++) {
    const end = at + sizes[k]!;
    while (at < end) tiers[order[at++]!] = k;
  }
  return tiers;
}

/**
 * Clips each account's tier to within `step` tiers of where it was; the article's constrained method
 * with `step` 1. Sizes are not kept. Both of shape [n]; O(N).
 */
export function clipToStep(tiers: Uint8Array, baseline: Uint8Array, step: number): Uint8Array {
  const out = new Uint8Array(tiers.length);
  for (let i = 0; i < tiers.length; i++) {
    const from = baseline[i]!;
    out[i] = Math.min(from + step, Math.max(from - step, tiers[i]!));
  }
  return out;
}
