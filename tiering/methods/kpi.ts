import { TieringError } from "../errors.ts";
import { NOT_FORCED } from "../policy/resolved-policy.ts";

/**
 * Ranks accounts by PI_acct and fills the tiers from the top with the given sizes (shape [K], together n), around
 * those that are forced into one (shape [n]); `order` lists the accounts by descending PI, ties by ID. Source: the
 * article's direct method. O(N).
 * @throws TieringError `infeasible-policy` where more are forced into a tier than it has places
 */
export function fillByPotential(
  order: Uint32Array,
  sizes: ArrayLike<number>,
  forced: Uint8Array | null = null,
): Uint8Array {
  const tiers = forced?.slice() ?? new Uint8Array(order.length).fill(NOT_FORCED);
  const left = Float64Array.from(sizes);
  for (const k of tiers) if (k !== NOT_FORCED) left[k]!--;
  const full = left.findIndex((places) => places < 0);
  if (full >= 0) {
    const message = `${sizes[full]! - left[full]!} accounts are forced into a tier with room for ${sizes[full]}; expected at most as many.`;
    throw new TieringError("infeasible-policy", message, { pointer: "/policy/force" });
  }
  for (let at = 0, k = 0; at < order.length; at++) {
    const i = order[at]!;
    if (tiers[i] !== NOT_FORCED) continue;
    while (left[k] === 0) k++;
    tiers[i] = k;
    left[k]!--;
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
