import { createHash } from "node:crypto";
import { DataError } from "../errors.ts";
import type { Source } from "../source.ts";
import { openBytes } from "./bytes.ts";
import { readCsv } from "./csv.ts";
import type { HeaderHints } from "./header.ts";
import { readParquet } from "./parquet.ts";
import { readRows } from "./rows.ts";
import { readXlsx } from "./xlsx.ts";

/** A cell: text as written (trimmed), or a number where the format has typed ones. */
export type Cell = string | number;

/** What is done with the rows of a table, one call each, in file order. */
export interface TableHandlers {
  /** Gets the name of a workbook's sheet that is read, and of those that are not, before its header. */
  onSheet?(name: string, others: readonly string[]): void;
  /** Gets the trimmed column names, all different, and the texts in the lines above them. */
  onHeader(names: readonly string[], above?: readonly string[]): void;
  /** Gets the cells of a row and the line it starts on; not always as many as names. */
  onRow(cells: readonly Cell[], line: number): void;
  /** Gets a line that cannot be read as a row. */
  onBadRow(text: string, line: number): void;
}

/** How a table is read. */
export interface TableOptions {
  readonly maxBytes: number;
  /** Most rows, unreadable ones among them; {@link MOST_ROWS} where absent. */
  readonly maxRows?: number;
  readonly header?: HeaderHints;
  /** Encoding of a CSV file; found where absent. */
  readonly encoding?: string | undefined;
  /** Sheet of a workbook, by name or number from 1; the first where absent. */
  readonly sheet?: string | number | undefined;
}

/** What a table turned out to be. */
export interface TableFacts {
  readonly format: "csv" | "xlsx" | "parquet" | "table";
  /** Encoding of a CSV file; null for other formats. */
  readonly encoding: string | null;
  readonly delimiter: string | null;
  /** Name of the sheet of a workbook that was read. */
  readonly sheet: string | null;
  /** Names of the workbook's other sheets, which were not read. */
  readonly otherSheets: readonly string[];
  /** Currencies that a workbook's number formats show, by column. */
  readonly currencies: Readonly<Record<string, readonly string[]>>;
  /** Line of the header, from 1. */
  readonly headerLine: number;
  /** Lines above the header that were passed over; a `sep=` line is none of them. */
  readonly linesAbove: number;
  /** SHA-256 of the bytes, hex; of a CSV file inflated and without its mark. */
  readonly digest: string;
}

/** Rows of the largest table that is read: five times the accounts that the bytes suffice for. */
const MOST_ROWS = 20_000_000;

const ZIP = "504b0304";
const PARQUET = "50415231";

/**
 * Reads a table row by row, whatever it is stored in: CSV (plain or gzip; encoding, delimiter and header
 * found), an XLSX workbook, or Parquet, told apart by their first bytes; or rows, where the source has them.
 * @throws DataError for every fatal fault, with file and line.
 */
export async function readTable(
  source: Source,
  options: TableOptions,
  receiver: TableHandlers,
): Promise<TableFacts> {
  const handlers = countingRows(receiver, source.name, options.maxRows ?? MOST_ROWS);
  const hash = createHash("sha256");
  if (source.rows !== undefined) {
    const { maxBytes } = options;
    return readRows(source.rows(), { file: source.name, maxBytes, hash }, handlers);
  }
  const opened = await openBytes(source, options.maxBytes);
  const magic = opened.head.subarray(0, 4).toString("hex");
  try {
    if (opened.head.length === 0) {
      throw new DataError("empty-file", "is empty; expected a header line and at least one row", {
        file: source.name,
      });
    }
    if (magic === ZIP) return await readXlsx(opened, source.name, options, hash, handlers);
    if (magic === PARQUET) return await readParquet(opened, source.name, hash, handlers);
    return await readCsv(opened, source.name, options, hash, handlers);
  } finally {
    await opened.chunks.return(undefined); // closes the source where something stopped the reading
  }
}

/** The handlers, which take no more than so many rows. */
function countingRows(handlers: TableHandlers, file: string, most: number): TableHandlers {
  let rows = 0;
  const count = () => {
    if (++rows <= most) return;
    throw new DataError("too-large", `has more than ${most} rows; expected at most that`, { file });
  };
  return {
    onSheet: (name, others) => handlers.onSheet?.(name, others),
    onHeader: (names, above) => handlers.onHeader(names, above),
    onRow(cells, line) {
      count();
      handlers.onRow(cells, line);
    },
    onBadRow(text, line) {
      count();
      handlers.onBadRow(text, line);
    },
  };
}
