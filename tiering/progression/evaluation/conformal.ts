/**
 * Class-conditional (Mondrian) conformal prediction: a class belongs to a row's set where its
 * probability is at least `floors[class]`. For rows exchangeable with the calibration rows, the set
 * holds the true class with chance 1 − α or more, within every class.
 */
export interface ConformalRule {
  /** Least probability by class; 0 where too few calibration rows bear a floor; shape [classes]. */
  readonly floors: Float64Array;
}

/**
 * Calibrates on rows that the model has not learned from; probabilities are row-major [n × classes].
 * O(n log n).
 */
export function calibrateConformal(
  probabilities: Float64Array,
  labels: Uint8Array,
  { classes, alpha }: { readonly classes: number; readonly alpha: number },
): ConformalRule {
  const floors = new Float64Array(classes);
  for (let c = 0; c < classes; c++) {
    const own: number[] = [];
    for (let i = 0; i < labels.length; i++) if (labels[i] === c) own.push(probabilities[i * classes + c]);
    const sorted = Float64Array.from(own).sort();
    // The ⌊α(m + 1)⌋-th smallest of m; 1e-9 forgives the rounding of a whole product.
    const rank = Math.floor(alpha * (sorted.length + 1) + 1e-9);
    floors[c] = rank === 0 ? 0 : sorted[rank - 1];
  }
  return { floors };
}

/** Whether class c is in the set of row i. */
export function inSet({ floors }: ConformalRule, probabilities: Float64Array, i: number, c: number): boolean {
  return probabilities[i * floors.length + c] >= floors[c];
}

/** How the sets did on rows whose class is known. */
export interface ConformalCoverage {
  /** Share of each class's rows whose set holds it, 0 … 1; null for a class without rows; shape [classes]. */
  readonly coverage: readonly (number | null)[];
  /** Mean number of classes in a set. */
  readonly meanSize: number;
  /** Share of rows whose set leaves `stay` out: the accounts that the rule flags. */
  readonly flagged: number;
}

/** Measures the sets on rows of known classes; `stay` is the class that leaves an account unflagged. O(n). */
export function conformalCoverage(
  rule: ConformalRule,
  probabilities: Float64Array,
  labels: Uint8Array,
  stay: number,
): ConformalCoverage {
  const classes = rule.floors.length;
  const n = labels.length;
  const covered = new Float64Array(classes);
  const support = new Float64Array(classes);
  let size = 0;
  let flagged = 0;
  for (let i = 0; i < n; i++) {
    support[labels[i]]++;
    for (let c = 0; c < classes; c++) {
      if (!inSet(rule, probabilities, i, c)) continue;
      size++;
      if (c === labels[i]) covered[c]++;
    }
    if (!inSet(rule, probabilities, i, stay)) flagged++;
  }
  return {
    coverage: [...covered].map((count, c) => (support[c] > 0 ? count / support[c] : null)),
    meanSize: n > 0 ? size / n : 0,
    flagged: n > 0 ? flagged / n : 0,
  };
}
