import { createRandom } from "../../segmentation/random.ts";

/** What is done about rare classes: nothing, weights, or drawing their rows again. */
export type ClassBalance = "plain" | "weighted" | "oversampled";

/**
 * Weight of each row: `weighted` gives every class the same total (n / (classes · size)); `oversampled`
 * draws rows of each class at random, with replacement, until it is as large as the largest one, and a
 * row weighs as often as it stands there. Shape [n]; O(n).
 */
export function balanceWeights(
  labels: Uint8Array,
  {
    classes,
    balance,
    seed,
  }: { readonly classes: number; readonly balance: ClassBalance; readonly seed: number },
): Float64Array {
  const weights = new Float64Array(labels.length).fill(1);
  if (balance === "plain") return weights;
  const members: number[][] = Array.from({ length: classes }, () => []);
  for (let i = 0; i < labels.length; i++) members[labels[i]].push(i);
  if (balance === "weighted") {
    const occurring = members.filter((rows) => rows.length > 0).length;
    return weights.map((_, i) => labels.length / (occurring * members[labels[i]].length));
  }
  const random = createRandom(seed);
  const most = Math.max(...members.map((rows) => rows.length));
  for (const rows of members) {
    if (rows.length === 0) continue;
    for (let drawn = rows.length; drawn < most; drawn++) weights[rows[random.below(rows.length)]]++;
  }
  return weights;
}
