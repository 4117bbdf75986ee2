import { standardise } from "../standardise.ts";

/** A dense matrix, row-major: entry (i, j) is `values[i * d + j]`. */
export interface Matrix {
  /** Rows, one per account. */
  readonly n: number;
  /** Columns. */
  readonly d: number;
  /** Finite entries; shape [n × d]. */
  readonly values: Float64Array;
}

/**
 * Matrix of the z-scores of columns side by side, each of shape [n] (population standard deviation);
 * undefined entries (NaN) and columns without variance score 0, like the signals. O(n·d).
 */
export function standardisedMatrix(n: number, columns: readonly Float64Array[]): Matrix {
  return fromColumns(n, columns.map(standardise));
}

/** Matrix whose columns are the given ones side by side, each of shape [n]. O(n·d). */
export function fromColumns(n: number, columns: readonly Float64Array[]): Matrix {
  const d = columns.length;
  const values = new Float64Array(n * d);
  for (let j = 0; j < d; j++) {
    const column = columns[j];
    for (let i = 0; i < n; i++) values[i * d + j] = column[i];
  }
  return { n, d, values };
}
