/** How evenly something is shared out. */
export interface Evenness {
  readonly mean: number;
  /** Coefficient of variation: population standard deviation over mean; 0 where the mean is 0. */
  readonly cv: number;
  /** Gini coefficient, 0 (all equal) … 1; 0 where the mean is 0. */
  readonly gini: number;
  /** Greatest over mean; 0 where the mean is 0. */
  readonly maxToMean: number;
}

/** Mean, CV, Gini and max/mean of amounts of at least 0, one a seller; O(n log n). */
export function evenness(amounts: readonly number[]): Evenness {
  const n = amounts.length;
  const sum = amounts.reduce((a, b) => a + b, 0);
  if (n === 0 || !(sum > 0)) return { mean: 0, cv: 0, gini: 0, maxToMean: 0 };
  const mean = sum / n;
  const variance = amounts.reduce((a, b) => a + (b - mean) ** 2, 0) / n;
  const sorted = [...amounts].sort((a, b) => a - b);
  // Gini of sorted amounts: twice their rank-weighted sum over n times the sum, less (n + 1) / n.
  const ranked = sorted.reduce((a, b, k) => a + (k + 1) * b, 0);
  return {
    mean,
    cv: Math.sqrt(variance) / mean,
    gini: Math.max(0, (2 * ranked) / (n * sum) - (n + 1) / n),
    maxToMean: sorted[n - 1]! / mean,
  };
}
