import { SIGNALS, type Signal, type Weights } from "../../tiering/index.ts";
import type { Item } from "./items.ts";
import { others, type Polarity } from "./polarity.ts";
import type { RawWeights } from "./shares.ts";

/** "a counts `times` as much as b"; b null for "each of the others". */
interface Ratio {
  readonly a: Signal;
  readonly b: Signal | null;
  readonly times: number;
}

/** What the signals of a ratio have together where nothing else is said: what runway and growth have by default. */
const NAMED_MASS = 0.7;

/**
 * Weights that a message states as ratios: "growth twice as important as runway", "growth is as
 * important as geo". Null where it states none. Unnamed signals share the rest as `base` has them.
 */
export function readRatios(items: readonly Item[], polarity: Polarity, base: Weights): RawWeights | null {
  const ratios = findRatios(items);
  if (ratios.length === 0) return null;
  const parts = new Map<Signal, number>();
  for (const { a, b, times } of ratios) {
    if (b === null) {
      // Twice as important as everything else: twice each of the others.
      parts.set(a, times);
      for (const other of others([a], polarity.zero)) parts.set(other, 1);
    } else if (parts.has(a) && !parts.has(b)) parts.set(b, (parts.get(a) as number) / times);
    else if (parts.has(b)) parts.set(a, (parts.get(b) as number) * times);
    else parts.set(a, times).set(b, 1);
  }
  const named = [...parts.keys()];
  const total = named.reduce((sum, signal) => sum + (parts.get(signal) as number), 0);
  const unnamed = polarity.only.size > 0 ? [] : others(named, polarity.zero);
  const unnamedBase = unnamed.reduce((sum, signal) => sum + base[signal], 0);
  const mass = unnamedBase === 0 ? 1 : NAMED_MASS;
  const weights: RawWeights = { runway: 0, growth: 0, geo: 0, category: 0 };
  for (const signal of named) weights[signal] = (mass * (parts.get(signal) as number)) / total;
  for (const signal of unnamed)
    if (unnamedBase > 0) weights[signal] = ((1 - mass) * base[signal]) / unnamedBase;
  for (const signal of polarity.zero) weights[signal] = 0;
  return SIGNALS.some((signal) => weights[signal] > 0) ? weights : null;
}

function findRatios(items: readonly Item[]): Ratio[] {
  const ratios: Ratio[] = [];
  items.forEach((item, at) => {
    const times = timesAt(items, at);
    if (times === null) return;
    const after = items.slice(at + 1);
    const next = after.filter((later) => later.signal !== null).map((later) => later.signal as Signal);
    const end = after.findIndex((later) => later.stop === 2);
    const inSentence = after.slice(0, end < 0 ? undefined : end);
    const before = lastSignal(items, at);
    const stop = after.findIndex((later) => later.stop > 0);
    const inClause = after.slice(0, stop < 0 ? undefined : stop);
    const target = inClause.find((later) => later.signal !== null)?.signal ?? null;
    const toRest = inSentence.some((later) => later.marks.has("rest") || later.marks.has("all"));
    const compares =
      item.marks.has("as") ||
      inSentence.some((later) => later.text.startsWith("as") || /^(?:than|does|of|what)$/u.test(later.text));
    const elided = elidedAt(items, at, times);
    if (elided.length > 0) ratios.push(...elided);
    else if (before !== null && target !== null && before !== target)
      ratios.push({ a: before, b: target, times });
    else if (before !== null && target === null && toRest && compares)
      ratios.push({ a: before, b: null, times });
    // "twice as much weight on growth as on runway"
    else if (before === null && next.length >= 2 && next[0] !== next[1] && compares) {
      ratios.push({ a: next[0] as Signal, b: next[1] as Signal, times });
    }
  });
  return ratios;
}

/**
 * "growth and headroom equally, region half as much": a factor that does not say as what. The signals
 * named before it are meant, the last of them alone unless they are equal.
 */
function elidedAt(items: readonly Item[], at: number, times: number): Ratio[] {
  const next = items[at + 1];
  if (next?.text !== "as") return [];
  const stop = items.findIndex((item, index) => index > at && item.stop > 0);
  const behind = items.slice(at + 2, stop < 0 ? undefined : stop);
  if (behind.some((item) => item.text === "as" || item.text === "than" || item.marks.has("as"))) return [];
  const start = items.findLastIndex((item, index) => index < at && item.stop > 0) + 1;
  const inClause = (item: Item, index: number) => index >= start && item.signal !== null;
  let own = items.slice(0, at).findLastIndex(inClause);
  // "growth first, half as much for region"
  if (own < 0)
    own = items.findIndex((item, index) => index > at && behind.includes(item) && item.signal !== null);
  const a = items[own]?.signal ?? null;
  if (a === null) return [];
  const earlier = items.slice(0, Math.min(own, at));
  const named = [
    ...new Set(earlier.flatMap(({ signal }) => (signal === null || signal === a ? [] : [signal]))),
  ];
  const b = named.pop();
  if (b === undefined) return [];
  const equal = earlier.some((item) => item.marks.has("even")) ? named : [];
  return [{ a, b, times }, ...equal.map((other) => ({ a: other, b, times: 1 }))];
}

/** How much more "slightly more important than" and "much more important than" mean. */
const SLIGHTLY = 1.25;
const MUCH = 3;

/** The factor of "slightly more important than", "a much higher weight … than"; null where no size is said. */
function comparedTimes(items: readonly Item[], at: number): number | null {
  const item = items[at] as Item;
  let size = at;
  if (item.text === "than") {
    const from = items.findLastIndex((before, index) => index < at && before.stop > 0) + 1;
    size = items.findLastIndex(
      (before, index) =>
        index >= from && index < at && (before.marks.has("more") || before.marks.has("less")),
    );
  } else if (
    !/\b(?:more|less|higher|lower|greater|bigger|smaller|stronger|weaker|heavier)\b/u.test(item.text)
  )
    return null;
  const adverb = items[size - 1];
  const less = items[size]?.marks.has("less") === true || items[size]?.marks.has("under") === true;
  if (adverb === undefined) return null;
  const times = adverb.marks.has("slight") ? SLIGHTLY : adverb.marks.has("much") ? MUCH : null;
  return times === null || !less ? times : 1 / times;
}

/** The factor that stands at an item: "twice", "3 x", "half as", "as important as"; null for none. */
function timesAt(items: readonly Item[], at: number): number | null {
  const item = items[at] as Item;
  const before = items[at - 1];
  if (item.marks.has("times")) return before?.amount?.value ?? null;
  if (item.marks.has("twice")) return 2;
  if (item.marks.has("triple")) return 3;
  if (item.marks.has("quadruple")) return 4;
  const next = items[at + 1];
  if (item.amount?.kind === "share" && next !== undefined) {
    // "50% more important than", "20% less important than", "60% as important as".
    if (next.marks.has("over") && next.text.includes("more")) return 1 + item.amount.value;
    if (next.marks.has("under") && next.text.includes("less")) return Math.max(0.01, 1 - item.amount.value);
    if (next.marks.has("as")) return item.amount.value;
  }
  if (
    item.amount?.kind === "share" &&
    item.amount.value === 0.5 &&
    (next?.text === "as" || next?.marks.has("as"))
  )
    return 0.5;
  if (item.text === "than" || item.marks.has("over") || item.marks.has("under"))
    return comparedTimes(items, at);
  if (!item.marks.has("as")) return null;
  // "three times as important as" has its factor already.
  const told =
    before !== undefined &&
    (before.amount !== null ||
      ["times", "twice", "triple", "quadruple"].some((kind) => before.marks.has(kind as "times")));
  return told ? null : 1;
}

function lastSignal(items: readonly Item[], at: number): Signal | null {
  for (let before = at - 1; before >= 0; before--) {
    const item = items[before] as Item;
    if (item.stop === 2) return null;
    if (item.signal !== null) return item.signal;
  }
  return null;
}
