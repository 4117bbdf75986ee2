import { signal } from "@preact/signals";
import { SIGNALS, type Signal, type Weights, weightPercents } from "../../tiering/index.ts";

/** Signals that the book that is open has nothing for, or that are the same for all of its accounts. */
export const idleSignals = signal<ReadonlySet<Signal>>(new Set());

/** The weights as they count on the book that is open: those of idle signals go to the others in proportion. */
export function countingWeights(weights: Weights): Weights {
  const idle = idleSignals.value;
  const left = SIGNALS.reduce((total, each) => total + (idle.has(each) ? 0 : weights[each]), 0);
  if (idle.size === 0 || left <= 0) return weights;
  const parts = SIGNALS.map((each) => [each, idle.has(each) ? 0 : weights[each] / left]);
  return Object.fromEntries(parts) as Weights;
}

/** Per cents to show, of what counts on this book; always 100 together. */
export function shownPercents(asked: Weights): Record<Signal, string> {
  return weightPercents(countingWeights(asked));
}
