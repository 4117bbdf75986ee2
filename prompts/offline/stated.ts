import { SIGNALS, type Signal } from "../../tiering/index.ts";
import type { Item } from "./items.ts";
import { marked, type Segment } from "./segments.ts";

/** A stated number (or "the rest") with the signals it is about. */
export interface Stated {
  /** Null for "the rest" without a number. */
  readonly value: number | null;
  /** True for a per cent or a fraction: it is a share already. */
  readonly share: boolean;
  /** The number is for each of its signals, not for all of them together. */
  each: boolean;
  /** "the other three get 0.1 each": the number is for what is not named. */
  readonly forOthers: boolean;
  signals: Signal[];
}

/**
 * The numbers of a message with their signals, or null where they cannot be told apart.
 * @param zero signals that are ruled out: a list of numbers is for the others.
 */
export function readStated(
  items: readonly Item[],
  segments: readonly Segment[],
  zero: ReadonlySet<Signal>,
): Stated[] | null {
  const stated = listed(items, zero) ?? pairedLocally(segments) ?? paired(items);
  const [only] = stated ?? [];
  // "set all weights to 2"
  if (only !== undefined && stated?.length === 1 && only.signals.length === 0)
    only.each ||= items.some((item) => item.marks.has("all"));
  return stated;
}

function state(item: Item | null, signals: Signal[], forOthers = false): Stated {
  const amount = item?.amount ?? null;
  return { value: amount?.value ?? null, share: amount?.kind === "share", each: false, forOthers, signals };
}

/** Numbers in a row, "40/30/20/10", "20, 30, 25 and 25": given to the signals in the order they are named. */
function listed(items: readonly Item[], zero: ReadonlySet<Signal>): Stated[] | null {
  const first = items.findIndex((item) => item.amount !== null);
  const values: Item[] = [];
  let at = first;
  for (; at < items.length; at++) {
    const item = items[at] as Item;
    if (item.amount !== null) values.push(item);
    else if (!(item.stop > 0 && item.text !== ".") && !/^(?:\/|&|and|to|vs|versus|v|\||x)$/u.test(item.text))
      break;
  }
  if (values.length < 2 || items.slice(at).some((item) => item.amount !== null)) return null;
  const named = [
    ...new Set(items.flatMap(({ signal }) => (signal === null || zero.has(signal) ? [] : [signal]))),
  ];
  if (named.length === 0) {
    if (values.length !== SIGNALS.length) return null;
    return SIGNALS.map((signal, index) => state(values[index] ?? null, [signal]));
  }
  const stated = named.slice(0, values.length).map((signal, index) => state(values[index] ?? null, [signal]));
  // "80/20 growth": the second number is for whatever is not named.
  if (values.length === named.length + 1) return [...stated, state(null, [])];
  return values.length <= named.length ? stated : null;
}

/** Each segment with one number and its own signals: no number can be mistaken for another's. */
function pairedLocally(segments: readonly Segment[]): Stated[] | null {
  const stated: Stated[] = [];
  for (const segment of segments) {
    const numbers = segment.items.filter((item) => item.amount !== null);
    if (numbers.length + (marked(segment, "rest") ? 1 : 0) !== 1 || marked(segment, "each")) return null;
    stated.push(state(numbers[0] ?? null, [...segment.signals]));
  }
  return stated.length > 0 ? stated : null;
}

/** Numbers and signals in the order they come: all numbers before theirs, or all behind. */
function paired(items: readonly Item[]): Stated[] | null {
  const entries = items.filter(
    (item) => item.signal !== null || isNumber(item) || item.marks.has("each") || item.stop === 2,
  );
  const numbersFirst = entries.findIndex(isNumber) < entries.findIndex((item) => item.signal !== null);
  const stated: Stated[] = [];
  let waiting: Signal[] = [];
  let filling: Stated | null = null;
  let eachNext = false;
  for (let at = 0; at < entries.length; at++) {
    const item = entries[at] as Item;
    const last = stated.at(-1);
    if (isNumber(item)) {
      const joined = joinedWithRest(entries, at);
      const next = state(joined?.amount ?? item, [], joined?.forOthers ?? false);
      if (joined !== null) at = joined.last;
      if (next.value === null && last?.value === null && last.signals.length === 0) continue;
      if (!numbersFirst && !next.forOthers) next.signals = waiting;
      next.each = eachNext;
      eachNext = false;
      waiting = [];
      stated.push(next);
    } else if (item.marks.has("each")) {
      if (last === undefined) eachNext = true;
      else last.each = true;
    } else if (item.signal !== null) {
      // A number that found nothing before it takes all that follows.
      if (last?.signals.length === 0 && !last.forOthers) filling = last;
      if (last !== undefined && !last.forOthers && (numbersFirst || filling === last))
        last.signals.push(item.signal);
      else waiting.push(item.signal);
    }
  }
  // "growth 60%, runway": what is named without a number gets what is left.
  if (waiting.length > 0) stated.push(state(null, waiting));
  return stated.length > 0 ? stated : null;
}

function isNumber(item: Item): boolean {
  return item.amount !== null || item.marks.has("rest");
}

/** "50 for the rest", "the other three get 0.1": a number and "the rest" that are one statement. */
function joinedWithRest(
  entries: readonly Item[],
  at: number,
): { amount: Item; forOthers: boolean; last: number } | null {
  const item = entries[at] as Item;
  const next = entries[at + 1];
  if (next === undefined) return null;
  if (item.marks.has("rest") && next.amount !== null) {
    // "the remaining 60% between runway and growth" names who gets it.
    return { amount: next, forOthers: entries[at + 2]?.signal == null, last: at + 1 };
  }
  const own = at > 0 && entries[at - 1]?.signal != null;
  if (item.amount !== null && next.marks.has("rest") && !own)
    return { amount: item, forOthers: true, last: at + 1 };
  return null;
}
