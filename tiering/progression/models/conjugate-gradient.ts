/** Multiplies a symmetric positive semidefinite matrix with `v` into `out`. */
export type Product = (v: Float64Array, out: Float64Array) => void;

/** When the iteration ends. */
export interface ConjugateGradientOptions {
  /** Residual over right-hand side. */
  readonly tolerance: number;
  readonly maxSteps: number;
}

/** Solves A·x = b approximately by conjugate gradients from zero; in the range of a singular A. */
export function conjugateGradient(
  product: Product,
  b: Float64Array,
  { tolerance, maxSteps }: ConjugateGradientOptions,
): Float64Array {
  const x = new Float64Array(b.length);
  const residual = b.slice();
  const direction = b.slice();
  const image = new Float64Array(b.length);
  let squares = dot(residual, residual);
  const enough = squares * tolerance * tolerance;
  for (let step = 0; step < maxSteps && squares > enough; step++) {
    product(direction, image);
    const bend = dot(direction, image);
    // No curvature left in this direction: the rest of b lies outside the range.
    if (bend <= 1e-16 * dot(direction, direction)) break;
    const length = squares / bend;
    for (let k = 0; k < x.length; k++) {
      x[k] += length * direction[k];
      residual[k] -= length * image[k];
    }
    const next = dot(residual, residual);
    const turn = next / squares;
    for (let k = 0; k < x.length; k++) direction[k] = residual[k] + turn * direction[k];
    squares = next;
  }
  // A first direction without curvature still descends.
  return x.some((entry) => entry !== 0) ? x : b.slice();
}

/** Inner product of two vectors. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}
