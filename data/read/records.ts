import type { Source } from "../source.ts";
import { readTable } from "./table.ts";

/** What is done with the records of a file, one call each, in file order. */
export interface RecordHandlers {
  /** Gets the trimmed column names, all different. */
  onHeader(names: readonly string[]): void;
  /** Gets the cells of a row as text, and the line it starts on; not always as many as names. */
  onRow(cells: readonly string[], line: number): void;
}

/**
 * Reads a small table of any format as text, record by record; a line whose quotes cannot be read is a
 * record of one cell. Gives the SHA-256 of the file as hex.
 * @throws DataError as {@link readTable}
 */
export async function readRecords(
  source: Source,
  maxBytes: number,
  handlers: RecordHandlers,
): Promise<string> {
  const { digest } = await readTable(
    source,
    { maxBytes },
    {
      onHeader: (names) => handlers.onHeader(names),
      onRow: (cells, line) => handlers.onRow(cells.map(String), line),
      onBadRow: (text, line) => handlers.onRow([text], line),
    },
  );
  return digest;
}
