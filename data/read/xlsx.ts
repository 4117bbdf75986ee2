import type { Hash } from "node:crypto";
import { DataError } from "../errors.ts";
import { nearestNames } from "../nearest.ts";
import { type OpenedBytes, readWhole } from "./bytes.ts";
import { findHeader, readHeader, textsAbove } from "./header.ts";
import { chooseSheet } from "./sheet-choice.ts";
import type { SheetRow } from "./sheet-rows.ts";
import type { TableFacts, TableHandlers, TableOptions } from "./table-shape.ts";
import { openWorkbook, type WorkbookSheet } from "./workbook.ts";

/** Filled rows that are held to find the header among them. */
export const HEAD_ROWS = 60;

/**
 * Reads a sheet of an XLSX workbook, the one asked for or the one that looks like a table of accounts: numbers
 * as numbers, dates as ISO text, texts as they stand (long IDs and leading zeros too). Holds the file, its
 * table of texts and a few rows.
 * @throws DataError `bad-workbook`, `too-large`, `unknown-sheet`, `empty-file`, `too-many-columns`
 */
export async function readXlsx(
  opened: OpenedBytes,
  file: string,
  options: TableOptions,
  hash: Hash,
  handlers: TableHandlers,
): Promise<TableFacts> {
  const bytes = await readWhole(opened);
  hash.update(bytes);
  const sheets = await openWorkbook(bytes, file, options.maxBytes);
  const asked = options.sheet;
  const sheet =
    asked === undefined ? await chooseSheet(sheets, options.header ?? {}) : askedSheet(sheets, asked, file);
  const otherSheets = sheets.filter((other) => other !== sheet).map(({ name }) => name);
  handlers.onSheet?.(sheet.name, otherSheets);
  const currencies = new Map<number, Set<string>>();
  const head: SheetRow[] = [];
  let names: readonly string[] | null = null;
  let headerLine = 0;
  const take = ({ cells, line, currencies: found }: SheetRow) => {
    for (const [place, currency] of found) {
      const known = currencies.get(place);
      if (known === undefined) currencies.set(place, new Set([currency]));
      else known.add(currency);
    }
    handlers.onRow(padded(cells, names!.length), line);
  };
  const start = () => {
    const at = findHeader(head, options.header ?? {});
    const header = head[at];
    if (header === undefined) throw noHeader(sheet.name, file);
    headerLine = header.line;
    names = readHeader(header, file, head[at - 1]);
    handlers.onHeader(names, textsAbove(head, at), headerLine);
    for (const row of head) if (row.line > headerLine) take(row);
  };
  for await (const row of sheet.rows()) {
    if (row.cells.every((cell) => cell === "")) continue;
    if (names !== null) take(row);
    else if (head.push(row) === HEAD_ROWS) start();
  }
  if (names === null) start();
  return {
    format: "xlsx",
    encoding: null,
    delimiter: null,
    sheet: sheet.name,
    otherSheets,
    currencies: Object.fromEntries([...currencies].map(([place, found]) => [names![place]!, [...found]])),
    headerLine,
    linesAbove: headerLine - 1,
    digest: hash.digest("hex"),
  };
}

/** A row with blanks where its last cells are: a sheet leaves them out. */
function padded(cells: SheetRow["cells"], width: number): SheetRow["cells"] {
  return cells.length >= width ? cells : [...cells, ...new Array<string>(width - cells.length).fill("")];
}

function askedSheet(sheets: readonly WorkbookSheet[], asked: string | number, file: string): WorkbookSheet {
  const found =
    typeof asked === "string"
      ? sheets.find(({ name }) => name.trim().toLowerCase() === asked.trim().toLowerCase())
      : sheets[asked - 1];
  if (found !== undefined) return found;
  const names = sheets.map(({ name }) => name);
  const message = `has no sheet ${JSON.stringify(asked)}; it has ${names.join(", ")}`;
  throw new DataError("unknown-sheet", message, { file, nearest: nearestNames(`${asked}`, names) });
}

function noHeader(sheet: string, file: string): DataError {
  const message = `the sheet ${JSON.stringify(sheet)} has no row for a header; expected one and at least one row below`;
  return new DataError("empty-file", message, { file });
}
