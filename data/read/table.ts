import { createHash } from "node:crypto";
import { DataError } from "../errors.ts";
import type { Source } from "../source.ts";
import { openBytes } from "./bytes.ts";
import { readCsv } from "./csv.ts";
import { readParquet } from "./parquet.ts";
import { readRows } from "./rows.ts";
import type { TableFacts, TableHandlers, TableOptions } from "./table-shape.ts";
import { readXlsx } from "./xlsx.ts";

/** Rows of the largest table that is read: five times the accounts that the bytes suffice for. */
const MOST_ROWS = 20_000_000;

/** The first bytes of a zip archive, such as a workbook. */
export const ZIP = "504b0304";
/** Those of a Parquet file. */
export const PARQUET = "50415231";

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
    onHeader: (names, above, line) => handlers.onHeader(names, above, line),
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
