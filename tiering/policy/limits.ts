import { TieringError } from "../errors.ts";
import { type Coefficients, DEFAULT_COEFFICIENTS, type Policy, type TierSize } from "../plan/index.ts";
import { parseTier } from "./tier-letters.ts";

/** Accounts that may move under a share of the book; whether all of them can is the optimiser's question. */
export function movableCount(share: number, n: number): number {
  return Math.floor(share * n + 1e-9);
}

/**
 * Reads how many accounts may move; all n where the policy does not say.
 * @throws TieringError `invalid-policy`
 */
export function readMoves(share: Policy["maxMovedShare"], n: number): number {
  if (share === undefined) return n;
  if (!(share >= 0 && share <= 1)) {
    throw invalid("maxMovedShare", `${share}`, "a share from 0 to 1");
  }
  return movableCount(share, n);
}

/**
 * Reads how many tiers one account may move; free is K.
 * @throws TieringError `invalid-policy`
 */
export function readStep(step: Policy["maxTierStep"], tierCount: number, otherwise: number): number {
  if (step === undefined) return otherwise;
  if (step === "free") return tierCount;
  if (!Number.isInteger(step) || step < 1) {
    throw invalid("maxTierStep", `${step}`, "a whole number of at least 1, or free");
  }
  return Math.min(step, tierCount);
}

/**
 * Reads the coefficients of the composite.
 * @throws TieringError `invalid-policy`
 */
export function readCoefficients(asked: Policy["coefficients"]): Coefficients {
  if (asked === undefined) return DEFAULT_COEFFICIENTS;
  for (const name of ["tpa", "sfi", "tci"] as const) {
    if (!(Number.isFinite(asked[name]) && asked[name] >= 0)) {
      throw invalid(`coefficients/${name}`, `${asked[name]}`, "a finite number of at least 0");
    }
  }
  if (asked.tpa + asked.sfi + asked.tci === 0) {
    throw invalid("coefficients", "all zero", "at least one coefficient above 0");
  }
  return asked;
}

/**
 * Reads the accounts per tier that a result should have; tiers that are not named keep their size, and
 * shares that name every tier are rounded so that they add up (largest remainders first, then the higher
 * tier). Shape [K] in and out.
 * @throws TieringError `invalid-policy`, `unknown-tier`, `infeasible-policy` where they do not add up
 */
export function readSizes(
  asked: Policy["tierSizes"],
  baseline: Float64Array,
  names: readonly string[],
): Float64Array {
  const sizes = baseline.slice();
  if (asked === undefined) return sizes;
  const n = baseline.reduce((sum, size) => sum + size, 0);
  const named = new Set<number>();
  const parts = new Float64Array(sizes.length);
  for (const [name, size] of Object.entries(asked)) {
    const tier = parseTier(name, names, `/policy/tierSizes/${name}`);
    const exact = readSize(name, size, n);
    sizes[tier] = Math.floor(exact + 1e-9);
    parts[tier] = exact - sizes[tier];
    named.add(tier);
  }
  if (named.size === sizes.length) roundUpLargest(sizes, parts, n);
  const total = (of: Float64Array) => of.reduce((sum, size) => sum + size, 0);
  const excess = total(sizes) - total(baseline);
  if (excess !== 0) {
    // The nearest tier that was not named and could take up the difference.
    const spare = sizes.findIndex((size, k) => !named.has(k) && size >= excess);
    const advice =
      spare < 0 ? "" : `; to make up the difference set ${names[spare]} to ${sizes[spare]! - excess}`;
    const message = `The tier sizes add up to ${total(sizes)}, the book has ${total(baseline)} accounts${advice}.`;
    throw new TieringError("infeasible-policy", message, { pointer: "/policy/tierSizes" });
  }
  return sizes;
}

/**
 * A size in accounts, not yet whole where it was a share.
 * @throws TieringError `invalid-policy`
 */
export function readSize(name: string, size: TierSize, n: number): number {
  const isShare = typeof size === "string";
  const value = isShare ? (Number(size.slice(0, -1)) / 100) * n : size;
  const valid = isShare ? value >= 0 && value <= n : Number.isInteger(value) && value >= 0;
  if (valid) return value;
  throw invalid(`tierSizes/${name}`, `${size}`, "a whole number of at least 0, or a share such as 5%");
}

/** Rounds up the tiers with the largest fractions until the sizes add up to n, where fractions were lost. */
function roundUpLargest(sizes: Float64Array, parts: Float64Array, n: number): void {
  const order = [...parts.keys()].filter((k) => parts[k]! > 0).sort((a, b) => parts[b]! - parts[a]! || a - b);
  let left = n - sizes.reduce((sum, size) => sum + size, 0);
  for (const k of order) {
    if (left < 1) return;
    sizes[k]!++;
    left--;
  }
}

function invalid(field: string, got: string, expected: string): TieringError {
  const pointer = `/policy/${field}`;
  return new TieringError("invalid-policy", `${field} is ${got}; expected ${expected}.`, { pointer });
}
