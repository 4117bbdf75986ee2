import { SIGNALS, type Signal, type Weights } from "../../tiering/index.ts";

/** Sliders move in whole per cents, so that what a slider shows is what runs. */
const UNITS = 100;

/**
 * Sets one weight and rescales the others so that all four sum to 1: locked ones stay as they are,
 * free ones keep their proportions to each other (equal parts where all are 0). The value is cut to
 * what the locked ones leave. `base` is the vector from before the gesture, so that a drag to the end
 * and back changes nothing.
 */
export function rebalance(
  base: Weights,
  signal: Signal,
  value: number,
  locked: ReadonlySet<Signal>,
): Weights {
  const free = SIGNALS.filter((other) => other !== signal && !locked.has(other));
  if (free.length === 0 || locked.has(signal)) return base;
  const kept = sum(SIGNALS.filter((other) => other !== signal && locked.has(other)).map((s) => base[s]));
  const room = Math.max(0, 1 - kept);
  const target = Math.min(room, Math.max(0, Math.round(value * UNITS) / UNITS));
  const shares = split(
    room - target,
    free.map((other) => base[other]),
  );
  const next = { ...base, [signal]: target };
  free.forEach((other, at) => {
    next[other] = shares[at]!;
  });
  return next;
}

/** The amount in parts that are proportional to `sizes`, each a whole number of units but for the largest. */
function split(amount: number, sizes: readonly number[]): number[] {
  const total = sum(sizes);
  const exact = sizes.map((size) => amount * (total > 0 ? size / total : 1 / sizes.length) || 0);
  const parts = exact.map((part) => Math.floor(part * UNITS + 1e-9) / UNITS);
  // What rounding left over goes to the largest part: that is where it shows least.
  const largest = exact.indexOf(Math.max(...exact));
  const left = amount - sum(parts.filter((_, at) => at !== largest));
  parts[largest] = Math.max(0, Number(left.toFixed(12)));
  return parts;
}

/** Per cents to show: whole where they are whole, else with one decimal where it is needed; always 100 together. */
export function shownPercents(weights: Weights): Record<Signal, string> {
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
