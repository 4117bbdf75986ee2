/** Why a row was rejected. */
export type RejectionCode =
  | "wrong-cell-count"
  | "blank-role"
  | "unknown-presence"
  | "blank-id"
  | "duplicate-id"
  | "blank-tier"
  | "unknown-tier"
  | "blank-revenue"
  | "bad-number";

/** One row that could not be read. */
export interface RejectedRow {
  /** Line of the file on which the row starts, from 1. */
  readonly line: number;
  readonly column: string;
  readonly code: RejectionCode;
  readonly reason: string;
}

/** What the loader made of one file: accepted + rejected = input. */
export interface QualityReport {
  /** Rows of the file, the header and blank lines aside. */
  readonly input: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Rejected rows in file order, at most the first 1,000. */
  readonly rows: readonly RejectedRow[];
  /** Oddities that were accepted, such as `negative-revenue`, with how many rows (or columns) show them. */
  readonly notes: Readonly<Record<string, number>>;
}

const MOST_ROWS = 1_000;

/** Counts the rows of one file while they are read. */
export class QualityCount {
  #accepted = 0;
  #rejected = 0;
  readonly #rows: RejectedRow[] = [];
  readonly #notes = new Map<string, number>();

  get accepted(): number {
    return this.#accepted;
  }

  accept(): void {
    this.#accepted++;
  }

  reject(row: RejectedRow): void {
    this.#rejected++;
    if (this.#rows.length < MOST_ROWS) this.#rows.push(row);
  }

  /** Adds `count` to a note; a note of zero is not shown. */
  note(name: string, count = 1): void {
    if (count > 0) this.#notes.set(name, (this.#notes.get(name) ?? 0) + count);
  }

  /** The report as it stands, notes in ascending order. */
  report(): QualityReport {
    const notes = [...this.#notes].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      input: this.#accepted + this.#rejected,
      accepted: this.#accepted,
      rejected: this.#rejected,
      rows: this.#rows,
      notes: Object.fromEntries(notes),
    };
  }
}

/** A cell as it is quoted in a reason: at most 40 characters. */
export function quoteCell(cell: string): string {
  return JSON.stringify(cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);
}
