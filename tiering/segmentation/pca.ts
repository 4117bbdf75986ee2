import { symmetricEigen } from "./eigen.ts";
import type { Matrix } from "./matrix.ts";

/** Principal components of a standardised matrix. */
export interface PrincipalComponents {
  /** Share of the variance of every component, descending; shape [d]; all 0 where nothing varies. */
  readonly explained: Float64Array;
  /** Row k is component k, a unit vector whose largest entry is positive; shape [d × d]. */
  readonly components: Float64Array;
  /** The rows in the kept components; n × kept. */
  readonly scores: Matrix;
}

/**
 * Principal components of a column-centred matrix, of which as few are kept as reach the variance share
 * (at least one). O(n·d² + d³).
 */
export function principalComponents(matrix: Matrix, varianceShare: number): PrincipalComponents {
  const { n, d, values } = matrix;
  const covariance = new Float64Array(d * d);
  for (let o = 0; o < values.length; o += d) {
    for (let i = 0; i < d; i++) {
      const x = values[o + i];
      for (let j = i; j < d; j++) covariance[i * d + j] += x * values[o + j];
    }
  }
  for (let i = 0; i < d; i++) {
    for (let j = i; j < d; j++) {
      covariance[i * d + j] /= Math.max(n, 1);
      covariance[j * d + i] = covariance[i * d + j];
    }
  }

  const { values: eigenvalues, vectors } = symmetricEigen(covariance, d);
  const variances = eigenvalues.map((value) => Math.max(value, 0));
  const total = variances.reduce((sum, value) => sum + value, 0);
  const explained = variances.map((value) => (total > 0 ? value / total : 0));

  // The 1e-12 keeps a share of 1 from asking for components that only rounding tells apart.
  let kept = Math.min(1, d);
  for (let sum = explained[0]; kept < d && explained[kept] > 0 && sum < varianceShare - 1e-12; kept++)
    sum += explained[kept];
  return { explained, components: vectors, scores: project(matrix, vectors, kept) };
}

function project({ n, d, values }: Matrix, vectors: Float64Array, kept: number): Matrix {
  const scores = new Float64Array(n * kept);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < kept; k++) {
      let sum = 0;
      for (let j = 0; j < d; j++) sum += values[i * d + j] * vectors[k * d + j];
      scores[i * kept + k] = sum;
    }
  }
  return { n, d: kept, values: scores };
}
