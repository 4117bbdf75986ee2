import type { Book } from "../book.ts";
import { DataError } from "../errors.ts";
import type { Delimiter } from "../read/dialect.ts";
import { renderCell } from "./cell.ts";
import { type CsvColumns, type CsvRun, createCellWriter, resolveCsvColumns } from "./columns.ts";
import { SliceWriter } from "./slice-writer.ts";

/** How a tiers CSV is written. */
export interface CsvOptions {
  /** Columns by name, or `all`; the seven tiers columns by default. */
  readonly columns?: CsvColumns;
  /** Comma by default; semicolon with a decimal comma. */
  readonly delimiter?: Delimiter;
  /** Sign between whole and fraction; a point by default. */
  readonly decimal?: "." | ",";
  /** The accounts that are written, in this order; all, in the order of the book's file, by default. */
  readonly rows?: Uint32Array;
  /** Whether the file starts with a byte-order mark, for Excel; false by default. */
  readonly bom?: boolean;
}

const CR = 13;
const LF = 10;

/**
 * Renders the tiers of a run as CSV: a generator of slices of about 64 KiB, header first, rows in the order
 * of the book's file, CR LF after each; numbers in shortest round-trip form, texts formula-safe. Columns are
 * checked at the call, before the first slice. O(1) memory beside the slice in hand; a slice at a time is
 * rendered, so that the caller can let other work in between.
 * @throws DataError `unknown-csv-column`, `invalid-csv-options`.
 */
export function csvSlices(book: Book, run: CsvRun, options: CsvOptions = {}): Generator<Buffer> {
  const { decimal = ".", bom = false } = options;
  const { delimiter = decimal === "," ? ";" : "," } = options;
  if (delimiter === decimal) {
    const message =
      "the delimiter and the decimal sign are both a comma; expected another delimiter, such as ;";
    throw new DataError("invalid-csv-options", message);
  }
  const names = resolveCsvColumns(book, options.columns);
  const writers = names.map((name) => createCellWriter(book, run, name));
  const separator = delimiter.charCodeAt(0);

  function* slices(): Generator<Buffer> {
    const out = new SliceWriter(decimal);
    if (bom) out.text("\uFEFF");
    out.text(names.map((name) => renderCell(name)).join(delimiter));
    out.byte(CR);
    out.byte(LF);
    for (const i of options.rows ?? book.fileOrder) {
      writers[0]!(out, i);
      for (let k = 1; k < writers.length; k++) {
        out.byte(separator);
        writers[k]!(out, i);
      }
      out.byte(CR);
      out.byte(LF);
      if (out.isFull) yield out.take();
    }
    if (!out.isEmpty) yield out.take();
  }
  return slices();
}
