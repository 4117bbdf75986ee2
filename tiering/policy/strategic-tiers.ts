import { TieringError } from "../errors.ts";
import { sumTiers, type TierSums } from "../kpis.ts";
import type { Measures, MeasureTotals } from "../measures.ts";
import { DEFAULT_POLICY, type Policy } from "../plan/index.ts";
import { parseTier } from "./tier-letters.ts";

const POINTER = "/policy/strategicTiers";

/**
 * Resolves which tiers count as strategic, as a mask of shape [K]. Modes that depend on an assignment
 * (`revenue:`, `pi:`) are resolved on the baseline `tiers` and stay frozen for the run. The default of
 * the top two tiers shrinks to a book with fewer.
 * @throws TieringError `invalid-policy`, `unknown-tier`
 */
export function resolveStrategicTiers(
  asked: Policy["strategicTiers"],
  baseline: {
    readonly measures: Measures;
    readonly tiers: Uint8Array;
    readonly tierNames: readonly string[];
  },
): Uint8Array {
  const { measures, tiers, tierNames } = baseline;
  return strategicTiersOf(asked, {
    tierNames,
    totals: measures,
    sums: () => sumTiers(measures, tiers, tierNames.length),
    quantile: (share) => quantileOf(measures, share),
  });
}

/** What the modes of strategic tiers read of a book. */
export interface StrategicBasis {
  readonly tierNames: readonly string[];
  readonly totals: MeasureTotals;
  /** Sums by tier of the baseline. */
  readonly sums: () => TierSums;
  /** A quantile of PI_acct around its mean. */
  readonly quantile: (share: number) => number;
}

/**
 * {@link resolveStrategicTiers} for a book that is known by its sums.
 * @throws TieringError `invalid-policy`, `unknown-tier`
 */
export function strategicTiersOf(asked: Policy["strategicTiers"], basis: StrategicBasis): Uint8Array {
  const { tierNames } = basis;
  const tierCount = tierNames.length;
  if (asked === undefined) return topTiers(Math.min(DEFAULT_POLICY.strategicTiers, tierCount), tierCount);
  if (typeof asked === "number") return countedTiers(asked, tierCount);
  const [mode, share] = splitMode(asked);
  if (mode === "top") return topTiers(Math.ceil(share * tierCount - 1e-9), tierCount);
  if (mode === "revenue") return revenueTiers(share, basis);
  if (mode === "pi") return potentialTiers(share, basis);
  const mask = new Uint8Array(tierCount);
  for (const letter of asked.split(",")) mask[parseTier(letter, tierNames, POINTER)] = 1;
  return mask;
}

function countedTiers(count: number, tierCount: number): Uint8Array {
  if (!Number.isInteger(count) || count < 1 || count > tierCount) {
    throw invalid(`${count}`, `a whole number from 1 to ${tierCount}`);
  }
  return topTiers(count, tierCount);
}

function topTiers(count: number, tierCount: number): Uint8Array {
  return new Uint8Array(tierCount).fill(1, 0, count);
}

/** Splits `mode:share`; the mode is "" where the text names tiers. */
function splitMode(asked: string): [mode: "top" | "revenue" | "pi" | "", share: number] {
  const match = /^(top|revenue|pi):(.*)$/.exec(asked);
  if (match === null) return ["", 0];
  const text = match[2]!.trim();
  const share = text === "" ? Number.NaN : Number(text);
  const mode = match[1] as "top" | "revenue" | "pi";
  const least = mode === "pi" ? share >= 0 : share > 0;
  if (!least || !(share <= 1))
    throw invalid(`"${asked}"`, `${mode}: followed by a share up to 1, such as ${mode}:0.5`);
  return [mode, share];
}

/** The fewest top tiers that hold the share of revenue. */
function revenueTiers(share: number, basis: StrategicBasis): Uint8Array {
  const { totals } = basis;
  const sums = basis.sums();
  const tierCount = basis.tierNames.length;
  let covered = 0;
  let count = 0;
  while (count < tierCount) {
    covered += sums.revenue[count]! + sums.size[count]! * totals.revenue.mean;
    count++;
    if (covered >= share * totals.revenueTotal * (1 - 1e-12)) break;
  }
  return topTiers(count, tierCount);
}

/** Tiers whose mean PI lies above the quantile of all accounts' PI. */
function potentialTiers(share: number, basis: StrategicBasis): Uint8Array {
  const mask = new Uint8Array(basis.tierNames.length);
  if (basis.totals.n === 0) return mask;
  const level = basis.quantile(share);
  const sums = basis.sums();
  for (let k = 0; k < mask.length; k++)
    mask[k] = sums.size[k]! > 0 && sums.pi[k]! / sums.size[k]! > level ? 1 : 0;
  return mask;
}

/** A quantile of PI_acct around its mean (R-7, linear interpolation); O(1). */
function quantileOf({ n, order, pi }: Measures, share: number): number {
  const place = (n - 1) * share;
  const at = Math.floor(place);
  // `order` descends, the quantile counts from the smallest.
  const lower = pi.values[order[n - 1 - at]!]!;
  const upper = pi.values[order[Math.max(0, n - 2 - at)]!]!;
  return lower + (upper - lower) * (place - at);
}

function invalid(got: string, expected: string): TieringError {
  return new TieringError("invalid-policy", `strategicTiers is ${got}; expected ${expected}.`, {
    pointer: POINTER,
  });
}
