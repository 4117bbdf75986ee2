import type { Matrix } from "../../segmentation/matrix.ts";
import { softmaxRow } from "../boosting/softmax.ts";

/** Where a dense layer's parameters lie: weights [inputs × outputs] from `start`, then biases, up to `end`. */
export interface LayerShape {
  readonly inputs: number;
  readonly outputs: number;
  readonly start: number;
  readonly end: number;
}

/** Layers between the given numbers of units. */
export function layerShapes(units: readonly number[]): LayerShape[] {
  let end = 0;
  return units.slice(1).map((outputs, at) => {
    const inputs = units[at];
    const start = end;
    end = start + (inputs + 1) * outputs;
    return { inputs, outputs, start, end };
  });
}

/** The rows of a mini-batch and what they cost. */
export interface Batch {
  readonly rows: Int32Array;
  /** Class of every row of the matrix; shape [n]. */
  readonly labels: Uint8Array;
  readonly l2: number;
  /** Weight of every row of the matrix; 1 without; shape [n]. */
  readonly weights?: Float64Array;
}

/** Runs rows through a network and losses back; keeps its buffers. */
export class NetworkPass {
  readonly #shapes: readonly LayerShape[];
  /** Values of the units of each layer, the input aside. */
  readonly #units: Float64Array[];
  /** Derivatives of the loss by the units' sums. */
  readonly #errors: Float64Array[];

  constructor(shapes: readonly LayerShape[]) {
    this.#shapes = shapes;
    this.#units = shapes.map(({ outputs }) => new Float64Array(outputs));
    this.#errors = shapes.map(({ outputs }) => new Float64Array(outputs));
  }

  /** Class probabilities of row i; the buffer is overwritten by the next call. */
  forward(parameters: Float64Array, x: Matrix, i: number): Float64Array {
    this.#shapes.forEach(({ inputs, outputs, start }, layer) => {
      const source = layer === 0 ? x.values : this.#units[layer - 1];
      const from = layer === 0 ? i * x.d : 0;
      const out = this.#units[layer];
      const biases = start + inputs * outputs;
      for (let o = 0; o < outputs; o++) out[o] = parameters[biases + o];
      for (let j = 0; j < inputs; j++) {
        const entry = source[from + j];
        if (entry === 0) continue;
        const weights = start + j * outputs;
        for (let o = 0; o < outputs; o++) out[o] += parameters[weights + o] * entry;
      }
      if (layer === this.#shapes.length - 1) softmaxRow(out.slice(), 0, out);
      else for (let o = 0; o < outputs; o++) if (out[o] < 0) out[o] = 0;
    });
    return this.#units[this.#units.length - 1];
  }

  /** Mean weighted log-loss of the batch plus l2/2 · Σ weights² over its rows; the gradient into `gradient`. */
  gradient(parameters: Float64Array, x: Matrix, batch: Batch, gradient: Float64Array): number {
    const { rows, labels, weights, l2 } = batch;
    gradient.fill(0);
    let loss = 0;
    const last = this.#shapes.length - 1;
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at];
      const weight = (weights?.[row] ?? 1) / rows.length;
      const p = this.forward(parameters, x, row);
      loss -= weight * Math.log(Math.max(p[labels[row]], Number.MIN_VALUE));
      const error = this.#errors[last];
      for (let c = 0; c < p.length; c++) error[c] = weight * (p[c] - (c === labels[row] ? 1 : 0));
      for (let layer = last; layer >= 0; layer--) this.#back(parameters, x, row, layer, gradient);
    }
    let squares = 0;
    for (const { inputs, outputs, start } of this.#shapes) {
      for (let k = start; k < start + inputs * outputs; k++) {
        squares += parameters[k] * parameters[k];
        gradient[k] += (l2 * parameters[k]) / rows.length;
      }
    }
    return loss + (l2 * squares) / (2 * rows.length);
  }

  /** Adds a layer's share of the gradient and hands its error down. */
  #back(parameters: Float64Array, x: Matrix, row: number, layer: number, gradient: Float64Array): void {
    const { inputs, outputs, start } = this.#shapes[layer];
    const error = this.#errors[layer];
    const source = layer === 0 ? x.values : this.#units[layer - 1];
    const from = layer === 0 ? row * x.d : 0;
    const biases = start + inputs * outputs;
    for (let o = 0; o < outputs; o++) gradient[biases + o] += error[o];
    for (let j = 0; j < inputs; j++) {
      const entry = source[from + j];
      const weights = start + j * outputs;
      let below = 0;
      for (let o = 0; o < outputs; o++) {
        gradient[weights + o] += error[o] * entry;
        below += error[o] * parameters[weights + o];
      }
      // A rectified unit at 0 hands nothing down.
      if (layer > 0) this.#errors[layer - 1][j] = entry > 0 ? below : 0;
    }
  }
}
