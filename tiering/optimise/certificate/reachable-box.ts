import type { TierSums } from "../../kpis.ts";
import type { Candidates } from "../candidates.ts";
import type { Constraints } from "../constraints.ts";
import type { Box } from "./box.ts";
import { type Extremes, extremes } from "./extremes.ts";

/**
 * The ranges that the tiers' sums can reach within the policy: each tier alone, with the accounts that
 * raise (or lower) its sum most, as many as budget and sizes let in and out. O(N + moves log moves).
 */
export function reachableBox(candidates: Candidates, baseline: TierSums, constraints: Constraints): Box {
  const pi = columnRange(candidates, candidates.pi, baseline.pi, constraints);
  const revenue = columnRange(candidates, candidates.revenue, baseline.revenue, constraints);
  return { piLow: pi.low, piHigh: pi.high, revenueLow: revenue.low, revenueHigh: revenue.high };
}

function columnRange(
  candidates: Candidates,
  values: Float64Array,
  sums: Float64Array,
  constraints: Constraints,
): { low: Float64Array; high: Float64Array } {
  const { tierCount: K, home, first, last, start } = candidates;
  // Of `moves` accounts that move, a tier's exchange takes one in for one out, but for its net inflow.
  const most = Math.ceil(constraints.moves / 2 + maxAbsolute(constraints.inflow)) + 1;
  const found = Array.from(home, (_, g) => extremes(values, start[g]!, start[g + 1]!, most));
  const low = new Float64Array(K);
  const high = new Float64Array(K);
  for (let k = 0; k < K; k++) {
    const near = found.filter((_, g) => home[g] !== k && first[g]! <= k && k <= last[g]!);
    const own = found.filter((_, g) => home[g] === k && first[g]! < last[g]!);
    const top = merged(near, false);
    const bottom = merged(near, true);
    const lowest = merged(own, true);
    high[k] = sums[k]! + bestExchange(top, lowest, constraints.inflow[k]!, constraints.moves);
    low[k] = sums[k]! - bestExchange(bottom, merged(own, false), constraints.inflow[k]!, constraints.moves);
  }
  return { low, high };
}

/** The largest values of several groups in descending order, or the smallest negated. */
function merged(groups: readonly Extremes[], smallest: boolean): Float64Array {
  return groups
    .map(({ top, bottom }) => (smallest ? bottom.map((value) => -value) : top))
    .reduce(mergeDescending, new Float64Array(0));
}

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
