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
    const own = marked(segment, "more", "less", "too-much", "also", "favour", "from");
    if (own) step = stepOf(segment);
    let pending: Signal[] = [];
    for (const item of segment.items) {
      const next = directionOf(item, segment);
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
  for (const { direction, factor, signal, step } of changes) {
    if (polarity.zero.has(signal)) continue;
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

function directionOf(item: Item, segment: Segment): 1 | -1 | null {
  if (item.marks.has("too-much")) return -1;
  if (item.marks.has("from") && marked(segment, "wish", "more", "to", "favour")) return -1;
  if (item.marks.has("less")) return -1;
  if (item.marks.has("more") && !item.marks.has("wish")) return 1;
  if (item.marks.has("also")) return 1;
  return (item.marks.has("to") || item.marks.has("favour")) && marked(segment, "from") ? 1 : null;
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
  return marked(segment, "quadruple") ? 4 : null;
}
