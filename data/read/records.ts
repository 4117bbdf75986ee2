import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { DataError } from "../errors.ts";
import type { Source } from "../source.ts";
import { readTextBytes } from "./bytes.ts";
import { type Delimiter, detectDelimiter, firstLine } from "./delimiter.ts";

/** Largest field, in bytes of UTF-8. */
export const MAX_FIELD_BYTES = 64 * 2 ** 10;
/** Most columns a file may have. */
export const MAX_COLUMNS = 1_000;
/** Largest record, in bytes: far beyond any real row, so that an open quote cannot swallow the file. */
const MAX_RECORD_BYTES = 2 ** 20;

/** What is done with the records of a file, one call each, in file order. */
export interface RecordHandlers {
  /** Gets the trimmed column names, all different. */
  onHeader(names: readonly string[]): void;
  /** Gets the cells of a row as written, unquoted, and the line it starts on; not always as many as names. */
  onRow(cells: readonly string[], line: number): void;
}

/** The header's names, trimmed; refuses what no book can have. */
function checkHeader(cells: readonly string[], file: string, line: number): string[] {
  if (cells.length > MAX_COLUMNS) {
    const got = `has ${cells.length} columns`;
    throw new DataError("too-many-columns", `${got}; expected at most ${MAX_COLUMNS}`, { file, line });
  }
  const names = cells.map((cell) => cell.trim());
  const again = names.find((name, k) => names.indexOf(name) < k);
  if (again !== undefined) {
    throw new DataError("duplicate-column", "is in the header twice; expected every name once", {
      file,
      line,
      column: again,
    });
  }
  return names;
}

function checkFieldSizes(
  cells: readonly string[],
  names: readonly string[],
  file: string,
  line: number,
): void {
  const k = cells.findIndex((cell) => Buffer.byteLength(cell) > MAX_FIELD_BYTES);
  if (k < 0) return;
  const column = names[k] ?? `${k + 1}`;
  const got = `holds ${Buffer.byteLength(cells[k]!)} bytes`;
  throw new DataError("field-too-long", `${got}; expected at most ${MAX_FIELD_BYTES} in a cell`, {
    file,
    line,
    column,
  });
}

/** How often a character stands in the cells of a record. */
function occurrences(cells: readonly string[], character: string): number {
  return cells.reduce((sum, cell) => sum + cell.split(character).length - 1, 0);
}

/** Turns csv-parse's calls into header and rows with true line numbers. */
function createRecordReader(file: string, handlers: RecordHandlers) {
  let names: string[] | undefined;
  let lastBytes = 0;
  let lastLine = 0;
  // csv-parse counts CR LF within quotes as two lines.
  let overcounted = 0;
  const onRecord = (cells: string[], info: { lines: number; bytes: number }): null => {
    let end = info.lines - overcounted;
    let start = end;
    if (end > lastLine + 1) {
      const extra = occurrences(cells, "\r");
      overcounted += extra;
      end -= extra;
      start = end - occurrences(cells, "\n");
    }
    lastLine = end;
    if (names === undefined) {
      names = checkHeader(cells, file, start);
      checkFieldSizes(cells, names, file, start);
      handlers.onHeader(names);
    } else {
      if (info.bytes - lastBytes > MAX_FIELD_BYTES) checkFieldSizes(cells, names, file, start);
      handlers.onRow(cells, start);
    }
    lastBytes = info.bytes;
    return null;
  };
  const translate = (error: CsvError): DataError => {
    const index = typeof error.column === "number" ? error.column : undefined;
    const column = index === undefined ? undefined : (names?.[index] ?? `${index + 1}`);
    const place = { file, line: lastLine + 1, ...(column === undefined ? {} : { column }) };
    if (error.code === "CSV_MAX_RECORD_SIZE") {
      const message = `the row is larger than ${MAX_RECORD_BYTES} bytes; expected less (is a quote left open there?)`;
      return new DataError("record-too-long", message, place);
    }
    if (error.code === "CSV_QUOTE_NOT_CLOSED") {
      const message = "a quote in the row that starts here is never closed; expected a closing quote";
      return new DataError("bad-quote", message, place);
    }
    const line = typeof error.lines === "number" ? error.lines - overcounted : place.line;
    const message = 'a quote is out of place; expected quotes around a whole cell, and "" for a quote within';
    return new DataError("bad-quote", message, { ...place, line });
  };
  return { onRecord, translate };
}

/** Waits for the header line, to tell the delimiter from it; gives it back with the bytes read so far. */
async function readDelimiter(
  chunks: AsyncGenerator<Buffer>,
  file: string,
): Promise<{ delimiter: Delimiter; head: Buffer }> {
  let head: Buffer = Buffer.alloc(0);
  for (;;) {
    const { done, value } = await chunks.next();
    if (!done) head = Buffer.concat([head, value]);
    const line = firstLine(head, done === true || head.length > MAX_RECORD_BYTES);
    if (line === undefined) continue;
    if (line.length === 0) {
      throw new DataError("empty-file", "is empty; expected a header line and at least one row", { file });
    }
    const delimiter = detectDelimiter(line);
    if (delimiter === undefined) {
      const got = `the header has no delimiter (it starts "${line.toString().slice(0, 60)}")`;
      throw new DataError("no-delimiter", `${got}; expected names separated by comma, semicolon or tab`, {
        file,
        line: 1,
      });
    }
    return { delimiter, head };
  }
}

/**
 * Streams a CSV source, plain or gzip, record by record; delimiter detected; CR LF or LF, also mixed; blank
 * lines skipped. Gives the SHA-256 of the inflated text as hex. Holds one chunk at a time.
 * @throws DataError for every fatal fault of the bytes, the quoting or the header, with file and line.
 */
export async function readRecords(
  source: Source,
  maxBytes: number,
  handlers: RecordHandlers,
): Promise<string> {
  const hash = createHash("sha256");
  const chunks = readTextBytes(source, maxBytes, hash);
  const reader = createRecordReader(source.name, handlers);
  try {
    const { delimiter, head } = await readDelimiter(chunks, source.name);
    const parser = parse({
      delimiter,
      record_delimiter: ["\r\n", "\n"],
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: MAX_RECORD_BYTES,
      on_record: reader.onRecord,
    });
    parser.resume();
    async function* whole(): AsyncGenerator<Buffer> {
      yield head;
      yield* chunks;
    }
    await pipeline(whole, parser);
  } catch (error) {
    throw error instanceof CsvError ? reader.translate(error) : error;
  } finally {
    await chunks.return(undefined); // closes the source where the header or a row stopped the reading
  }
  return hash.digest("hex");
}
