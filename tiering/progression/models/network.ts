import { checkpoint, type Hooks } from "../../hooks.ts";
import type { Matrix } from "../../segmentation/matrix.ts";
import { createRandom } from "../../segmentation/random.ts";
import { type LayerShape, layerShapes, NetworkPass } from "./network-pass.ts";

/** A feed-forward network with rectified hidden layers and a softmax at the end. */
export interface NetworkModel {
  readonly shapes: readonly LayerShape[];
  /** All weights and biases, layer after layer. */
  readonly parameters: Float64Array;
}

/** How the network learns. */
export interface NetworkOptions {
  readonly classes: number;
  /** Units of the hidden layers, such as [10, 5]. */
  readonly hidden: readonly number[];
  readonly epochs: number;
  readonly seed: number;
  /** Weight of each row; 1 without; shape [n]. */
  readonly weights?: Float64Array;
}

/** Rows a step, step size, decays of the moments and L2 penalty: scikit-learn's defaults for this network. */
const BATCH = 200;
const RATE = 0.001;
const DECAY_1 = 0.9;
const DECAY_2 = 0.999;
const L2 = 1e-4;

/**
 * Fits the network by Adam over seeded mini-batches; O(epochs · n · parameters).
 * @throws {TieringError} `cancelled` where the hooks say so.
 */
export function fitNetwork(
  x: Matrix,
  labels: Uint8Array,
  { classes, hidden, epochs, seed, weights }: NetworkOptions,
  hooks: Hooks = {},
): NetworkModel {
  const random = createRandom(seed);
  const shapes = layerShapes([x.d, ...hidden, classes]);
  const last = shapes[shapes.length - 1];
  const parameters = new Float64Array(last.end);
  for (const { inputs, outputs, start } of shapes) {
    // Uniform by Glorot and Bengio (2010) for layers of this many inputs and outputs.
    const bound = Math.sqrt(6 / (inputs + outputs));
    for (let k = 0; k < inputs * outputs; k++) parameters[start + k] = (2 * random.uniform() - 1) * bound;
  }
  const pass = new NetworkPass(shapes);
  const gradient = new Float64Array(parameters.length);
  const first = new Float64Array(parameters.length);
  const second = new Float64Array(parameters.length);
  const order = Int32Array.from({ length: x.n }, (_, i) => i);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = x.n - 1; i > 0; i--) {
      const j = random.below(i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
    for (let from = 0; from < x.n; from += BATCH) {
      checkpoint(hooks, "Neural network", (epoch + from / x.n) / epochs);
      const rows = order.subarray(from, from + BATCH);
      pass.gradient(parameters, x, { rows, labels, l2: L2, ...(weights && { weights }) }, gradient);
      step++;
      const rate = (RATE * Math.sqrt(1 - DECAY_2 ** step)) / (1 - DECAY_1 ** step);
      for (let k = 0; k < parameters.length; k++) {
        first[k] = DECAY_1 * first[k] + (1 - DECAY_1) * gradient[k];
        second[k] = DECAY_2 * second[k] + (1 - DECAY_2) * gradient[k] * gradient[k];
        parameters[k] -= (rate * first[k]) / (Math.sqrt(second[k]) + 1e-8);
      }
    }
  }
  return { shapes, parameters };
}

/** Class probabilities of every row, row-major, shape [n × classes]. O(n · parameters). */
export function predictNetwork({ shapes, parameters }: NetworkModel, x: Matrix): Float64Array {
  const pass = new NetworkPass(shapes);
  const classes = shapes[shapes.length - 1].outputs;
  const out = new Float64Array(x.n * classes);
  for (let i = 0; i < x.n; i++) out.set(pass.forward(parameters, x, i), i * classes);
  return out;
}
