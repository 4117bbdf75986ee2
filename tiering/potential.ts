import type { Accounts } from "./accounts.ts";
import type { Signal, Weights } from "./plan/index.ts";
import { computeSignals } from "./signals.ts";

/** Standardised signals, each of shape [n]: mean 0 and population variance 1; 0 where undefined. */
export type ZScores = Readonly<Record<Signal, Float64Array>>;

/**
 * Computes the z-scores of the four signals. They depend on the book alone, so a caller that runs
 * many plans on one book makes them once and passes them on. O(N).
 */
export function computeZScores(accounts: Accounts): ZScores {
  const { values } = computeSignals(accounts);
  return {
    runway: standardise(values.runway),
    growth: standardise(values.growth),
    geo: standardise(values.geo),
    category: standardise(values.category),
  };
}

/** What standardises a column: z = (value − mean) · scale. */
export interface Standardisation {
  readonly mean: number;
  /** One over the population standard deviation. */
  readonly scale: number;
}

/**
 * Mean and scale of a column of shape [n] over the rows where it is defined; null where it does not vary
 * or has no defined row. O(n).
 */
export function standardisationOf(values: Float64Array): Standardisation | null {
  const n = values.length;
  let count = 0;
  let sum = 0;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    count++;
    sum += value;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (count === 0 || low === high) return null;
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) squares += (value - mean) * (value - mean);
  }
  const scale = 1 / Math.sqrt(squares / count);
  return Number.isFinite(scale) ? { mean, scale } : null;
}

/**
 * Standardises a column over the rows where it is defined, with the population standard deviation;
 * undefined rows and columns without variance score 0. Shape [n] in and out; O(n).
 */
export function standardise(values: Float64Array): Float64Array {
  const out = new Float64Array(values.length);
  const by = standardisationOf(values);
  if (by === null) return out;
  const { mean, scale } = by;
  for (let i = 0; i < out.length; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) out[i] = (value - mean) * scale;
  }
  return out;
}

/** Computes PI_acct, the weighted sum of the four z-scores; shape [n]; O(N). */
export function computePotential(z: ZScores, weights: Weights): Float64Array {
  const { runway, growth, geo, category } = z;
  const n = runway.length;
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    out[i] =
      weights.runway * runway[i]! +
      weights.growth * growth[i]! +
      weights.geo * geo[i]! +
      weights.category * category[i]!;
  }
  return out;
}
