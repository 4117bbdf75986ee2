import type { Accounts } from "../../accounts.ts";
import { descendingOrder } from "../../ranks.ts";
import { type BookYear, NO_TIER } from "../panel/years.ts";

/** Accounts that began alike: the same tier, the same tenth by revenue and by growth. */
const TENTHS = 10;

/** Fewest peers that say anything. */
export const LEAST_PEERS = 20;

/** An account is frozen where at least this share of its peers moved and it did not. */
export const FROZEN_SHARE = 0.5;

/**
 * Share of each account's peers that changed tier at least once over the years, 0 … 1; NaN where
 * fewer than {@link LEAST_PEERS} others began in the same tier, tenth of first revenue and tenth of growth since,
 * or where the account itself has moved or lacks a tier in some year. Shape [n]; O(n · years).
 */
export function frozenShares(accounts: Accounts, years: readonly BookYear[]): Float64Array {
  const { n } = accounts;
  const first = years[years.length - 1];
  const out = new Float64Array(n).fill(Number.NaN);
  if (years.length < 3) return out;
  const growth = Float64Array.from({ length: n }, (_, i) => {
    const base = first.revenue?.[i] ?? Number.NaN;
    return base > 0 ? accounts.revenue[i] / base : Number.NaN;
  });
  const size = tenths(first.revenue ?? new Float64Array(n));
  const pace = tenths(growth);
  const moved = new Uint8Array(n);
  const peers = new Map<number, { count: number; moved: number }>();
  const group = (i: number) => (first.tier[i] * (TENTHS + 1) + size[i]) * (TENTHS + 1) + pace[i];
  for (let i = 0; i < n; i++) {
    if (years.some(({ tier }) => tier[i] === NO_TIER)) {
      moved[i] = NO_TIER;
      continue;
    }
    moved[i] = years.some(({ tier }) => tier[i] !== first.tier[i]) ? 1 : 0;
    const own = peers.get(group(i)) ?? { count: 0, moved: 0 };
    own.count++;
    own.moved += moved[i];
    peers.set(group(i), own);
  }
  for (let i = 0; i < n; i++) {
    if (moved[i] !== 0) continue;
    const { count, moved: others } = peers.get(group(i))!;
    if (count - 1 >= LEAST_PEERS) out[i] = others / (count - 1);
  }
  return out;
}

/** Tenth of each value by rank, 0 … 9; 10 where undefined. Equal values share the tenth of the first. */
function tenths(values: Float64Array): Uint8Array {
  const n = values.length;
  const out = new Uint8Array(n).fill(TENTHS);
  const known = Float64Array.from(values, (value) => (Number.isNaN(value) ? -Number.MAX_VALUE : value));
  const order = descendingOrder(known);
  const defined = values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
  let tenth = 0;
  for (let place = 0; place < defined; place++) {
    const i = order[place];
    if (place === 0 || values[i] !== values[order[place - 1]]) tenth = Math.floor((place * TENTHS) / defined);
    out[i] = tenth;
  }
  return out;
}
