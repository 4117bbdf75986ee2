import { SIGNALS, type Signal, type Weights } from "./plan.ts";

/** Weights in per cent: whole where they are whole, else with one decimal where it is needed; always 100 together. */
export function weightPercents(weights: Weights): Record<Signal, string> {
  const values = SIGNALS.map((signal) => weights[signal] * 100);
  const whole = values.every((value) => Math.abs(value - Math.round(value)) < 0.005);
  const scale = whole ? 1 : 10;
  const floors = values.map((value) => Math.floor(value * scale + 1e-6));
  let left = Math.round(100 * scale - floors.reduce((total, value) => total + value, 0));
  const byRemainder = values
    .map((value, at) => ({ at, remainder: value * scale - floors[at]! }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at);
  for (const { at } of byRemainder) {
    if (left <= 0) break;
    floors[at]! += 1;
    left--;
  }
  return Object.fromEntries(SIGNALS.map((signal, at) => [signal, String(floors[at]! / scale)])) as Record<
    Signal,
    string
  >;
}
