import type { Accounts } from "../../accounts.ts";
import { descendingOrder } from "../../ranks.ts";
import { FROZEN_SHARE } from "./frozen.ts";
import { MISFIT_BELOW } from "./misfit.ts";

/** The four lists, and what each holds. */
export const PROGRESSION_LISTS = ["risk", "opportunity", "misfit", "frozen"] as const;
/** One of the four lists. */
export type ProgressionList = (typeof PROGRESSION_LISTS)[number];

/** What the lists are made of; each of shape [n]. */
export interface ListInput {
  /** Class said of the coming year, 0 up, 1 stay, 2 down; null where changes could not be learned. */
  readonly predicted: Uint8Array | null;
  /** Probability of the own tier; NaN where unknown; null where the fit could not be learned. */
  readonly ownTier: Float64Array | null;
  /** Share of peers that moved; NaN where there is none. */
  readonly frozen: Float64Array;
}

/**
 * Accounts of each list, the foremost first, ties by ID: `risk` (said to fall) by revenue, `opportunity`
 * (said to rise) by runway, `misfit` by the least probability of the own tier, `frozen` by the share of peers that
 * moved, then by revenue. O(n).
 */
export function buildLists(
  accounts: Accounts,
  { predicted, ownTier, frozen }: ListInput,
): Readonly<Record<ProgressionList, Uint32Array>> {
  const { n, tier, tierCount, revenue, potential } = accounts;
  const all = Array.from({ length: n }, (_, i) => i);
  const sayDown = (i: number) => predicted?.[i] === 2 && tier[i] < tierCount - 1;
  const sayUp = (i: number) => predicted?.[i] === 0 && tier[i] > 0;
  const byRevenue = (i: number) => revenue[i];
  return {
    risk: ordered(all.filter(sayDown), byRevenue),
    opportunity: ordered(all.filter(sayUp), (i) => potential[i] - revenue[i]),
    misfit: ordered(
      all.filter((i) => ownTier !== null && ownTier[i] < MISFIT_BELOW),
      (i) => -ownTier![i],
    ),
    frozen: ordered(
      Array.from(
        ordered(
          all.filter((i) => frozen[i] >= FROZEN_SHARE),
          byRevenue,
        ),
      ),
      (i) => frozen[i],
    ),
  };
}

/** The accounts by descending key, undefined keys last, equal keys in the order given. */
function ordered(accounts: readonly number[], key: (i: number) => number): Uint32Array {
  const keys = Float64Array.from(accounts, (i) => {
    const value = key(i);
    return Number.isNaN(value) ? -Number.MAX_VALUE : value;
  });
  return descendingOrder(keys).map((at) => accounts[at]);
}
