import type { Matrix } from "../../segmentation/matrix.ts";
import { softmaxRow } from "../boosting/softmax.ts";

/** What the loss is of. */
export interface LogisticLossOptions {
  readonly classes: number;
  readonly l2: number;
  /** Weight of each row; 1 without; shape [n]. */
  readonly weights?: Float64Array;
}

/**
 * Mean weighted log-loss of a softmax regression plus its L2 penalty, both over Σ weights, with gradient
 * and curvature; coefficients are row-major [classes × (d + 1)], the intercept last and unpenalised.
 */
export class LogisticLoss {
  readonly #x: Matrix;
  readonly #labels: Uint8Array;
  readonly #classes: number;
  readonly #weights: Float64Array;
  /** One over the sum of the weights. */
  readonly #scale: number;
  readonly #penalty: number;
  /** Probabilities at the point last evaluated; shape [n × classes]. */
  readonly #probabilities: Float64Array;

  constructor(x: Matrix, labels: Uint8Array, { classes, l2, weights }: LogisticLossOptions) {
    this.#x = x;
    this.#labels = labels;
    this.#classes = classes;
    this.#weights = weights ?? new Float64Array(x.n).fill(1);
    this.#scale = 1 / this.#weights.reduce((sum, weight) => sum + weight, 0);
    this.#penalty = l2 * this.#scale;
    this.#probabilities = new Float64Array(x.n * classes);
  }

  /** Value at `at`, its gradient into `gradient`; O(n · d · classes). */
  evaluate(at: Float64Array, gradient: Float64Array): number {
    const { n, d, values } = this.#x;
    const classes = this.#classes;
    const margins = new Float64Array(classes);
    const p = new Float64Array(classes);
    gradient.fill(0);
    let loss = 0;
    for (let i = 0; i < n; i++) {
      this.#margins(at, i, margins);
      softmaxRow(margins, 0, p);
      this.#probabilities.set(p, i * classes);
      const label = this.#labels[i];
      const weight = this.#weights[i] * this.#scale;
      loss += weight * (logSumExp(margins) - margins[label]);
      for (let c = 0; c < classes; c++) p[c] = weight * (p[c] - (c === label ? 1 : 0));
      addOuter(gradient, p, values, i * d, d);
    }
    return loss + this.#addPenalty(at, gradient);
  }

  /** Second derivative at the point last evaluated times `v`, into `out`; O(n · d · classes). */
  curvature(v: Float64Array, out: Float64Array): void {
    const { n, d, values } = this.#x;
    const classes = this.#classes;
    const slopes = new Float64Array(classes);
    out.fill(0);
    for (let i = 0; i < n; i++) {
      this.#margins(v, i, slopes);
      let mean = 0;
      for (let c = 0; c < classes; c++) mean += this.#probabilities[i * classes + c] * slopes[c];
      const weight = this.#weights[i] * this.#scale;
      for (let c = 0; c < classes; c++) {
        slopes[c] = weight * this.#probabilities[i * classes + c] * (slopes[c] - mean);
      }
      addOuter(out, slopes, values, i * d, d);
    }
    this.#addPenalty(v, out);
  }

  #margins(at: Float64Array, i: number, out: Float64Array): void {
    const { d, values } = this.#x;
    const width = d + 1;
    for (let c = 0; c < out.length; c++) out[c] = at[c * width + d];
    for (let j = 0; j < d; j++) {
      const entry = values[i * d + j];
      // Most columns are categories and most of their entries 0.
      if (entry === 0) continue;
      for (let c = 0, k = j; c < out.length; c++, k += width) out[c] += at[k] * entry;
    }
  }

  /** Adds the penalty's gradient at `at`; returns its value. */
  #addPenalty(at: Float64Array, gradient: Float64Array): number {
    const width = this.#x.d + 1;
    let squares = 0;
    for (let k = 0; k < at.length; k++) {
      if (k % width === width - 1) continue;
      squares += at[k] * at[k];
      gradient[k] += this.#penalty * at[k];
    }
    return (this.#penalty * squares) / 2;
  }
}

/** Adds the outer product of `byClass` and the row (x, 1) to `out`. */
function addOuter(
  out: Float64Array,
  byClass: Float64Array,
  values: Float64Array,
  from: number,
  d: number,
): void {
  const width = d + 1;
  for (let j = 0; j < d; j++) {
    const entry = values[from + j];
    if (entry === 0) continue;
    for (let c = 0, k = j; c < byClass.length; c++, k += width) out[k] += byClass[c] * entry;
  }
  for (let c = 0; c < byClass.length; c++) out[c * width + d] += byClass[c];
}

function logSumExp(margins: Float64Array): number {
  let most = margins[0];
  for (let c = 1; c < margins.length; c++) if (margins[c] > most) most = margins[c];
  let sum = 0;
  for (let c = 0; c < margins.length; c++) sum += Math.exp(margins[c] - most);
  return most + Math.log(sum);
}
