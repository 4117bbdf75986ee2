/** Why a row was rejected. */
export type RejectionCode =
  | "wrong-cell-count"
  | "bad-quote"
  | "blank-id"
  | "blank-role"
  | "unknown-presence"
  | "duplicate-id"
  | "total-row"
  | "blank-tier"
  | "unknown-tier"
  | "blank-revenue"
  | "bad-number"
  | "out-of-range"
  | "bad-date"
  | "unknown-currency";

/** One row that could not be read. */
export interface RejectedRow {
  /** Line of the file on which the row starts, from 1. */
  readonly line: number;
  readonly column: string;
  readonly code: RejectionCode;
  readonly reason: string;
  /** The row as its cells stand, separated by commas; at most 1,000 characters. */
  readonly row?: string;
}

/** What the loader made of one file: accepted + rejected = input. */
export interface QualityReport {
  /** Rows of the file, the header and blank lines aside. */
  readonly input: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Rejected rows in file order, at most the first 10,000. */
  readonly rows: readonly RejectedRow[];
  /** Rejected rows by code. */
  readonly rejectedBy: Readonly<Record<string, number>>;
  /** Oddities that were accepted, such as `negative-revenue`, with how many rows (or columns) show them. */
  readonly notes: Readonly<Record<string, number>>;
  /** A few examples of each note: IDs, values or names of columns. */
  readonly examples: Readonly<Record<string, readonly string[]>>;
}

const MOST_ROWS = 10_000;
const MOST_EXAMPLES = 5;
const MOST_CHARACTERS = 1_000;

/** Counts the rows of one file while they are read. */
export class QualityCount {
  #accepted = 0;
  #rejected = 0;
  readonly #rows: RejectedRow[] = [];
  readonly #rejectedBy = new Map<string, number>();
  readonly #notes = new Map<string, number>();
  readonly #examples = new Map<string, string[]>();

  get accepted(): number {
    return this.#accepted;
  }

  get rejected(): number {
    return this.#rejected;
  }

  accept(): void {
    this.#accepted++;
  }

  /** Takes back a row that was accepted before all rows were known. */
  withdraw(): void {
    this.#accepted--;
  }

  reject(row: RejectedRow): void {
    this.#rejected++;
    this.#rejectedBy.set(row.code, (this.#rejectedBy.get(row.code) ?? 0) + 1);
    if (this.#rows.length < MOST_ROWS) this.#rows.push(row);
  }

  /** Adds `count` to a note, with examples; a note of zero is not shown. */
  note(name: string, count = 1, examples: readonly string[] = []): void {
    if (count <= 0) return;
    this.#notes.set(name, (this.#notes.get(name) ?? 0) + count);
    const known = this.#examples.get(name) ?? [];
    this.#examples.set(name, [...known, ...examples].slice(0, MOST_EXAMPLES));
  }

  /** The report as it stands, notes in ascending order, rejected rows by line. */
  report(): QualityReport {
    const byName = <T>(entries: Iterable<[string, T]>) =>
      Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
    return {
      input: this.#accepted + this.#rejected,
      accepted: this.#accepted,
      rejected: this.#rejected,
      rows: [...this.#rows].sort((a, b) => a.line - b.line),
      rejectedBy: byName(this.#rejectedBy),
      notes: byName(this.#notes),
      examples: byName([...this.#examples].filter(([, examples]) => examples.length > 0)),
    };
  }
}

/** A cell as it is quoted in a reason: at most 40 characters. */
export function quoteCell(cell: string): string {
  return JSON.stringify(cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);
}

/** A row as it is kept beside its rejection. */
export function rowText(cells: readonly (string | number)[]): string {
  const text = cells
    .map((cell) => {
      const plain = String(cell);
      return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
    })
    .join(",");
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

/** Why a row of another width than its header is rejected. */
export function wrongCellCount(got: number, expected: number): string {
  return `got ${got} ${got === 1 ? "cell" : "cells"}, expected ${expected}`;
}
