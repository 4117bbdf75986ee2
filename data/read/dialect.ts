import { CsvScanner } from "./csv-scanner.ts";

/** Cell delimiters that the loader tells apart by itself. */
export const DELIMITERS = [",", ";", "\t", "|"] as const;
/** One of the cell delimiters. */
export type Delimiter = (typeof DELIMITERS)[number];

/** How a CSV file is written. */
export interface Dialect {
  readonly delimiter: Delimiter;
  readonly eol: "\n" | "\r";
  /** Characters before the first row: a `sep=;` line. */
  readonly skip: number;
}

/** One row of the start of a file. */
export interface HeadRow {
  readonly cells: readonly string[];
  readonly line: number;
}

/** Rows that are looked at to tell the delimiter and the header. */
const LOOKED_AT = 60;
const SEP = /^sep=(.)[ \t]*[\r\n]/i;

class Enough extends Error {}

/** The first rows of a text under a dialect; a row that the text cuts off is left out. */
export function headRows(text: string, { delimiter, eol, skip }: Dialect, isAll: boolean): HeadRow[] {
  const rows: HeadRow[] = [];
  const scanner = new CsvScanner(delimiter, eol, {
    onRow(cells, line) {
      rows.push({ cells, line });
      if (rows.length === LOOKED_AT) throw new Enough();
    },
    onBadQuote() {},
    onTooLong() {
      throw new Enough();
    },
  });
  try {
    scanner.push(text.slice(skip));
    if (isAll) scanner.end();
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return rows;
}

/**
 * Tells how a CSV file is written from its first characters: the delimiter of its `sep=` line, else the one
 * under which most rows have the same number of cells, more than one; null where none does.
 */
export function detectDialect(head: string, isAll: boolean): Dialect | null {
  const eol = head.includes("\n") ? "\n" : head.includes("\r") ? "\r" : "\n";
  const sep = SEP.exec(head);
  if (sep !== null) {
    const delimiter = DELIMITERS.find((known) => known === sep[1]);
    const skip = sep[0].length + (sep[0].endsWith("\r") && head[sep[0].length] === "\n" ? 1 : 0);
    if (delimiter !== undefined) return { delimiter, eol, skip };
  }
  let best: Dialect | null = null;
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const dialect = { delimiter, eol, skip: 0 } as const;
    const score = consistency(headRows(head, dialect, isAll));
    if (score > most) {
      most = score;
      best = dialect;
    }
  }
  return best;
}

/** How well rows agree in width: the share of rows of the commonest width above 1, and a little for wider ones. */
function consistency(rows: readonly HeadRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let best = 0;
  for (const [width, count] of counts) {
    if (width > 1) best = Math.max(best, (count / rows.length) * (1 + Math.log2(width) / 2));
  }
  return best;
}
