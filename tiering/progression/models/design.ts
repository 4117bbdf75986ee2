import type { Matrix } from "../../segmentation/matrix.ts";
import { type Standardisation, standardisationOf } from "../../standardise.ts";
import type { FeatureColumns } from "../features.ts";

/** How one feature becomes columns of a dense design: a z-score, or one column a category. */
export type Encoding =
  | { readonly scale: "number"; readonly by: Standardisation | null }
  | { readonly scale: "category"; readonly values: number };

/** Learns the encodings from the learning rows: mean and deviation of each number, codes of each category. */
export function learnEncodings(table: FeatureColumns): Encoding[] {
  return table.columns.map((column, j) =>
    table.scales[j] === "category"
      ? { scale: "category", values: column.reduce((most, code) => Math.max(most, code), -1) + 1 }
      : { scale: "number", by: standardisationOf(column) },
  );
}

/**
 * The rows as a dense matrix for linear models and networks: z-scores (0 where missing or constant), then
 * one column of 0 and 1 a category (all 0 for one that was not seen in learning). O(n · d).
 */
export function encodeRows(table: FeatureColumns, encodings: readonly Encoding[]): Matrix {
  const n = table.columns[0]?.length ?? 0;
  const d = encodings.reduce((sum, encoding) => sum + widthOf(encoding), 0);
  const values = new Float64Array(n * d);
  let first = 0;
  encodings.forEach((encoding, j) => {
    const column = table.columns[j];
    if (encoding.scale === "category") {
      for (let i = 0; i < n; i++) if (column[i] < encoding.values) values[i * d + first + column[i]] = 1;
    } else if (encoding.by !== null) {
      const { mean, scale } = encoding.by;
      for (let i = 0; i < n; i++) {
        if (!Number.isNaN(column[i])) values[i * d + first] = (column[i] - mean) * scale;
      }
    }
    first += widthOf(encoding);
  });
  return { n, d, values };
}

function widthOf(encoding: Encoding): number {
  return encoding.scale === "category" ? encoding.values : 1;
}
