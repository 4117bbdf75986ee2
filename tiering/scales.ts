import { normalQuantile } from "./normal-quantile.ts";
import type { Scale } from "./plan/index.ts";
import { centredRanks, descendingOrder } from "./ranks.ts";
import { type Standardisation, standardisationOf } from "./standardise.ts";

/** One signal on the scale of a plan. */
export interface ScaledSignal {
  /** Score of each account: mean 0 and population variance 1; 0 where undefined, or where nothing varies; shape [n]. */
  readonly scores: Float64Array;
  /** The score that a value would have among these accounts; 0 for NaN. */
  scoreOf(value: number): number;
}

/** Share of the accounts whose values are cut at either end of a winsorised signal; one account at least. */
const CUT_SHARE = 0.01;

/**
 * Brings a signal of shape [n], NaN where undefined, to a scale: `zscore` standardises the values, `winsor`
 * the values cut at the 1st and 99th percentile, `rank` the normal scores of their average ranks, so that
 * no single account can make the spread. Differences below `rounding` count as none. O(n), `rank` with a
 * normal quantile for each account.
 */
export function scaleSignal(values: Float64Array, scale: Scale, rounding = 0): ScaledSignal {
  if (scale === "rank") return rankScaled(values, rounding);
  const by = linearScale(values, scale, rounding);
  return scaledBy(values, by, by === null ? Number : (value) => Math.min(by.high, Math.max(by.low, value)));
}

/** A scale as arithmetic: the value cut to `low` … `high`, less the mean, times the scale. */
export interface LinearScale extends Standardisation {
  readonly low: number;
  readonly high: number;
}

/** The arithmetic of the scales that have one (ranks have none); null where nothing varies. O(n). */
export function linearScale(
  values: Float64Array,
  scale: Exclude<Scale, "rank">,
  rounding = 0,
): LinearScale | null {
  if (scale === "zscore") {
    const by = standardisationOf(values, rounding);
    return by && { ...by, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  }
  const [low, high] = cuts(values);
  const clamped = values.map((value) => Math.min(high, Math.max(low, value)));
  const by = standardisationOf(clamped, rounding);
  return by && { ...by, low, high };
}

function scaledBy(
  values: Float64Array,
  by: Standardisation | null,
  transform: (value: number) => number,
): ScaledSignal {
  const scores = new Float64Array(values.length);
  if (by === null) return { scores, scoreOf: () => 0 };
  const { mean, scale } = by;
  const scoreOf = (value: number) => (Number.isNaN(value) ? 0 : (transform(value) - mean) * scale);
  for (let i = 0; i < scores.length; i++) scores[i] = scoreOf(values[i]!);
  return { scores, scoreOf };
}

/** The values at which a winsorised signal is cut. */
function cuts(values: Float64Array): readonly [number, number] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const cut = Math.max(1, Math.floor(CUT_SHARE * sorted.length));
  if (sorted.length <= 2 * cut) return [-Infinity, Infinity];
  return [sorted[cut]!, sorted[sorted.length - 1 - cut]!];
}

function rankScaled(values: Float64Array, rounding: number): ScaledSignal {
  const defined = values.filter((value) => !Number.isNaN(value));
  if (standardisationOf(defined, rounding) === null) return scaledBy(values, null, (value) => value);
  const order = descendingOrder(defined);
  const ranks = centredRanks(defined, order);
  const m = defined.length;
  // Distinct values in ascending order, and the normal score of each one's average rank.
  const ascending: number[] = [];
  const normal: number[] = [];
  for (let at = m - 1; at >= 0; at--) {
    const value = defined[order[at]!]!;
    if (value === ascending.at(-1)) continue;
    ascending.push(value);
    normal.push(normalQuantile((ranks[order[at]!]! + m / 2) / m));
  }
  const transform = (value: number) => interpolate(ascending, normal, value);
  return scaledBy(values, standardisationOf(defined.map(transform)), transform);
}

/** The value at `x` of the broken line through (`xs`, `ys`), level beyond its ends; `xs` ascends. O(log n). */
function interpolate(xs: readonly number[], ys: readonly number[], x: number): number {
  let low = 0;
  let high = xs.length - 1;
  if (x <= xs[low]!) return ys[low]!;
  if (x >= xs[high]!) return ys[high]!;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (xs[middle]! <= x) low = middle;
    else high = middle;
  }
  const part = (x - xs[low]!) / (xs[high]! - xs[low]!);
  return ys[low]! + part * (ys[high]! - ys[low]!);
}
