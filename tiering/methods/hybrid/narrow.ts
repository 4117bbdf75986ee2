import type { Prices } from "../../run.ts";
import { NO_OPTION, type Option, optionsFrom } from "./options.ts";
import type { Pool } from "./pool.ts";

/**
 * Lists, as places of the pool, the accounts that have a move within its margin of paying at these
 * prices: `margins[home · K + tier]`, shape [K, K]. Writes `places` (room for the whole pool) and
 * `start` (shape [K + 1]); returns how many. O(pool size · tiers in reach).
 */
export function listCandidates(
  pool: Pool,
  prices: Prices,
  margins: Float64Array,
  places: Uint32Array,
  start: Uint32Array,
): number {
  let count = 0;
  for (let home = 0; home < pool.tierCount; home++) {
    const options = optionsFrom(pool, prices, home).map((option) => ({
      ...option,
      price: option.price - margins[home * pool.tierCount + option.tier]!,
    }));
    count =
      options.length <= 2
        ? listOfTwo(pool, home, options, places, count)
        : listOfMany(pool, home, options, places, count);
    start[home + 1] = count;
  }
  return count;
}

/** At most two tiers in reach: the everyday case, written out. */
function listOfTwo(
  pool: Pool,
  home: number,
  options: readonly Option[],
  places: Uint32Array,
  from: number,
): number {
  const { rank, pi, revenue } = pool;
  const { rank: a1, pi: b1, revenue: c1, price: d1 } = options[0] ?? NO_OPTION;
  const { rank: a2, pi: b2, revenue: c2, price: d2 } = options[1] ?? NO_OPTION;
  const end = pool.start[home + 1]!;
  let count = from;
  for (let j = pool.start[home]!; j < end; j++) {
    const r = rank[j]!;
    const x = pi[j]!;
    const v = revenue[j]!;
    if (a1 * r + b1 * x + c1 * v > d1 || a2 * r + b2 * x + c2 * v > d2) places[count++] = j;
  }
  return count;
}

function listOfMany(
  pool: Pool,
  home: number,
  options: readonly Option[],
  places: Uint32Array,
  from: number,
): number {
  const { rank, pi, revenue } = pool;
  const end = pool.start[home + 1]!;
  let count = from;
  for (let j = pool.start[home]!; j < end; j++) {
    for (const option of options) {
      if (option.rank * rank[j]! + option.pi * pi[j]! + option.revenue * revenue[j]! > option.price) {
        places[count++] = j;
        break;
      }
    }
  }
  return count;
}
