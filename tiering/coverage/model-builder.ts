import type { LinearModel } from "./engine.ts";

/** What a row of a part's model stands for. */
export type RowMeaning =
  | { readonly kind: "capacity"; readonly seller: number; readonly geo: number | null }
  | { readonly kind: "one-geo"; readonly seller: number }
  | { readonly kind: "class"; readonly cls: number }
  | { readonly kind: "min-accounts"; readonly seller: number }
  | { readonly kind: "cover"; readonly floor: number }
  | { readonly kind: "apart"; readonly pair: number }
  | { readonly kind: "spread" }
  /** Ties columns of one program together: a sum, or what is kept to what is covered. */
  | { readonly kind: "tie" };

/** Collects rows with their bounds and meaning. */
export class Rows {
  readonly lower: number[] = [];
  readonly upper: number[] = [];
  readonly meaning: RowMeaning[] = [];
  add(lower: number, upper: number, meaning: RowMeaning): number {
    this.lower.push(lower);
    this.upper.push(upper);
    this.meaning.push(meaning);
    return this.lower.length - 1;
  }
}

/** Collects columns with their entries. */
export class Columns {
  readonly cost: number[] = [];
  readonly lower: number[] = [];
  readonly upper: number[] = [];
  readonly integer: number[] = [];
  readonly starts: number[] = [0];
  readonly rows: number[] = [];
  readonly values: number[] = [];
  entry(row: number, value: number): void {
    this.rows.push(row);
    this.values.push(value);
  }
  /** Ends the column whose entries were given; its index. */
  end(cost: number, lower: number, upper: number, integer: boolean): number {
    this.cost.push(cost);
    this.lower.push(lower);
    this.upper.push(upper);
    this.integer.push(integer ? 1 : 0);
    this.starts.push(this.rows.length);
    return this.cost.length - 1;
  }
  /** The columns and rows as a model. */
  model({ lower, upper }: Pick<Rows, "lower" | "upper">): LinearModel {
    return {
      numCols: this.cost.length,
      numRows: lower.length,
      cost: Float64Array.from(this.cost),
      lower: Float64Array.from(this.lower),
      upper: Float64Array.from(this.upper),
      integer: Uint8Array.from(this.integer),
      rowLower: Float64Array.from(lower),
      rowUpper: Float64Array.from(upper),
      starts: Int32Array.from(this.starts),
      rows: Int32Array.from(this.rows),
      values: Float64Array.from(this.values),
    };
  }
}
