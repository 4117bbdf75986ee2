import { checkpoint, type Hooks } from "../../hooks.ts";
import { CHANGES, STAY } from "../panel/transition.ts";

/** What the probabilities of up and down are multiplied by before the largest of the three is taken. */
export interface Thresholds {
  readonly up: number;
  readonly down: number;
}

/** Takes the most probable class. */
export const NO_THRESHOLDS: Thresholds = { up: 1, down: 1 };

const CLASSES = CHANGES.length;

/** Multipliers tried, ½ … 32 in steps of 2^¼. */
const STEPS = Array.from({ length: 25 }, (_, k) => 2 ** (k / 4 - 1));

/** Class of each row by its probabilities, row-major [n × 3], under the thresholds; ties to stay. O(n). */
export function applyThresholds(probabilities: Float64Array, { up, down }: Thresholds): Uint8Array {
  const out = new Uint8Array(probabilities.length / CLASSES);
  for (let i = 0; i < out.length; i++) {
    out[i] = choose(probabilities[3 * i] * up, probabilities[3 * i + STAY], probabilities[3 * i + 2] * down);
  }
  return out;
}

function choose(up: number, stay: number, down: number): number {
  if (up > stay) return down > up ? 2 : 0;
  return down > stay ? 2 : STAY;
}

/**
 * The multipliers with the largest macro-F1 on rows that the model has not learned from; the smallest of
 * equals. Classes that do not occur are left out of the mean. O(n · 25²).
 */
export function tuneThresholds(
  probabilities: Float64Array,
  labels: Uint8Array,
  hooks: Hooks = {},
): Thresholds {
  const n = labels.length;
  const support = [0, 0, 0];
  for (let i = 0; i < n; i++) support[labels[i]]++;
  const occurring = support.filter((count) => count > 0).length;
  let best = NO_THRESHOLDS;
  let bestF1 = -1;
  for (const up of support[0] > 0 ? STEPS : [1]) {
    checkpoint(hooks, "Tuning thresholds", STEPS.indexOf(up) / STEPS.length);
    for (const down of support[2] > 0 ? STEPS : [1]) {
      const said = [0, 0, 0];
      const right = [0, 0, 0];
      for (let i = 0; i < n; i++) {
        const c = choose(
          probabilities[3 * i] * up,
          probabilities[3 * i + STAY],
          probabilities[3 * i + 2] * down,
        );
        said[c]++;
        if (c === labels[i]) right[c]++;
      }
      let f1 = 0;
      for (let c = 0; c < CLASSES; c++) {
        if (support[c] > 0) f1 += (2 * right[c]) / (said[c] + support[c]) / occurring;
      }
      if (f1 <= bestF1 + 1e-12) continue;
      bestF1 = f1;
      best = { up, down };
    }
  }
  return best;
}
