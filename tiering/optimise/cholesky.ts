/**
 * Solves A·x = b for a symmetric positive definite matrix (row-major, shape [n, n]) in place: `a` becomes
 * its Cholesky factor and `b` the solution. A pivot that vanishes leaves its unknown at 0. O(n³).
 */
export function solveCholesky(a: Float64Array, b: Float64Array): void {
  const n = b.length;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= a[i * n + k]! * a[j * n + k]!;
      if (i === j) a[i * n + i] = sum > 0 ? Math.sqrt(sum) : 0;
      else a[i * n + j] = a[j * n + j]! > 0 ? sum / a[j * n + j]! : 0;
    }
  }
  for (let i = 0; i < n; i++) {
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= a[i * n + k]! * b[k]!;
    b[i] = a[i * n + i]! > 0 ? sum / a[i * n + i]! : 0;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i]!;
    for (let k = i + 1; k < n; k++) sum -= a[k * n + i]! * b[k]!;
    b[i] = a[i * n + i]! > 0 ? sum / a[i * n + i]! : 0;
  }
}
