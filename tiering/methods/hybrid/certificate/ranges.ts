import type { TierSums } from "../../../kpis.ts";
import type { Pool } from "../pool.ts";
import type { Demand } from "../settle.ts";
import type { Box } from "./box.ts";
import { largest } from "./extremes.ts";

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
  const high = mostGains(pool, values, demand);
  const low = mostGains(
    pool,
    values.map((value) => -value),
    demand,
  );
  return { low: sums.map((sum, k) => sum - low[k]!), high: sums.map((sum, k) => sum + high[k]!) };
}

/** The most that each tier's sum of the values can rise. */
function mostGains(pool: Pool, values: Float64Array, demand: Demand): Float64Array {
  const { tierCount: K, start } = pool;
  const gains = new Float64Array(K);
  const negated = values.map((value) => -value);
  const top: Float64Array[] = [];
  const bottom: Float64Array[] = [];
  for (let k = 0; k < K; k++) {
    // Of `moves` accounts that move, the exchange of a tier takes one in for one out, but for its net inflow.
    const most = Math.ceil((demand.moves + Math.abs(demand.inflow[k]!)) / 2) + 1;
    const widest = Math.ceil(demand.moves / 2 + maxAbsolute(demand.inflow)) + 1;
    top.push(largest(values, start[k]!, start[k + 1]!, widest));
    bottom.push(largest(negated, start[k]!, start[k + 1]!, most));
  }
  for (let k = 0; k < K; k++) {
    gains[k] = bestExchange(mergeReach(pool, top, k), bottom[k]!, demand.inflow[k]!, demand.moves);
  }
  return gains;
}

/** Values that could come into a tier, largest first. */
function mergeReach(pool: Pool, top: readonly Float64Array[], tier: number): Float64Array {
  const lists = top.filter(
    (_, home) => home !== tier && pool.first[home]! <= tier && tier <= pool.last[home]!,
  );
  const merged = new Float64Array(lists.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of lists) {
    merged.set(list, at);
    at += list.length;
  }
  return merged.sort().reverse();
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
