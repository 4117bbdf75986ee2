import { createHash } from "node:crypto";
import { CsvError, parse } from "csv-parse/sync";
import { type Accounts, findAccount } from "../tiering/index.ts";
import { columnKey } from "./column-key.ts";
import { DataError } from "./errors.ts";
import { headerKey, SYNONYMS } from "./match/synonyms.ts";
import { openBytes } from "./read/bytes.ts";
import { MAX_RECORD_LENGTH } from "./read/csv-scanner.ts";
import { decodeText } from "./read/decode.ts";
import { detectDialect } from "./read/dialect.ts";
import { fileSource } from "./source.ts";

const MOST_BYTES = 64 * 2 ** 20;
const ID_NAMES = new Set(SYNONYMS.ID.map(headerKey));

/**
 * Reads account IDs from a CSV file: the column that is called by the book's own name of the ID, `ID` or a
 * word for it, else the first column. A first line of such a name is a header, and so is one of letters
 * alone in a book whose IDs are numbers; any other is an ID. Blank cells are skipped. O(file).
 * @throws DataError for what makes a file unreadable, naming it
 */
export async function readIdList(path: string, book: Accounts): Promise<string[]> {
  const isHeader = (first: string, isNamed: boolean) =>
    findAccount(book, first) < 0 && (isNamed || (book.ids.numeric && !/\d/.test(first)));
  return readIds(path, book.roles.id, isHeader);
}

/**
 * Reads account IDs from a CSV file as {@link readIdList}; `judge` says whether the first line's cell is a header,
 * by the cell and whether it is a word for an ID.
 * @throws DataError for what makes a file unreadable, naming it
 */
export async function readIds(
  path: string,
  idColumn: string,
  judge: (first: string, isNamed: boolean) => boolean,
): Promise<string[]> {
  const rows = await readRows(path);
  const [header = [], ...rest] = rows;
  const own = columnKey(idColumn);
  const named = header.findIndex((cell) => columnKey(cell) === own || ID_NAMES.has(headerKey(cell)));
  const at = Math.max(named, 0);
  const isHeader = judge((header[at] ?? "").trim(), named >= 0);
  return (isHeader ? rest : rows).map((cells) => (cells[at] ?? "").trim()).filter((id) => id !== "");
}

async function readRows(path: string): Promise<string[][]> {
  const opened = await openBytes(fileSource(path), MOST_BYTES);
  const { chunks } = decodeText(opened, { file: path, hash: createHash("sha256") });
  let text = "";
  for await (const chunk of chunks) text += chunk;
  const whole = text.replace(/^\uFEFF/, "");
  const dialect = detectDialect(whole, true) ?? { delimiter: ",", skip: 0 };
  try {
    const options = {
      delimiter: dialect.delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
    };
    return parse(whole.slice(dialect.skip), { ...options, max_record_size: MAX_RECORD_LENGTH });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const message = `is no list of IDs (${error.message}); expected a column of IDs`;
    throw new DataError("bad-quote", message, { file: path });
  }
}
