/** Ranks of the bins of a histogram whose values ascend from bin to bin. */
export interface BinRanks {
  /** Centred average rank of the accounts of each bin, shape [bins]. */
  readonly rank: Float64Array;
  /** Sum of squares of the accounts' ranks. */
  readonly squares: number;
  /**
   * Most that Σ |exact rank − rank| can be, where the accounts of a bin do not tie; 0 where every bin is one
   * value.
   */
  readonly slack: number;
  /** Most that the squares of exact ranks can add up to beyond `squares`. */
  readonly within: number;
}

/** Ranks from a cumulative histogram: the accounts of a bin share their mean rank, as ties do. O(bins). */
export function ranksOfHistogram(
  bins: readonly { readonly count: number; readonly low: number; readonly high: number }[],
): BinRanks {
  const n = bins.reduce((sum, { count }) => sum + count, 0);
  const rank = new Float64Array(bins.length);
  let below = 0;
  let squares = 0;
  let slack = 0;
  let within = 0;
  bins.forEach(({ count, low, high }, at) => {
    // Places below + 1 … below + count, less (n + 1)/2.
    rank[at] = below + (count - n) / 2;
    squares += count * rank[at] ** 2;
    if (low < high) {
      slack += Math.floor((count * count) / 2) / 2;
      within += (count ** 3 - count) / 12;
    }
    below += count;
  });
  return { rank, squares, slack, within };
}

/** A quantile of a histogram whose values ascend, exact to within a bin. O(bins). */
export function quantileOfHistogram(
  bins: readonly { readonly count: number; readonly low: number; readonly high: number }[],
  share: number,
): number {
  const n = bins.reduce((sum, { count }) => sum + count, 0);
  const place = (n - 1) * share;
  let below = 0;
  for (const { count, low, high } of bins) {
    if (place < below + count) return low + (high - low) * (count === 1 ? 0 : (place - below) / (count - 1));
    below += count;
  }
  return bins.at(-1)?.high ?? 0;
}
