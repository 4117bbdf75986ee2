import { descendingOrder } from "../ranks.ts";
import { formatCount } from "../rules/format.ts";

/**
 * Where accounts stand by potential: `in the top 3 %`, `in the lowest 12 %`. Accounts that tie stand alike,
 * at the end of their tie that is farther from the top or bottom, and it is said: no rank that a tie made. Made
 * for the accounts `among` all, where it says. O(n) once, then O(1) an account.
 */
export function createStanding(potential: Float64Array, among?: Uint32Array): (i: number) => string {
  const n = potential.length;
  const placesOf = among === undefined ? placesOfAll(potential) : placesAmong(potential, among);
  return (i) => {
    const { first, last } = placesOf(i);
    const others = last - first - 1;
    if (others > 0 && others === n - 1) return "is the same for every account";
    const top = (last / n) * 100;
    const lowest = 100 - (first / n) * 100;
    const place =
      top <= 50 || top <= lowest ? `in the top ${percent(top)}` : `in the lowest ${percent(lowest)}`;
    return others === 0
      ? place
      : `${place}, tied with ${formatCount(others)} ${others === 1 ? "other" : "others"}`;
  };
}

/** Places of an account and of those that tie with it, counted from the top: from `first`, before `last`. */
interface Places {
  readonly first: number;
  readonly last: number;
}

function placesOfAll(potential: Float64Array): (i: number) => Places {
  const order = descendingOrder(potential);
  const n = order.length;
  const first = new Uint32Array(n);
  const last = new Uint32Array(n);
  for (let start = 0, end: number; start < n; start = end) {
    const value = potential[order[start]!]!;
    for (end = start + 1; end < n && potential[order[end]!]! === value; end++);
    for (let at = start; at < end; at++) {
      first[order[at]!] = start;
      last[order[at]!] = end;
    }
  }
  return (i) => ({ first: first[i]!, last: last[i]! });
}

/** The same for a few accounts, without sorting the book: O(n log few). */
function placesAmong(potential: Float64Array, among: Uint32Array): (i: number) => Places {
  const values = Float64Array.from(new Set(Array.from(among, (i) => potential[i]! + 0))).sort();
  // Of all accounts: those that tie with each value, and those that lie between it and the value below.
  const equal = new Uint32Array(values.length);
  const under = new Uint32Array(values.length + 1);
  for (const own of potential) {
    const at = countBelow(values, own);
    if (values[at] === own) equal[at]!++;
    else under[at]!++;
  }
  const above = new Uint32Array(values.length + 1);
  for (let at = values.length - 1; at >= 0; at--)
    above[at] = above[at + 1]! + under[at + 1]! + (equal[at + 1] ?? 0);
  return (i) => {
    const at = countBelow(values, potential[i]!);
    return { first: above[at]!, last: above[at]! + equal[at]! };
  };
}

/** How many entries of an ascending array lie below the value. */
function countBelow(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function percent(value: number): string {
  // Up, so that no account is said to stand higher than it does; a share such as 5 / 100 is no whole per cent by rounding.
  const up = (factor: number) => Math.ceil(value * factor - 1e-9) / factor;
  return `${value < 1 ? up(100).toFixed(2) : up(1)} %`;
}
