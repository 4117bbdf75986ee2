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
 * Z-scores each column (population standard deviation). An undefined entry (NaN) and a column without
 * variance become 0, like the signals. O(n·d).
 */
export function standardise(matrix: Matrix): Matrix {
  const { n, d, values } = matrix;
  const scaled = new Float64Array(n * d);
  for (let j = 0; j < d; j++) {
    let count = 0;
    let sum = 0;
    for (let o = j; o < values.length; o += d) {
      if (Number.isNaN(values[o])) continue;
      count++;
      sum += values[o];
    }
    const mean = sum / count;
    let squares = 0;
    let largest = 0;
    for (let o = j; o < values.length; o += d) {
      if (Number.isNaN(values[o])) continue;
      squares += (values[o] - mean) ** 2;
      largest = Math.max(largest, Math.abs(values[o]));
    }
    const deviation = Math.sqrt(squares / count);
    // A constant column leaves only the rounding of its mean, a few ulps of its largest entry.
    if (!(deviation > largest * 1e-14)) continue;
    for (let o = j; o < values.length; o += d) {
      if (!Number.isNaN(values[o])) scaled[o] = (values[o] - mean) / deviation;
    }
  }
  return { n, d, values: scaled };
}

/** Matrix whose columns are the given ones side by side; each column of shape [n]. */
export function fromColumns(n: number, columns: readonly Float64Array[]): Matrix {
  const d = columns.length;
  const values = new Float64Array(n * d);
  for (let j = 0; j < d; j++) {
    const column = columns[j];
    for (let i = 0; i < n; i++) values[i * d + j] = column[i];
  }
  return { n, d, values };
}
