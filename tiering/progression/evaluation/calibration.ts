/** Rows whose probability of a class falls into one tenth: a bar of the reliability picture. */
export interface ReliabilityBin {
  readonly accounts: number;
  /** Mean probability of these rows, 0 … 1. */
  readonly predicted: number;
  /** Share of these rows that are of the class, 0 … 1. */
  readonly observed: number;
}

/** Tenths of the probability. */
const BINS = 10;

/**
 * Bins the probabilities of class `c` by tenths and compares them with what happened; empty tenths are
 * left out. Probabilities are row-major [n × classes]. O(n).
 */
export function reliability(
  probabilities: Float64Array,
  labels: Uint8Array,
  { classes, c }: { readonly classes: number; readonly c: number },
): ReliabilityBin[] {
  const counts = new Float64Array(BINS);
  const sums = new Float64Array(BINS);
  const hits = new Float64Array(BINS);
  for (let i = 0; i < labels.length; i++) {
    const p = probabilities[i * classes + c];
    const bin = Math.min(BINS - 1, Math.floor(p * BINS));
    counts[bin]++;
    sums[bin] += p;
    if (labels[i] === c) hits[bin]++;
  }
  return [...counts.keys()]
    .filter((bin) => counts[bin] > 0)
    .map((bin) => ({
      accounts: counts[bin],
      predicted: sums[bin] / counts[bin],
      observed: hits[bin] / counts[bin],
    }));
}

/** Expected calibration error: mean distance between predicted and observed, by accounts; 0 … 1, null without any. */
export function calibrationError(bins: readonly ReliabilityBin[]): number | null {
  const accounts = bins.reduce((sum, bin) => sum + bin.accounts, 0);
  if (accounts === 0) return null;
  return bins.reduce((sum, bin) => sum + bin.accounts * Math.abs(bin.predicted - bin.observed), 0) / accounts;
}
