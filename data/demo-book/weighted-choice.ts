/** Index of the item that the uniform u in (0, 1) picks by inverse cdf, in list order. */
export type Choice = (u: number) => number;

/** A choice among items in proportion to their weights, which need not sum to 1. */
export function weightedChoice(weights: readonly number[]): Choice {
  const total = weights.reduce((sum, w) => sum + w, 0);
  let running = 0;
  const upTo = weights.map((w) => {
    running += w / total;
    return running;
  });
  const last = weights.length - 1;
  return (u) => {
    let k = 0;
    while (k < last && u >= upTo[k]!) k++;
    return k;
  };
}
