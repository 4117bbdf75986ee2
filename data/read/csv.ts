import type { Hash } from "node:crypto";
import { DataError } from "../errors.ts";
import type { OpenedBytes } from "./bytes.ts";
import { CsvScanner, MAX_FIELD_LENGTH, MAX_RECORD_LENGTH } from "./csv-scanner.ts";
import { decodeText } from "./decode.ts";
import { type Dialect, detectDialect, headRows } from "./dialect.ts";
import { findHeader, MAX_COLUMNS, readHeader, textsAbove } from "./header.ts";
import type { TableFacts, TableHandlers, TableOptions } from "./table-shape.ts";

/** Characters that are read before the dialect is told; a line that is longer is no header. */
export const HEAD_LENGTH = 2 ** 18;

/**
 * Streams a CSV file row by row: encoding, delimiter and header found, blank lines skipped, lines above the
 * header passed over. Holds one chunk at a time.
 * @throws DataError for what makes a file unreadable as a whole, with file and line.
 */
export async function readCsv(
  opened: OpenedBytes,
  file: string,
  options: TableOptions,
  hash: Hash,
  handlers: TableHandlers,
): Promise<TableFacts> {
  const { chunks, encoding } = decodeText(opened, { file, hash, encoding: options.encoding });
  let head = "";
  let isAll = false;
  while (head.length < HEAD_LENGTH && !isAll) {
    const { done, value } = await chunks.next();
    if (done) isAll = true;
    else head += value;
  }
  head = head.replace(/^\uFEFF/, "");
  const dialect = requireDialect(head, isAll, file);
  const rows = headRows(head, dialect, isAll);
  const at = findHeader(rows, options.header ?? {});
  const header = rows[at];
  if (header === undefined) {
    const message = `has no row on line ${options.header?.line}; expected the header there`;
    throw new DataError("no-header", message, { file });
  }
  const firstLine = dialect.skip > 0 ? 1 : 0;
  const named = { cells: header.cells, line: header.line + firstLine };
  handlers.onHeader(readHeader(named, file, rows[at - 1]), textsAbove(rows, at), named.line);

  const scanner = new CsvScanner(dialect.delimiter, dialect.eol, {
    onRow(cells, line) {
      if (line > header.line) handlers.onRow(cells, line + firstLine);
    },
    onBadQuote(text, line) {
      if (line > header.line) handlers.onBadRow(text, line + firstLine);
    },
    onTooLong(line) {
      const message = `a row or cell is too long; expected less than ${MAX_RECORD_LENGTH} characters in a row and ${MAX_FIELD_LENGTH} in a cell`;
      throw new DataError("record-too-long", message, { file, line: line + firstLine });
    },
  });
  scanner.push(head.slice(dialect.skip));
  for await (const text of chunks) scanner.push(text);
  scanner.end();
  return {
    format: "csv",
    encoding: encoding(),
    delimiter: dialect.delimiter,
    sheet: null,
    otherSheets: [],
    currencies: {},
    headerLine: header.line + firstLine,
    linesAbove: header.line - 1,
    digest: hash.digest("hex"),
  };
}

function requireDialect(head: string, isAll: boolean, file: string): Dialect {
  if (head.trim() === "") {
    throw new DataError("empty-file", "is empty; expected a header line and at least one row", { file });
  }
  if (!isAll && !/[\r\n]/.test(head)) throw endlessLine(file);
  const dialect = detectDialect(head, isAll);
  if (dialect !== null) return dialect;
  const start = head
    .trimStart()
    .slice(0, 60)
    .split(/[\r\n]/, 1)[0];
  const got = `there is one column alone (it starts "${start}")`;
  const expected =
    "expected an ID and an amount at least, their names separated by comma, semicolon, tab or |";
  throw new DataError("no-delimiter", `${got}; ${expected}`, { file, line: 1 });
}

/** The error of a file that does not end its first line where any header would. */
export function endlessLine(file: string): DataError {
  const message = `the first line is longer than ${HEAD_LENGTH} characters; expected a header of at most ${MAX_COLUMNS} columns, and a line for each row`;
  return new DataError("record-too-long", message, { file, line: 1 });
}
