import type { TierSums } from "../../kpis.ts";
import type { Groups } from "../candidates.ts";
import type { Box } from "../certificate/box.ts";
import type { Constraints } from "../constraints.ts";
import type { AccountSource, ValueBin } from "./account-source.ts";

/** So many accounts of at most such a worth. */
interface Lot {
  readonly count: number;
  readonly worth: number;
}

/**
 * The ranges that the tiers' sums can reach within the policy, from bins of values: every account counts as
 * the largest (or smallest) of its bin, so that the ranges hold. Two scans.
 */
export async function boxOfValues(
  source: AccountSource,
  baseline: TierSums,
  constraints: Constraints,
): Promise<Box> {
  const pi = rangesOf(source, await source.values("pi"), baseline.pi, constraints);
  const revenue = rangesOf(source, await source.values("revenue"), baseline.revenue, constraints);
  return { piLow: pi.low, piHigh: pi.high, revenueLow: revenue.low, revenueHigh: revenue.high };
}

function rangesOf(
  { groups, tierCount }: { readonly groups: Groups; readonly tierCount: number },
  bins: readonly ValueBin[],
  sums: Float64Array,
  { inflow, moves }: Constraints,
): { low: Float64Array; high: Float64Array } {
  const low = new Float64Array(tierCount);
  const high = new Float64Array(tierCount);
  const { home, first, last } = groups;
  for (let k = 0; k < tierCount; k++) {
    const near = bins.filter(({ group: g }) => home[g] !== k && first[g]! <= k && k <= last[g]!);
    const own = bins.filter(({ group: g }) => home[g] === k && first[g]! < last[g]!);
    high[k] = sums[k]! + bestExchange(upper(near), lower(own), inflow[k]!, moves);
    low[k] = sums[k]! - bestExchange(lower(near), upper(own), inflow[k]!, moves);
  }
  return { low, high };
}

/** The largest values first. */
function upper(bins: readonly ValueBin[]): Lot[] {
  return bins.map(({ count, high }) => ({ count, worth: high })).sort((a, b) => b.worth - a.worth);
}

/** The smallest values first, negated. */
function lower(bins: readonly ValueBin[]): Lot[] {
  return bins.map(({ count, low }) => ({ count, worth: -low })).sort((a, b) => b.worth - a.worth);
}

/** A walk down lots, some accounts at a time. */
class Walk {
  readonly #lots: readonly Lot[];
  #at = 0;
  #used = 0;

  constructor(lots: readonly Lot[]) {
    this.#lots = lots;
  }

  /** Accounts left in the lot that is next. */
  get left(): number {
    const lot = this.#lots[this.#at];
    return lot === undefined ? 0 : lot.count - this.#used;
  }

  get worth(): number {
    return this.#lots[this.#at]?.worth ?? 0;
  }

  take(count: number): number {
    const worth = count * this.worth;
    this.#used += count;
    if (this.left === 0) {
      this.#at++;
      this.#used = 0;
    }
    return worth;
  }
}

/** Best sum of entering plus leaving (negated) accounts, with `net` more in than out and at most `moves`. */
function bestExchange(into: readonly Lot[], out: readonly Lot[], net: number, moves: number): number {
  const entering = new Walk(into);
  const leaving = new Walk(out);
  let sum = 0;
  let moved = 0;
  const takeAll = (walk: Walk, wanted: number) => {
    for (let open = wanted; open > 0 && walk.left > 0; ) {
      const count = Math.min(open, walk.left);
      sum += walk.take(count);
      open -= count;
      moved += count;
    }
  };
  takeAll(entering, Math.max(0, net));
  takeAll(leaving, Math.max(0, -net));
  for (;;) {
    const pairs = Math.min(entering.left, leaving.left, Math.floor((moves - moved) / 2));
    if (pairs <= 0 || entering.worth + leaving.worth <= 0) return sum;
    sum += entering.take(pairs) + leaving.take(pairs);
    moved += 2 * pairs;
  }
}
