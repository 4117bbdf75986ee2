import { TieringError } from "../errors.ts";
import { pyramidShares } from "../first-tiering.ts";
import type { Policy } from "../plan/index.ts";
import { readSize } from "./limits.ts";
import { parseTier } from "./tier-letters.ts";

/**
 * Sizes of a first tiering: those given, as accounts or shares, and for the tiers that were not named what
 * is left, in the proportions of the pyramid; whole by largest remainders, ties to the higher tier.
 * Shape [K], together n.
 * @throws TieringError `invalid-policy`, `unknown-tier`, `infeasible-policy` where they do not add up
 */
export function firstSizes(asked: Policy["tierSizes"], names: readonly string[], n: number): Float64Array {
  const exact = new Float64Array(names.length).fill(Number.NaN);
  for (const [name, size] of Object.entries(asked ?? {})) {
    exact[parseTier(name, names, `/policy/tierSizes/${name}`)] = readSize(name, size, n);
  }
  const given = exact.reduce((sum, size) => sum + (size >= 0 ? size : 0), 0);
  const shares = pyramidShares(names.length);
  const open = shares.reduce((sum, share, k) => sum + (Number.isNaN(exact[k]!) ? share : 0), 0);
  const off = n - given;
  // Shares that were rounded, such as three times 33.3 %, may miss the whole by less than an account a tier.
  if (off <= -names.length || (open === 0 && off >= names.length)) {
    const message = `The tier sizes add up to ${Number(given.toFixed(2))}, the book has ${n} accounts; expected sizes or shares that add up to all of them.`;
    throw new TieringError("infeasible-policy", message, { pointer: "/policy/tierSizes" });
  }
  for (let k = 0; k < exact.length; k++) {
    if (Number.isNaN(exact[k]!)) exact[k] = (Math.max(0, off) * shares[k]!) / open;
  }
  return wholeSizes(exact, n);
}

/** Whole sizes nearest to the exact ones that add up to n. */
function wholeSizes(exact: Float64Array, n: number): Float64Array {
  const sizes = exact.map((size) => Math.floor(size + 1e-9));
  const order = [...exact.keys()].sort((a, b) => exact[b]! - sizes[b]! - (exact[a]! - sizes[a]!) || a - b);
  let left = n - sizes.reduce((sum, size) => sum + size, 0);
  for (const k of order) {
    if (left <= 0) break;
    sizes[k]!++;
    left--;
  }
  for (let k = sizes.length - 1; left < 0; k = k === 0 ? sizes.length - 1 : k - 1) {
    if (sizes[k] === 0) continue;
    sizes[k]!--;
    left++;
  }
  return sizes;
}
