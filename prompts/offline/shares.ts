import { SIGNALS, type Signal, type Weights } from "../../tiering/index.ts";
import type { Item } from "./items.ts";
import { others, type Polarity } from "./polarity.ts";
import type { Segment } from "./segments.ts";
import { readStated, type Stated } from "./stated.ts";

/** Weights as read, before they are scaled to 1. */
export type RawWeights = Record<Signal, number>;

/**
 * Weights that a message states as numbers: "60% growth and 40% runway", "80/20 growth to runway",
 * "half on growth, the rest split evenly", "a third each". Null where it states none.
 * @param base in whose proportions unnamed signals share what is left.
 */
export function readShares(
  items: readonly Item[],
  segments: readonly Segment[],
  polarity: Polarity,
  base: Weights,
): RawWeights | null {
  const numbered = items.filter((item) => item.amount !== null);
  if (numbered.length === 0) return readEven(items, segments, polarity);
  const stated = readStated(items, segments, polarity.zero);
  if (stated === null) return null;
  const values = scale(stated);
  if (values === null) return null;
  return compose(stated, values, items, polarity, base);
}

/** "all four equally", "split it between growth and runway"; "the rest equally" is another matter. */
function readEven(
  items: readonly Item[],
  segments: readonly Segment[],
  polarity: Polarity,
): RawWeights | null {
  const evens = items.filter((item) => item.marks.has("even"));
  const each = items.some((item) => item.marks.has("all") || item.marks.has("each"));
  // "the same settings" speaks of the plan in force; "the same for all" of equal weights.
  const even = evens.some((item) => each || !item.text.endsWith("same"));
  if (!even || items.some((item) => item.marks.has("rest"))) return null;
  const weights: RawWeights = { runway: 0, growth: 0, geo: 0, category: 0 };
  const named = segments.flatMap((segment) => segment.signals).filter((signal) => !polarity.zero.has(signal));
  const allOfThem = named.length === 0 || items.some((item) => item.marks.has("all"));
  if (!allOfThem && new Set(named).size === 1) return null;
  // A message that asks for the same again is not about equal weights.
  if (
    named.length === 0 &&
    items.some((item) => item.marks.has("even") && item.marks.has("same")) &&
    !items.some((item) => item.marks.has("all"))
  )
    return null;
  for (const signal of allOfThem ? others(polarity.zero) : named) weights[signal] = 1;
  return weights;
}

/** The stated values as shares of 1, or null where they make no sense; relative parts come out as they are. */
function scale(stated: readonly Stated[]): (number | null)[] | null {
  const plain = stated.filter(({ value, share }) => value !== null && !share);
  const shares = stated.some(({ share }) => share);
  const sum = plain.reduce((total, { value }) => total + (value ?? 0), 0);
  if (plain.some(({ value }) => (value ?? 0) > 1e6)) return null;
  const many = plain.length > 1 && !shares;
  const perCent =
    sum > 1.001 && (!many || (sum > 94.9 && sum < 105.1) || stated.some(({ value }) => value === null));
  return stated.map(({ value, share }) => (value === null || share || !perCent ? value : value / 100));
}

function compose(
  stated: readonly Stated[],
  values: readonly (number | null)[],
  items: readonly Item[],
  polarity: Polarity,
  base: Weights,
): RawWeights | null {
  const weights: RawWeights = { runway: 0, growth: 0, geo: 0, category: 0 };
  const named = new Set<Signal>();
  const unnamed = others(
    stated.flatMap(({ signals }) => signals),
    polarity.zero,
  );
  stated.forEach(({ each, forOthers, signals }, at) => {
    const value = values[at] ?? null;
    if (value === null) return;
    const targets = forOthers ? unnamed : signals.length === 0 ? (each ? [...SIGNALS] : []) : signals;
    for (const signal of targets) {
      named.add(signal);
      weights[signal] += each ? value : value / targets.length;
    }
  });
  if (named.size === 0) return null;
  const sum = SIGNALS.reduce((total, signal) => total + weights[signal], 0);
  if (!Number.isFinite(sum)) return null;
  const rest = stated.find(({ value }) => value === null);
  const left = 1 - sum;
  if (left > 0.005 && polarity.only.size === 0) {
    // What is named without a number gets what is left; where nothing is, all that is not named does.
    const asked = rest?.signals.filter((signal) => !named.has(signal) && !polarity.zero.has(signal)) ?? [];
    const wanted = asked.length > 0 ? asked : others(named, polarity.zero);
    const even = rest !== undefined && (asked.length > 0 || items.some((item) => item.marks.has("even")));
    const total = wanted.reduce((mass, signal) => mass + base[signal], 0);
    for (const signal of wanted) {
      weights[signal] += left * (even || total === 0 ? 1 / wanted.length : base[signal] / total);
    }
  }
  for (const signal of polarity.zero) weights[signal] = 0;
  return weights;
}
