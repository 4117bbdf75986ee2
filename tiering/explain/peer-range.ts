import type { Accounts } from "../accounts.ts";
import type { Input } from "./levers.ts";

/** Share of the accounts at either end whose figures are no example for another. */
const TAIL = 0.05;

/**
 * Values that an input of account i could come to, by what the book has seen: its potential by how the potential of
 * nine in ten accounts relates to their revenue; its revenue by how theirs developed over the book's years, up to
 * its own potential. Holds the account's own value; that alone where there is nothing to go by. O(N log N).
 */
export function peerRange(accounts: Accounts, input: Input, i: number): readonly [number, number] {
  const { potential, revenue, baseRevenue } = accounts;
  const own = accounts[input][i]!;
  const scale = revenue[i]!;
  const factors = input === "potential" ? ratios(potential, revenue) : ratios(revenue, baseRevenue);
  if (Number.isNaN(own) || !(scale > 0) || factors.length === 0) return [own, own];
  const at = (share: number) => factors[Math.round(share * (factors.length - 1))]!;
  const sold = potential[i]!;
  const most = input === "revenue" && !Number.isNaN(sold) ? sold : Number.POSITIVE_INFINITY;
  return [Math.min(own, scale * at(TAIL)), Math.max(own, Math.min(most, scale * at(1 - TAIL)))];
}

/** What each account has in one column for each unit in the other, ascending; accounts with nothing in it are left out. */
function ratios(over: Float64Array, under: Float64Array): Float64Array {
  return over
    .map((value, j) => (under[j]! > 0 ? value / under[j]! : Number.NaN))
    .filter((ratio) => !Number.isNaN(ratio))
    .sort();
}
