import { descendingOrder } from "../../ranks.ts";

/** How well scores rank the rows of a class above the others; null where one of the sides is empty. */
export interface RankingQuality {
  /** Chance that a row of the class scores above another, ties half: the area under the ROC curve. */
  readonly auc: number | null;
  /** Average precision: the area under the precision–recall curve, step by step, tied scores together. */
  readonly prAuc: number | null;
}

/** Ranks by finite `scores` of shape [n]; `positive` is 1 for rows of the class. O(n). */
export function rankingQuality(scores: Float64Array, positive: Uint8Array): RankingQuality {
  const n = scores.length;
  const order = descendingOrder(scores);
  let hits = 0;
  let misses = 0;
  let concordant = 0;
  let precisions = 0;
  for (let start = 0; start < n; ) {
    let end = start;
    let tiedHits = 0;
    while (end < n && scores[order[end]] === scores[order[start]]) tiedHits += positive[order[end++]];
    const tiedMisses = end - start - tiedHits;
    // Hits so far stand above these misses, tied hits half.
    concordant += tiedMisses * (hits + tiedHits / 2);
    hits += tiedHits;
    misses += tiedMisses;
    precisions += tiedHits * (hits / end);
    start = end;
  }
  return {
    auc: hits > 0 && misses > 0 ? concordant / (hits * misses) : null,
    prAuc: hits > 0 ? precisions / hits : null,
  };
}
