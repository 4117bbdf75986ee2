import type { TextColumn } from "../../accounts.ts";

/** A number column for Gower's distance. */
export interface WeightedNumbers {
  /** Shape [n]; NaN counts as the column's mean. */
  readonly values: Float64Array;
  readonly weight: number;
}

/** Mixed columns made ready for Gower's distance; entries of row i stand together. */
export interface GowerTable {
  readonly n: number;
  /** Number columns, p. */
  readonly numberCount: number;
  /** Scaled so that distances are plain sums of |a − b|; shape [n × p]. */
  readonly numbers: Float64Array;
  /** Text columns, q. */
  readonly textCount: number;
  /** Codes; shape [n × q]. */
  readonly codes: Int32Array;
  /** What a text column that differs adds; the same for each. */
  readonly mismatch: number;
}

/**
 * Prepares Gower's distance (1971): the weighted mean over the columns of |a − b| / range for numbers and
 * 0 or 1 for text (weight 1; a blank is a value like any other). A column without range adds 0. Distances
 * lie in [0, 1]. O(n·(p + q)).
 */
export function gowerTable(
  n: number,
  numbers: readonly WeightedNumbers[],
  text: readonly TextColumn[],
): GowerTable {
  const total = numbers.reduce((sum, { weight }) => sum + weight, 0) + text.length;
  const p = numbers.length;
  const q = text.length;
  const scaled = new Float64Array(n * p);
  numbers.forEach(({ values, weight }, j) => {
    const { mean, range } = extent(values);
    if (!(range > 0)) return;
    const scale = weight / total / range;
    for (let i = 0; i < n; i++) scaled[i * p + j] = (Number.isNaN(values[i]) ? 0 : values[i] - mean) * scale;
  });
  const codes = new Int32Array(n * q);
  text.forEach((column, j) => {
    for (let i = 0; i < n; i++) codes[i * q + j] = column.codes[i];
  });
  return { n, numberCount: p, numbers: scaled, textCount: q, codes, mismatch: 1 / total };
}

function extent(values: Float64Array): { mean: number; range: number } {
  let low = Infinity;
  let high = -Infinity;
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
    sum += value;
    count++;
  }
  return { mean: sum / count, range: high - low };
}

/** Gower's distance between two rows, 0 … 1. O(p + q). */
export function gowerDistance(table: GowerTable, a: number, b: number): number {
  const { numbers, numberCount, codes, textCount } = table;
  let sum = 0;
  for (let j = 0, x = a * numberCount, y = b * numberCount; j < numberCount; j++) {
    sum += Math.abs(numbers[x + j] - numbers[y + j]);
  }
  let different = 0;
  for (let j = 0, x = a * textCount, y = b * textCount; j < textCount; j++) {
    if (codes[x + j] !== codes[y + j]) different++;
  }
  return sum + different * table.mismatch;
}
