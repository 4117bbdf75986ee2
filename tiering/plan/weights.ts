import { TieringError } from "../errors.ts";
import { SIGNALS, type Signal, type Weights } from "./plan.ts";

/**
 * Checks that the weights are finite, not negative and not all zero, and scales them to sum to 1. Weights
 * that sum to 1 but for rounding stay bit for bit, so that a plan read back is the plan that ran.
 * @throws TieringError `invalid-weights`, with a pointer to the weight at fault
 */
export function normaliseWeights(weights: Weights): Weights {
  for (const signal of SIGNALS) {
    const weight = weights[signal];
    if (!Number.isFinite(weight) || weight < 0) {
      const message = `Weight ${signal} is ${weight}; expected a finite number of at least 0.`;
      throw new TieringError("invalid-weights", message, { pointer: `/weights/${signal}` });
    }
  }
  const { runway, growth, geo, category } = weights;
  const sum = runway + growth + geo + category;
  if (sum === 0) {
    const message = "The weights sum to 0; expected at least one that is positive.";
    throw new TieringError("invalid-weights", message, { pointer: "/weights" });
  }
  if (Math.abs(sum - 1) <= 1e-12) return { runway, growth, geo, category };
  // Huge or denormal weights are brought near 1 first, so that neither sum nor quotient is lost.
  const unit = sum > 1e-300 && sum < Number.POSITIVE_INFINITY ? 1 : Math.max(runway, growth, geo, category);
  const total = runway / unit + growth / unit + geo / unit + category / unit;
  const part = (weight: number) => weight / unit / total;
  return { runway: part(runway), growth: part(growth), geo: part(geo), category: part(category) };
}

/** Changed weights come in whole per cents, so that what is shown is what runs. */
const UNITS = 100;

/** Which weight is set to what, and which others stay. */
export interface WeightChange {
  readonly signal: Signal;
  /** New weight, 0 … 1; cut to what the locked ones leave. */
  readonly value: number;
  readonly locked?: ReadonlySet<Signal>;
}

/**
 * Sets one weight and rescales the others so that all four sum to 1: locked ones stay as they are,
 * free ones keep their proportions to each other (equal parts where all are 0).
 */
export function changeWeight(base: Weights, { signal, value, locked = new Set() }: WeightChange): Weights {
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

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
