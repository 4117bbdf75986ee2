/** Sorted features of the rows that a tree learns from, each node's rows together in every one of them. */
export interface SortedRows {
  /** Rows in ascending order of each feature inside each node's stretch, NaN first; one array a feature. */
  readonly rows: readonly Uint32Array[];
  /** Their values. */
  readonly values: readonly Float64Array[];
}

/** A node's stretch of every sorted feature, from `start` up to `end`, and its rows of each class. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly counts: readonly number[];
}

/** The best split of a node. */
export interface BestSplit {
  readonly feature: number;
  readonly threshold: number;
}

/** What a split is judged by. */
export interface SplitTerms {
  /** Weight of a row, by class. */
  readonly weights: readonly number[];
  /** Fewest rows on either side. */
  readonly minSamplesLeaf: number;
  /** Called for every feature. */
  readonly tick?: (() => void) | undefined;
}

/** A score must beat the best by this share, so that rounding never decides a tie. */
export const TIE = 1e-11;

/**
 * The split of a node that lowers its Gini impurity most and leaves `minSamplesLeaf` rows on both sides; null
 * where none does. `labels` by row. O(features · rows of the node).
 *
 * A split's score is Σ w² / Σ w of the left side plus that of the right (w the weight of each class): the
 * larger, the smaller the impurity. Walking up a sorted feature keeps all sums with a few operations a row.
 */
export function findBestSplit(
  sorted: SortedRows,
  labels: Uint8Array,
  { start, end, counts }: Stretch,
  { weights, minSamplesLeaf, tick }: SplitTerms,
): BestSplit | null {
  const massOf = Float64Array.from(weights);
  const squareOf = Float64Array.from(weights, (weight) => weight * weight);
  const totals = Float64Array.from(counts);
  const left = new Float64Array(counts.length);
  let mass = 0;
  let squares = 0;
  counts.forEach((count, k) => {
    mass += count * weights[k]!;
    squares += (count * weights[k]!) ** 2;
  });
  let best: BestSplit | null = null;
  let most = 0;
  const firstCut = start + minSamplesLeaf;
  const lastCut = end - minSamplesLeaf;
  for (let feature = 0; feature < sorted.rows.length; feature++) {
    tick?.();
    const rows = sorted.rows[feature]!;
    const values = sorted.values[feature]!;
    left.fill(0);
    let leftMass = 0;
    let leftSquares = 0;
    let rightSquares = squares;
    let previous = Number.NaN;
    for (let j = start; j < end; j++) {
      const value = values[j]!;
      // A step between two defined values (a comparison with NaN is false) is where a split can be.
      if (value > previous && j >= firstCut && j <= lastCut) {
        const score = leftSquares / leftMass + rightSquares / (mass - leftMass);
        if (score > most) {
          most = score * (1 + TIE);
          best = { feature, threshold: midpoint(previous, value) };
        }
      }
      previous = value;
      const k = labels[rows[j]!]!;
      const before = left[k]!;
      left[k] = before + 1;
      leftMass += massOf[k]!;
      // (m + 1)² − m² = 2m + 1 on the left; on the right m² − (m − 1)² = 2m − 1.
      const square = squareOf[k]!;
      leftSquares += square * (2 * before + 1);
      rightSquares -= square * (2 * (totals[k]! - before) - 1);
    }
  }
  return best;
}

/**
 * Parts a node's stretch of every feature in place: rows that go left first, each side in its old order.
 * `right` is 1 for the rows that go right, by row; `spare` has room for a whole feature. Returns where the
 * right side starts. O(features · rows of the node).
 */
export function partStretch(
  sorted: SortedRows,
  { start, end }: Stretch,
  right: Uint8Array,
  spare: { readonly rows: Uint32Array; readonly values: Float64Array },
): number {
  let middle = start;
  for (let feature = 0; feature < sorted.rows.length; feature++) {
    const rows = sorted.rows[feature]!;
    const values = sorted.values[feature]!;
    middle = start;
    let aside = 0;
    for (let j = start; j < end; j++) {
      const row = rows[j]!;
      const value = values[j]!;
      if (right[row] === 1) {
        spare.rows[aside] = row;
        spare.values[aside++] = value;
      } else {
        rows[middle] = row;
        values[middle++] = value;
      }
    }
    rows.set(spare.rows.subarray(0, aside), middle);
    values.set(spare.values.subarray(0, aside), middle);
  }
  return middle;
}

/** Halfway between two neighbouring values; the lower one where rounding would reach the upper. */
function midpoint(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  return middle < high ? middle : low;
}
