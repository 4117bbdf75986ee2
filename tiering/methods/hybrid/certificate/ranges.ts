import type { TierSums } from "../../../kpis.ts";
import type { Demand } from "../demand.ts";
import type { Pool } from "../pool.ts";
import type { Box } from "./box.ts";
import { extremes } from "./extremes.ts";

/**
 * The ranges that the tiers' sums can reach within the policy: each tier alone, with the accounts that
 * raise (or lower) its sum most, as many as budget and sizes let in and out. O(N + moves log moves).
 */
export function reachableBox(pool: Pool, baseline: TierSums, demand: Demand): Box {
  const pi = columnRange(pool, pool.pi, baseline.pi, demand);
  const revenue = columnRange(pool, pool.revenue, baseline.revenue, demand);
  return { piLow: pi.low, piHigh: pi.high, revenueLow: revenue.low, revenueHigh: revenue.high };
}

function columnRange(
  pool: Pool,
  values: Float64Array,
  sums: Float64Array,
  demand: Demand,
): { low: Float64Array; high: Float64Array } {
  const { tierCount: K, start } = pool;
  // Of `moves` accounts that move, a tier's exchange takes one in for one out, but for its net inflow.
  const most = Math.ceil(demand.moves / 2 + maxAbsolute(demand.inflow)) + 1;
  const found = Array.from({ length: K }, (_, k) => extremes(values, start[k]!, start[k + 1]!, most));
  const low = new Float64Array(K);
  const high = new Float64Array(K);
  for (let k = 0; k < K; k++) {
    const near = found.filter((_, home) => home !== k && pool.first[home]! <= k && k <= pool.last[home]!);
    const top = near.map((each) => each.top).reduce(mergeDescending, NONE);
    const bottom = near.map((each) => each.bottom.map((value) => -value)).reduce(mergeDescending, NONE);
    const own = found[k]!;
    const lowest = own.bottom.map((value) => -value);
    high[k] = sums[k]! + bestExchange(top, lowest, demand.inflow[k]!, demand.moves);
    low[k] = sums[k]! - bestExchange(bottom, own.top, demand.inflow[k]!, demand.moves);
  }
  return { low, high };
}

const NONE = new Float64Array(0);

function mergeDescending(a: Float64Array, b: Float64Array): Float64Array {
  const merged = new Float64Array(a.length + b.length);
  for (let i = 0, j = 0, at = 0; at < merged.length; at++) {
    merged[at] = j >= b.length || (i < a.length && a[i]! >= b[j]!) ? a[i++]! : b[j++]!;
  }
  return merged;
}

/** Best sum of entering values plus leaving (negated) ones, with `net` more in than out and at most `moves`. */
function bestExchange(into: Float64Array, out: Float64Array, net: number, moves: number): number {
  let sum = 0;
  let i = 0;
  let o = 0;
  for (; i < net && i < into.length; i++) sum += into[i]!;
  for (; o < -net && o < out.length; o++) sum += out[o]!;
  while (i + o + 2 <= moves && i < into.length && o < out.length && into[i]! + out[o]! > 0) {
    sum += into[i++]! + out[o++]!;
  }
  return sum;
}

function maxAbsolute(values: Float64Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}
