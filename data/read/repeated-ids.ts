import { DataError } from "../errors.ts";

/** Rows with a repeated ID up to which a column passes for one of IDs; each is remembered. */
const MOST_REPEATS = 2_000_000;
/** Repeats from which on a column in which nine of ten rows repeat an ID passes for none of IDs. */
const MANY_REPEATS = 100_000;
const MOST_SHARE = 0.9;
/** Rows of a repeated ID that are kept as they stand. */
const MOST_TEXTS = 10_000;

/** Rows whose ID stands in an earlier row: which of them is kept can be told only when all are judged. */
export class RepeatedIds {
  /** First row of the ID, by repeated row, and the row as it stood. */
  readonly #repeats = new Map<number, { readonly first: number; readonly text: string }>();

  /**
   * Notes that a row repeats the ID of `first`; the text of the first 10,000 such rows is kept.
   * @throws {DataError} `too-large` for the row after two million of them, or after 100,000 where those are nine of ten
   */
  add(row: number, first: number, text: () => string, file: string): void {
    const repeats = this.#repeats.size;
    if (repeats >= MOST_REPEATS || (repeats >= MANY_REPEATS && repeats > MOST_SHARE * row)) {
      const message = `${repeats + 1} of the first ${row + 1} rows repeat the ID of an earlier one; expected an ID of its own in each row`;
      throw new DataError("too-large", message, { file });
    }
    this.#repeats.set(row, { first, text: this.#repeats.size < MOST_TEXTS ? text() : "" });
  }

  /**
   * Of the rows of one ID that are right the first one is kept: not the first one of all, which may be at
   * fault; `reject` gets the others with their text. O(rows).
   */
  keepFirst(rows: Uint32Array, reject: (row: number, text: string) => void): Uint32Array {
    if (this.#repeats.size === 0) return rows;
    const kept = new Map<number, number>();
    for (const { first } of this.#repeats.values()) kept.set(first, Number.POSITIVE_INFINITY);
    const firstOf = (row: number) => this.#repeats.get(row)?.first ?? row;
    for (const row of rows) {
      const known = kept.get(firstOf(row));
      if (known !== undefined && row < known) kept.set(firstOf(row), row);
    }
    return rows.filter((row) => {
      const known = kept.get(firstOf(row));
      if (known === undefined || known === row) return true;
      reject(row, this.#repeats.get(row)!.text);
      return false;
    });
  }
}
