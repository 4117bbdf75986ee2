import type { Matrix } from "../../segmentation/matrix.ts";
import { softmaxRow } from "../boosting/softmax.ts";
import type { Product } from "./conjugate-gradient.ts";

/** What the logistic loss is of: the number of classes, the L2 penalty, the rows' weights. */
export interface LogisticLossOptions {
  readonly classes: number;
  readonly l2: number;
  /** Weight of each row; 1 without; shape [n]. */
  readonly weights?: Float64Array;
  /** Called every few thousand rows. */
  readonly tick?: () => void;
}

/** Rows between two ticks. */
const TICK = 2048;

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
  readonly #tick: () => void;
  /** Probabilities at the point last evaluated; shape [n × classes]. */
  readonly #probabilities: Float64Array;

  constructor(x: Matrix, labels: Uint8Array, { classes, l2, weights, tick }: LogisticLossOptions) {
    this.#tick = tick ?? (() => {});
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
      if (i % TICK === 0) this.#tick();
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

  /**
   * The second derivative at the point last evaluated, as a product with vectors; O(n · k² · classes²) for
   * k entries a row that are not 0, then O((d · classes)²) a product.
   */
  hessian(): Product {
    const { n, d, values } = this.#x;
    const classes = this.#classes;
    const width = d + 1;
    const pairs = (classes * (classes + 1)) / 2;
    // Entries (a, b) with a <= b, all pairs of classes side by side.
    const sums = new Float64Array(width * width * pairs);
    const bends = new Float64Array(pairs);
    const places = new Int32Array(width);
    for (let i = 0; i < n; i++) {
      if (i % TICK === 0) this.#tick();
      this.#bends(i, bends);
      let filled = 0;
      for (let j = 0; j < d; j++) if (values[i * d + j] !== 0) places[filled++] = j;
      places[filled++] = d;
      for (let u = 0; u < filled; u++) {
        const first = places[u] === d ? 1 : values[i * d + places[u]];
        for (let v = u; v < filled; v++) {
          const product = first * (places[v] === d ? 1 : values[i * d + places[v]]);
          const slot = (places[u] * width + places[v]) * pairs;
          for (let q = 0; q < pairs; q++) sums[slot + q] += bends[q] * product;
        }
      }
    }
    return (vector, out) => {
      out.fill(0);
      for (let a = 0; a < width; a++) {
        for (let b = 0; b < width; b++) {
          let q = (Math.min(a, b) * width + Math.max(a, b)) * pairs;
          for (let c = 0; c < classes; c++) {
            for (let e = c; e < classes; e++, q++) {
              out[c * width + a] += sums[q] * vector[e * width + b];
              if (e !== c) out[e * width + a] += sums[q] * vector[c * width + b];
            }
          }
        }
      }
      this.#addPenalty(vector, out);
    };
  }

  /** Second derivatives of row i's loss by pairs of margins c <= e. */
  #bends(i: number, out: Float64Array): void {
    const classes = this.#classes;
    const weight = this.#weights[i] * this.#scale;
    let q = 0;
    for (let c = 0; c < classes; c++) {
      const p = this.#probabilities[i * classes + c];
      for (let e = c; e < classes; e++) {
        out[q++] = weight * ((e === c ? p : 0) - p * this.#probabilities[i * classes + e]);
      }
    }
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
