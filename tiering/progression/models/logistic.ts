import { checkpoint, type Hooks } from "../../hooks.ts";
import type { Matrix } from "../../segmentation/matrix.ts";
import { softmaxRow } from "../boosting/softmax.ts";
import { conjugateGradient, dot } from "./conjugate-gradient.ts";
import { LogisticLoss } from "./logistic-loss.ts";

/** Multinomial logistic regression: the margin of class c is `coefficients[c]` · (x, 1). */
export interface LogisticModel {
  readonly classes: number;
  /** Row-major, the intercept last; shape [classes × (d + 1)]. */
  readonly coefficients: Float64Array;
}

/** How the regression is fitted. */
export interface LogisticOptions {
  readonly classes: number;
  /** Penalty l2/2 · Σ coefficients² (intercepts free) beside the summed log-loss; 0 for maximum likelihood. */
  readonly l2: number;
  /** Weight of each row; 1 without; shape [n]. */
  readonly weights?: Float64Array;
  /** Most Newton steps. */
  readonly maxSteps?: number;
  /** Ends where no entry of the gradient per row is larger. */
  readonly tolerance?: number;
}

/** Slope of the least decrease that a step must bring (Armijo). */
const ARMIJO = 1e-4;

/**
 * Fits the regression by Newton's method, each step solved by conjugate gradients (the softmax's Hessian is
 * singular) that stop early while the gradient is large, with backtracking. O(steps · n · d² · classes²).
 * @throws {TieringError} `cancelled` where the hooks say so.
 */
export function fitLogistic(
  x: Matrix,
  labels: Uint8Array,
  { classes, l2, weights, maxSteps = 50, tolerance = 1e-6 }: LogisticOptions,
  hooks: Hooks = {},
): LogisticModel {
  let step = 0;
  const tick = () => checkpoint(hooks, "Logistic regression", step / maxSteps);
  const loss = new LogisticLoss(x, labels, { classes, l2, tick, ...(weights && { weights }) });
  let at = new Float64Array(classes * (x.d + 1));
  const gradient = new Float64Array(at.length);
  let value = loss.evaluate(at, gradient);
  for (; step < maxSteps; step++) {
    const size = largest(gradient);
    if (size <= tolerance) break;
    const direction = conjugateGradient(loss.hessian(), gradient, {
      // Superlinear convergence without exact early steps.
      tolerance: Math.min(0.1, Math.sqrt(size)),
      maxSteps: 1000,
    });
    const slope = dot(direction, gradient);
    const next = new Float64Array(at.length);
    const nextGradient = new Float64Array(at.length);
    let length = 1;
    let nextValue = Number.POSITIVE_INFINITY;
    for (; length > 1e-6; length /= 2) {
      for (let k = 0; k < at.length; k++) next[k] = at[k] - length * direction[k];
      nextValue = loss.evaluate(next, nextGradient);
      // Near the optimum the value no longer changes in its digits: there the gradient decides.
      if (nextValue <= value - ARMIJO * length * slope || largest(nextGradient) < size / 2) break;
    }
    if (length <= 1e-6) break;
    at = next;
    value = nextValue;
    gradient.set(nextGradient);
  }
  return { classes, coefficients: at };
}

/** Class probabilities of every row, row-major, shape [n × classes]. O(n · d · classes). */
export function predictLogistic({ classes, coefficients }: LogisticModel, x: Matrix): Float64Array {
  const { n, d, values } = x;
  const out = new Float64Array(n * classes);
  const row = new Float64Array(classes);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < classes; c++) {
      const first = c * (d + 1);
      let margin = coefficients[first + d];
      for (let j = 0; j < d; j++) margin += coefficients[first + j] * values[i * d + j];
      out[i * classes + c] = margin;
    }
    softmaxRow(out, i * classes, row);
    out.set(row, i * classes);
  }
  return out;
}

function largest(vector: Float64Array): number {
  let most = 0;
  for (let k = 0; k < vector.length; k++) most = Math.max(most, Math.abs(vector[k]));
  return most;
}
