import { SIGNALS, type Signal, type Weights } from "../../tiering/index.ts";
import type { Item } from "./items.ts";
import type { Polarity } from "./polarity.ts";
import { marked, type Segment } from "./segments.ts";
import type { RawWeights } from "./shares.ts";

/** One wish for more or less of a signal. */
interface Change {
  readonly signal: Signal;
  readonly direction: 1 | -1;
  /** Absolute step of the weight, or a factor on it. */
  readonly step: number | null;
  readonly factor: number | null;
  /** Where the weight comes from, if that is said ("from geo to growth"); else from all others. */
  readonly source?: Signal;
}

const STEP = { slight: 0.05, plain: 0.1, much: 0.2 } as const;

/** Wishes for more or less of single signals, in the order they are made. */
export function readChanges(segments: readonly Segment[]): Change[] {
  const changes: Change[] = [];
  let direction: 1 | -1 | null = null;
  let step: number | null = null;
  segments.forEach((segment, at) => {
    const continues = segment.tie === "and" && segments[at - 1]?.sentence === segment.sentence;
    if (!continues) direction = null;
    const factor = factorOf(segment);
    if (factor !== null) {
      for (const signal of segment.signals)
        changes.push({ signal, direction: factor > 1 ? 1 : -1, step: null, factor });
      return;
    }
    const transfer = transferOf(segment);
    if (transfer !== null) {
      changes.push({ ...transfer, direction: 1, step: stepOf(segment), factor: null });
      return;
    }
    const own = marked(segment, "more", "less", "too-much", "also", "favour", "from");
    if (own) step = stepOf(segment);
    if (isTooMuch(segment)) direction = -1;
    let pending: Signal[] = [];
    for (const item of segment.items) {
      const next = item.text === "than" && direction !== null ? (direction > 0 ? -1 : 1) : directionOf(item);
      if (next !== null) {
        direction = next;
        // "growth up a bit": the word stands behind the signal.
        for (const signal of pending)
          changes.push({ signal, direction, step: step ?? STEP.plain, factor: null });
        pending = [];
      } else if (item.marks.has("favour") && direction !== null) direction = 1;
      else if (item.signal !== null) {
        if (direction === null) pending.push(item.signal);
        else changes.push({ signal: item.signal, direction, step: step ?? STEP.plain, factor: null });
      }
    }
  });
  return changes;
}

/**
 * The weights after the wishes for more or less: a step up or down for the named signal (never below
 * zero, nor to zero by a step), the others scaled to what is left.
 */
export function applyChanges(changes: readonly Change[], base: Weights, polarity: Polarity): RawWeights {
  const weights: RawWeights = { ...base };
  for (const signal of polarity.zero) weights[signal] = 0;
  rescale(weights, null);
  for (const { direction, factor, signal, source, step } of changes) {
    if (polarity.zero.has(signal)) continue;
    if (source !== undefined) {
      const moved = Math.min(step ?? STEP.plain, weights[source]);
      weights[source] -= moved;
      weights[signal] += moved;
      continue;
    }
    const old = weights[signal];
    const size = step ?? STEP.plain;
    const wanted =
      factor !== null ? old * factor : direction > 0 ? old + size : old - Math.min(size, old / 2);
    weights[signal] = Math.min(1, Math.max(0, wanted));
    rescale(weights, signal);
  }
  return weights;
}

/** Scales all weights but the fixed one so that the sum is 1; from nothing, evenly. */
function rescale(weights: RawWeights, fixed: Signal | null): void {
  const free = SIGNALS.filter((signal) => signal !== fixed);
  const mass = free.reduce((sum, signal) => sum + weights[signal], 0);
  const left = 1 - (fixed === null ? 0 : weights[fixed]);
  if (left <= 0) {
    for (const signal of free) weights[signal] = 0;
  } else {
    for (const signal of free)
      weights[signal] = mass > 0 ? (weights[signal] / mass) * left : left / free.length;
  }
}

/** "move 10 points from geo to growth": the two signals, or null. */
function transferOf(segment: Segment): { signal: Signal; source: Signal } | null {
  const from = segment.items.findIndex((item) => item.marks.has("from"));
  const to = segment.items.findIndex((item) => item.text === "to" || item.marks.has("favour"));
  if (from < 0 || to < 0) return null;
  const after = (at: number) => segment.items.slice(at).find((item) => item.signal !== null)?.signal ?? null;
  const source = after(from);
  const signal = after(to);
  return source === null || signal === null || source === signal ? null : { signal, source };
}

/** "too region-heavy", "too focused on growth": less of it. */
function isTooMuch(segment: Segment): boolean {
  const { items } = segment;
  return items.some((item, at) => {
    if (item.text !== "too") return false;
    const next = items[at + 1];
    return (
      next !== undefined &&
      (next.signal !== null ||
        /^(?:focus|focused|heav|reliant|driven|skewed|biased|tilted|dependent|keen|strong)/u.test(next.text))
    );
  });
}

function directionOf(item: Item): 1 | -1 | null {
  if (item.marks.has("too-much")) return -1;
  if (item.marks.has("less")) return -1;
  if (item.marks.has("more") && !item.marks.has("wish")) return 1;
  return item.marks.has("also") && item.text !== "too" ? 1 : null;
}

function stepOf(segment: Segment): number {
  const amount = segment.items.find((item) => item.amount?.kind === "share")?.amount;
  if (amount !== undefined && amount !== null) return amount.value;
  if (marked(segment, "slight")) return STEP.slight;
  return marked(segment, "much") ? STEP.much : STEP.plain;
}

/** "double geo" → 2, "halve growth" → 1/2, "triple" → 3; null for none. */
function factorOf(segment: Segment): number | null {
  if (marked(segment, "halve")) return 1 / 2;
  if (marked(segment, "twice")) return 2;
  if (marked(segment, "triple")) return 3;
  if (marked(segment, "quadruple")) return 4;
  const times = segment.items.findIndex((item) => item.marks.has("times"));
  return segment.items[times - 1]?.amount?.value ?? null;
}
