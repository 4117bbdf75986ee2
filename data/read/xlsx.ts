import type { Hash } from "node:crypto";
import readWorkbook from "read-excel-file/node";
import { DataError } from "../errors.ts";
import { nearestNames } from "../nearest.ts";
import { type OpenedBytes, readWhole } from "./bytes.ts";
import { findHeader, readHeader } from "./header.ts";
import type { Cell, TableFacts, TableHandlers, TableOptions } from "./table.ts";
import { checkInflatedSize } from "./zip-size.ts";

interface Sheet {
  readonly sheet: string;
  readonly data: readonly (readonly unknown[])[];
}

/**
 * Reads a sheet of an XLSX workbook, the first or the one asked for: numbers as numbers, dates as ISO text,
 * texts as they stand (long IDs and leading zeros too). Holds the whole workbook.
 * @throws DataError `bad-workbook`, `too-large`, `unknown-sheet`, `empty-file`
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
  checkInflatedSize(bytes, file);
  const { sheet, data } = chooseSheet(await readSheets(bytes, file), options.sheet, file);
  const rows = data.map((cells, k) => ({ cells: cells.map(cellOf), line: k + 1 }));
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== ""));
  const header = filled[findHeader(filled, options.header ?? {})];
  if (header === undefined) {
    const message = `the sheet ${JSON.stringify(sheet)} has no row for a header; expected one and at least one row below`;
    throw new DataError("empty-file", message, { file });
  }
  const names = readHeader(header, file);
  handlers.onHeader(names);
  for (const { cells, line } of filled) if (line > header.line) handlers.onRow(cells, line);
  return {
    format: "xlsx",
    encoding: null,
    delimiter: null,
    sheet,
    otherSheets: [],
    currencies: {},
    headerLine: header.line,
    linesAbove: header.line - 1,
    digest: hash.digest("hex"),
  };
}

async function readSheets(bytes: Buffer, file: string): Promise<readonly Sheet[]> {
  try {
    return (await readWorkbook(bytes, { trim: false })) as unknown as readonly Sheet[];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataError("bad-workbook", `cannot be read as a workbook (${reason}); expected XLSX`, { file });
  }
}

function chooseSheet(sheets: readonly Sheet[], asked: string | number | undefined, file: string): Sheet {
  const found =
    typeof asked === "string"
      ? sheets.find(({ sheet }) => sheet.trim().toLowerCase() === asked.trim().toLowerCase())
      : sheets[(asked ?? 1) - 1];
  if (found !== undefined) return found;
  const names = sheets.map(({ sheet }) => sheet);
  const message = `has no sheet ${JSON.stringify(asked)}; it has ${names.join(", ")}`;
  throw new DataError("unknown-sheet", message, { file, nearest: nearestNames(`${asked}`, names) });
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return value;
  if (value instanceof Date) return dateText(value);
  return String(value).trim();
}

/** A date as ISO text, with the time of day only where it has one; to the second, which is all that sheets keep. */
export function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return "";
  const text = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.slice(0, 19);
}
