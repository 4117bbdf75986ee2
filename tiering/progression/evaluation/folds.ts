import { createRandom } from "../../segmentation/random.ts";

/**
 * Deals the rows out to folds 0 … folds − 1, each class evenly; a function of seed and labels alone.
 * Shape [n] in and out; O(n).
 */
export function stratifiedFolds(
  labels: Uint8Array,
  { classes, folds, seed }: { readonly classes: number; readonly folds: number; readonly seed: number },
): Uint8Array {
  const random = createRandom(seed);
  const out = new Uint8Array(labels.length);
  const members: number[][] = Array.from({ length: classes }, () => []);
  for (let i = 0; i < labels.length; i++) members[labels[i]].push(i);
  // Going on where the last class ended keeps the folds even in total.
  let dealt = 0;
  for (const rows of members) {
    for (let i = rows.length - 1; i > 0; i--) {
      const j = random.below(i + 1);
      [rows[i], rows[j]] = [rows[j], rows[i]];
    }
    for (const row of rows) out[row] = dealt++ % folds;
  }
  return out;
}
