/** Eigenvalues in descending order with their unit eigenvectors. */
export interface Eigen {
  /** Shape [d]. */
  readonly values: Float64Array;
  /** Row k is the eigenvector of `values[k]`, its largest entry positive; shape [d × d]. */
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations, accurate to a few ulps
 * of the largest eigenvalue. Shape [d × d], trusted to be finite and symmetric. O(d³) a sweep, 6–10 sweeps.
 */
export function symmetricEigen(matrix: Float64Array, d: number): Eigen {
  const a = matrix.slice();
  const v = new Float64Array(d * d);
  for (let i = 0; i < d; i++) v[i * d + i] = 1;
  let norm = 0;
  for (const entry of a) norm += entry * entry;

  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < d; p++) for (let q = p + 1; q < d; q++) off += a[p * d + q] ** 2;
    if (off <= norm * 1e-32) break;
    for (let p = 0; p < d; p++) for (let q = p + 1; q < d; q++) rotate(a, v, d, p, q);
  }
  return sorted(a, v, d);
}

/** One rotation in the plane (p, q) that makes a[p, q] zero; the rows of `v` follow. */
function rotate(a: Float64Array, v: Float64Array, d: number, p: number, q: number): void {
  const apq = a[p * d + q];
  if (apq === 0) return;
  const theta = (a[q * d + q] - a[p * d + p]) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < d; k++) {
    const x = a[k * d + p];
    const y = a[k * d + q];
    a[k * d + p] = c * x - s * y;
    a[k * d + q] = s * x + c * y;
  }
  for (let k = 0; k < d; k++) {
    const x = a[p * d + k];
    const y = a[q * d + k];
    a[p * d + k] = c * x - s * y;
    a[q * d + k] = s * x + c * y;
    const vx = v[p * d + k];
    const vy = v[q * d + k];
    v[p * d + k] = c * vx - s * vy;
    v[q * d + k] = s * vx + c * vy;
  }
}

/** Descending order; the sign that makes each vector's largest entry positive. */
function sorted(a: Float64Array, v: Float64Array, d: number): Eigen {
  const order = Array.from({ length: d }, (_, k) => k).sort((x, y) => a[y * d + y] - a[x * d + x] || x - y);
  const values = Float64Array.from(order, (k) => a[k * d + k]);
  const vectors = new Float64Array(d * d);
  order.forEach((from, to) => {
    let largest = 0;
    for (let k = 1; k < d; k++) {
      if (Math.abs(v[from * d + k]) > Math.abs(v[from * d + largest])) largest = k;
    }
    const sign = v[from * d + largest] < 0 ? -1 : 1;
    for (let k = 0; k < d; k++) vectors[to * d + k] = sign * v[from * d + k];
  });
  return { values, vectors };
}
