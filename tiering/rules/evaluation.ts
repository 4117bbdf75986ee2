/** How well one tier is recognised; null where there is nothing to divide by. */
export interface TierScore {
  /** Share of the accounts that are said to be in the tier and are, 0 … 1. */
  readonly precision: number | null;
  /** Share of the tier's accounts that are said to be in it, 0 … 1. */
  readonly recall: number | null;
  /** Harmonic mean of the two. */
  readonly f1: number | null;
  /** Accounts that are in the tier. */
  readonly support: number;
}

/** A comparison of predicted with actual tiers. */
export interface Evaluation {
  readonly accounts: number;
  /** Share that is right, 0 … 1; null without accounts. */
  readonly accuracy: number | null;
  /** Mean recall of the tiers that occur. */
  readonly balancedAccuracy: number | null;
  /** Mean F1 of the tiers that occur. */
  readonly macroF1: number | null;
  /** One score for each tier, the highest first. */
  readonly tiers: readonly TierScore[];
  /** Accounts by actual tier (row) and predicted tier (column). */
  readonly confusion: readonly (readonly number[])[];
}

/** Compares predicted with actual classes, both of shape [n], over the accounts whose `include` is 1. O(n). */
export function evaluatePredictions(
  actual: Uint8Array,
  predicted: Uint8Array,
  { classes, include }: { readonly classes: number; readonly include: Uint8Array },
): Evaluation {
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let i = 0; i < actual.length; i++) if (include[i] === 1) confusion[actual[i]][predicted[i]]++;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const tiers = confusion.map((row, k): TierScore => {
    const right = row[k];
    const support = sum(row);
    const said = sum(confusion.map((other) => other[k]));
    return {
      precision: ratio(right, said),
      recall: ratio(right, support),
      f1: ratio(2 * right, said + support),
      support,
    };
  });
  const accounts = sum(tiers.map((tier) => tier.support));
  const occurring = tiers.filter((tier) => tier.support > 0);
  return {
    accounts,
    accuracy: ratio(sum(confusion.map((row, k) => row[k])), accounts),
    balancedAccuracy: ratio(sum(occurring.map((tier) => tier.recall ?? 0)), occurring.length),
    macroF1: ratio(sum(occurring.map((tier) => tier.f1 ?? 0)), occurring.length),
    tiers,
    confusion,
  };
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
