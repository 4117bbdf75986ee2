import { signal } from "@preact/signals";
import { SIGNALS, type Signal, type Weights } from "../../tiering/index.ts";

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

/** Per cents to show, of what counts on this book: whole where they are whole, else with one decimal where it is needed; always 100 together. */
export function shownPercents(asked: Weights): Record<Signal, string> {
  const weights = countingWeights(asked);
  const values = SIGNALS.map((signal) => weights[signal] * 100);
  const whole = values.every((value) => Math.abs(value - Math.round(value)) < 0.005);
  const scale = whole ? 1 : 10;
  const floors = values.map((value) => Math.floor(value * scale + 1e-6));
  let left = Math.round(100 * scale - sum(floors));
  const byRemainder = values
    .map((value, at) => ({ at, remainder: value * scale - floors[at]! }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at);
  for (const { at } of byRemainder) {
    if (left <= 0) break;
    floors[at]! += 1;
    left--;
  }
  const [runway, growth, geo, category] = floors.map((units) => String(units / scale)) as [
    string,
    string,
    string,
    string,
  ];
  return { runway, growth, geo, category };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
