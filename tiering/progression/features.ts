/** What a feature holds: an ordered quantity, or one of a few unordered values. */
export type FeatureScale = "number" | "category";

/** Features of n rows as columns: what every model of progression reads. */
export interface FeatureColumns {
  readonly names: readonly string[];
  readonly scales: readonly FeatureScale[];
  /**
   * One column per name, each of shape [n]: a number, NaN where missing; a category as its code,
   * 0 … 254, where a blank is a code like any other.
   */
  readonly columns: readonly Float64Array[];
}

/** The chosen rows of a table of features, in the order given; O(rows · d). */
export function takeRows(table: FeatureColumns, rows: Int32Array): FeatureColumns {
  const columns = table.columns.map((column) => {
    const out = new Float64Array(rows.length);
    for (let at = 0; at < rows.length; at++) out[at] = column[rows[at]];
    return out;
  });
  return { ...table, columns };
}
