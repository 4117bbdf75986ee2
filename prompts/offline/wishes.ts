import { SIGNALS, type Signal, type Weights } from "../../tiering/index.ts";
import type { Item } from "./items.ts";
import { others, type Polarity } from "./polarity.ts";
import { marked, type Segment } from "./segments.ts";
import type { RawWeights } from "./shares.ts";

/** Points of a wish by its strength; the weights are the points' shares. */
const POINTS = { strong: 8, plain: 4, mild: 2, weak: 1.2, weakAlone: 2.2, faint: 0.5 } as const;

/** Marks that say how strong a wish is. */
const STRENGTHS = ["strong", "mild", "weak", "faint", "first", "second", "third", "last", "much"] as const;

/** Each further rank has half the points of the one before it. */
const RANK_FACTOR = 0.5;

/**
 * Weights of a wish in words. Rules: a wish for one signal makes it the largest; "heavily" and the like
 * double its points, "a bit" makes it small beside others; each further rank ("first … then …") halves
 * them; what is not named keeps a part of its weight in `base`; "only" leaves nothing else. Null where
 * nothing is wished.
 */
export function readWishes(
  segments: readonly Segment[],
  items: readonly Item[],
  polarity: Polarity,
  base: Weights,
): RawWeights | null {
  const points = new Map<Signal, number>();
  const faint = new Set<Signal>();
  const spared = new Set<Signal>();
  let sparing = false;
  let rank = 0;
  let inherited: Segment | null = null;
  let last = { least: 0, most: 0 };
  let demoted: number | null = null;
  segments.forEach((segment, at) => {
    const wanted = segment.signals.filter((signal) => !polarity.zero.has(signal));
    const outranked = readOver(segment);
    const tied = segment.tie === "and" && segments[at - 1]?.sentence === segment.sentence;
    sparing = marked(segment, "spare") || (sparing && tied && !hasStrength(segment));
    if (sparing) {
      for (const signal of wanted) spared.add(signal);
      return;
    }
    const strengthOf = hasStrength(segment)
      ? segment
      : (shared(segments[at + 1], segment) ?? (tied ? inherited : null) ?? segment);
    inherited = strengthOf;
    if (
      marked(segment, "faint", "last", "less") &&
      outranked === 0 &&
      comparedWithLast(segment, segments[at - 1]) === 0
    ) {
      for (const signal of wanted) faint.add(signal);
      return;
    }
    const given = rankOf(segment);
    if (given !== null) rank = given;
    else if (marked(segment, "next")) rank++;
    const compared = comparedWithLast(segment, segments[at - 1]);
    if (compared !== 0 && last.most > 0) {
      // "region matters, but less than growth"; "both are more important than geo".
      demoted = compared < 0 ? last.most / RANK_FACTOR : last.least * RANK_FACTOR;
    } else if (!tied) demoted = null;
    const own = demoted ?? strength(strengthOf) * RANK_FACTOR ** rank;
    if (outranked < 0) wanted.reverse();
    last = { least: own, most: own };
    wanted.forEach((signal, position) => {
      const behind = outranked !== 0 ? RANK_FACTOR ** position : isSetting(segment, signal) ? RANK_FACTOR : 1;
      points.set(signal, Math.max(points.get(signal) ?? 0, own * behind));
      last.least = Math.min(last.least, own * behind);
    });
  });
  if (points.size === 0 && faint.size === 0 && polarity.zero.size === 0 && polarity.only.size === 0)
    return null;
  for (const signal of points.keys()) spared.delete(signal);
  return keep(spared, compose(points, faint, items, polarity, base), base);
}

/** The weights with the spared signals ("… without hurting growth") at no less than their share in `base`. */
function keep(spared: ReadonlySet<Signal>, weights: RawWeights, base: Weights): RawWeights {
  const free = others(spared);
  const kept = [...spared].reduce((sum, signal) => sum + base[signal], 0);
  const mass = free.reduce((sum, signal) => sum + weights[signal], 0);
  if (kept === 0 || kept >= 1 || mass === 0) return weights;
  for (const signal of spared) weights[signal] = (base[signal] / (1 - kept)) * mass;
  return weights;
}

function compose(
  points: Map<Signal, number>,
  faint: ReadonlySet<Signal>,
  items: readonly Item[],
  polarity: Polarity,
  base: Weights,
): RawWeights {
  const weights: RawWeights = { runway: 0, growth: 0, geo: 0, category: 0 };
  const values = [...points.values()];
  const alone = points.size === 1 && (values[0] === POINTS.weak || values[0] === POINTS.mild);
  for (const [signal, value] of points) weights[signal] = alone ? POINTS.weakAlone : value;
  if (polarity.only.size > 0) {
    for (const signal of others(polarity.only)) weights[signal] = 0;
    for (const signal of polarity.only) if (weights[signal] === 0) weights[signal] = POINTS.plain;
    return weights;
  }
  const differ = values.some((value) => value !== values[0]);
  // Beside wishes of different strength the unnamed must stay below the least of them.
  const unit =
    points.size === 0 ? 1 : differ ? Math.min(1.5, ...values.map((value) => value * 2)) : POINTS.plain;
  const unnamed = others(points.keys(), faint, polarity.zero);
  const even = items.some((item) => item.marks.has("rest")) && items.some((item) => item.marks.has("even"));
  const mass = unnamed.reduce((sum, signal) => sum + base[signal], 0);
  for (const signal of unnamed) weights[signal] = unit * (even ? mass / unnamed.length : base[signal]);
  const least = Math.min(...SIGNALS.filter((signal) => weights[signal] > 0).map((signal) => weights[signal]));
  for (const signal of faint) {
    if (points.has(signal)) continue;
    weights[signal] = Math.min(base[signal] * unit * 0.4, Number.isFinite(least) ? least / 2 : 1);
  }
  for (const signal of polarity.zero) weights[signal] = 0;
  return weights;
}

/** "growth in EMEA", "growth in our sectors": what stands behind "in" is the setting of what stands before. */
function isSetting(segment: Segment, signal: Signal): boolean {
  const at = segment.items.findIndex((item) => item.signal === signal);
  const before = segment.items.slice(0, at);
  const named = before.findIndex((item) => item.signal !== null);
  return named >= 0 && before.slice(named).some((item) => /^(?:in|within|inside|across)$/u.test(item.text));
}

/** "region and vertical a little": the strength behind the last of a list is that of the whole list. */
function shared(next: Segment | undefined, segment: Segment): Segment | null {
  if (next === undefined || next.tie !== "and" || next.sentence !== segment.sentence || !hasStrength(next))
    return null;
  const first = next.items.findIndex((item) => item.signal !== null);
  const behind = next.items.slice(first + 1).some((item) => STRENGTHS.some((kind) => item.marks.has(kind)));
  return behind ? next : null;
}

/** A comparison with the segment before: 1 where that one outweighs this, −1 where this does, 0 for none. */
function comparedWithLast(segment: Segment, before: Segment | undefined): 1 | -1 | 0 {
  if (before === undefined || before.sentence !== segment.sentence) return 0;
  const first = segment.items.findIndex((item) => item.signal !== null);
  const word = segment.items
    .slice(0, first)
    .find((item) => item.marks.has("over") || item.marks.has("under"));
  if (word === undefined || /^(?:before|after|behind|above|below)$/u.test(word.text)) return 0;
  return word.marks.has("under") ? -1 : 1;
}

function hasStrength(segment: Segment): boolean {
  return marked(segment, ...STRENGTHS, "wish", "next");
}

function strength(segment: Segment): number {
  if (marked(segment, "weak") && !marked(segment, "strong")) return POINTS.weak;
  if (marked(segment, "strong")) return POINTS.strong;
  return marked(segment, "mild") ? POINTS.mild : POINTS.plain;
}

/** The rank that a segment states, from 0; null for none. */
function rankOf(segment: Segment): number | null {
  // "priority 2" holds a word for the first rank too: the lower one is meant.
  if (marked(segment, "third")) return 2;
  if (marked(segment, "second")) return 1;
  return marked(segment, "first") ? 0 : null;
}

/** Whether a word between the signals says that the former (1) or the latter (−1) outweighs the other; 0: neither. */
function readOver(segment: Segment): 1 | -1 | 0 {
  const first = segment.items.findIndex((item) => item.signal !== null);
  const compared = segment.items.some(
    (item) =>
      /^(?:prefer|rather|more|less|care|instead)/u.test(item.text) ||
      item.marks.has("more") ||
      item.marks.has("less"),
  );
  const between = segment.items.slice(first + 1).findIndex((item, at, rest) => {
    const compares =
      item.marks.has("over") || item.marks.has("under") || (compared && /^(?:to|than)$/u.test(item.text));
    return compares && rest.slice(at).some((later) => later.signal !== null);
  });
  if (between < 0) return 0;
  const word = segment.items[first + 1 + between] as Item;
  const less = segment.items.slice(0, first + 1 + between).some((item) => item.marks.has("less"));
  return word.marks.has("under") || (!word.marks.has("over") && less) ? -1 : 1;
}
