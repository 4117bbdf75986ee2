import { SIGNALS, type Signal, type Weights } from "../../tiering/index.ts";
import type { Item } from "./items.ts";
import { others, type Polarity } from "./polarity.ts";
import { marked, type Segment } from "./segments.ts";

/** Weights as read, before they are scaled to 1. */
export type RawWeights = Record<Signal, number>;

/** A stated number (or "the rest") with the signals it is about. */
interface Stated {
  /** Null for "the rest". */
  readonly value: number | null;
  readonly share: boolean;
  readonly each: boolean;
  signals: Signal[];
}

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
  const stated = listed(items) ?? pairedLocally(segments) ?? paired(items);
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
  const even = items.some((item) => item.marks.has("even"));
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

/** Numbers in a row, "40/30/20/10", "20, 30, 25 and 25": given to the signals in the order they are named. */
function listed(items: readonly Item[]): Stated[] | null {
  const first = items.findIndex((item) => item.amount !== null);
  const values: number[] = [];
  let share = false;
  let at = first;
  for (; at < items.length; at++) {
    const item = items[at] as Item;
    if (item.amount !== null) {
      values.push(item.amount.value);
      share ||= item.amount.kind === "share";
    } else if (
      !(item.stop > 0 && item.text !== ".") &&
      !/^(?:\/|&|and|to|vs|versus|v|\||x)$/u.test(item.text)
    )
      break;
  }
  if (values.length < 2 || items.slice(at).some((item) => item.amount !== null)) return null;
  const named = [...new Set(items.flatMap(({ signal }) => (signal === null ? [] : [signal])))];
  if (named.length === 0) {
    return values.length === SIGNALS.length
      ? SIGNALS.map((signal, index) => one(signal, values[index] as number, share))
      : null;
  }
  const stated = named
    .slice(0, values.length)
    .map((signal, index) => one(signal, values[index] as number, share));
  // "80/20 growth": the second number is for whatever is not named.
  if (values.length === named.length + 1)
    return [...stated, { value: null, share: false, each: false, signals: [] }];
  return values.length <= named.length ? stated : null;
}

function one(signal: Signal, value: number, share: boolean): Stated {
  return { value, share, each: false, signals: [signal] };
}

/** Each segment with one number and its own signals: no number can be mistaken for another's. */
function pairedLocally(segments: readonly Segment[]): Stated[] | null {
  const stated: Stated[] = [];
  for (const segment of segments) {
    const numbers = segment.items.filter((item) => item.amount !== null);
    const rest = marked(segment, "rest");
    if (numbers.length + (rest ? 1 : 0) !== 1 || marked(segment, "each")) return null;
    const amount = numbers[0]?.amount ?? null;
    stated.push({
      value: amount?.value ?? null,
      share: amount?.kind === "share",
      each: false,
      signals: [...segment.signals],
    });
  }
  return stated.length > 0 ? stated : null;
}

/** Numbers and signals in the order they come: all numbers before theirs, or all behind. */
function paired(items: readonly Item[]): Stated[] | null {
  const entries = items.filter(
    (item) =>
      item.signal !== null ||
      item.amount !== null ||
      item.marks.has("rest") ||
      item.marks.has("each") ||
      item.stop === 2,
  );
  const isNumber = (item: Item) => item.amount !== null || item.marks.has("rest");
  const numbersFirst = entries.findIndex(isNumber) < entries.findIndex((item) => item.signal !== null);
  const each = entries.some((item) => item.marks.has("each"));
  const stated: Stated[] = [];
  let waiting: Signal[] = [];
  let filling: Stated | null = null;
  for (const item of entries) {
    if (isNumber(item)) {
      const next: Stated = {
        value: item.amount?.value ?? null,
        share: item.amount?.kind === "share",
        each,
        signals: [],
      };
      const last = stated.at(-1);
      if (next.value === null && last?.value === null && last.signals.length === 0) continue;
      if (!numbersFirst) next.signals = waiting;
      waiting = [];
      stated.push(next);
    } else if (item.signal !== null) {
      const last = stated.at(-1);
      // A number that found nothing before it takes all that follows.
      if (last?.signals.length === 0) filling = last;
      if (last !== undefined && (numbersFirst || filling === last)) last.signals.push(item.signal);
      else waiting.push(item.signal);
    }
  }
  // "growth 60%, runway": what is named without a number gets what is left.
  if (waiting.length > 0) stated.push({ value: null, share: false, each: false, signals: waiting });
  return stated.length > 0 ? stated : null;
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
  stated.forEach(({ each, signals }, at) => {
    const value = values[at] ?? null;
    if (value === null) return;
    const targets = signals.length === 0 ? (each ? [...SIGNALS] : []) : signals;
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
    const wanted =
      rest !== undefined && rest.signals.length > 0 ? rest.signals : others(named, polarity.zero);
    const even =
      rest !== undefined && (rest.signals.length > 0 || items.some((item) => item.marks.has("even")));
    const total = wanted.reduce((mass, signal) => mass + base[signal], 0);
    for (const signal of wanted) {
      weights[signal] += left * (even || total === 0 ? 1 / wanted.length : base[signal] / total);
    }
  }
  for (const signal of polarity.zero) weights[signal] = 0;
  return weights;
}
