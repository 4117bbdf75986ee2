/** What standardises a column: z = (value − mean) · scale. */
export interface Standardisation {
  readonly mean: number;
  /** One over the population standard deviation. */
  readonly scale: number;
}

/** Values that differ by less than this share of the largest differ by rounding. */
const ROUNDING = 2 ** -50;

/**
 * Mean and scale of a column of shape [n] over the rows where it is defined; null where it has no defined
 * row, or does not vary by more than its rounding or by more than `rounding`. O(n).
 */
export function standardisationOf(values: Float64Array, rounding = 0): Standardisation | null {
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
  if (count === 0 || high - low <= Math.max(rounding, ROUNDING * Math.max(Math.abs(low), Math.abs(high)))) {
    return null;
  }
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
