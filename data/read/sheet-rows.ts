import { DataError } from "../errors.ts";
import { MAX_COLUMNS } from "./header.ts";
import type { NumberStyle } from "./sheet-styles.ts";
import type { Cell } from "./table-shape.ts";
import { attributeOf, runsOf, unescapeXml } from "./xml.ts";

/** Longest text of a row. */
const MAX_ROW_LENGTH = 2 ** 25;
const DAY_SECONDS = 86_400;
/** Days from the first day of a workbook to that of the clock, and between its two ways to count. */
const [EPOCH_DAYS, DAYS_1904] = [25_569, 1_462];

/** What the cells of a sheet refer to. */
export interface SheetContext {
  readonly file: string;
  readonly strings: readonly string[];
  readonly styles: readonly NumberStyle[];
  /** True where days are counted from 1904. */
  readonly is1904: boolean;
}

/** One row of a sheet: its cells, blank ones as "", and its number, from 1. */
export interface SheetRow {
  readonly cells: readonly Cell[];
  readonly line: number;
  /** Currencies of the number formats of its cells, by place. */
  readonly currencies: ReadonlyMap<number, string>;
}

const NO_CURRENCIES: ReadonlyMap<number, string> = new Map();

/**
 * Splits the XML of a sheet into rows as it comes: numbers as numbers, dates as ISO text, texts as they
 * stand, errors as their words. Holds one piece and one row. O(length).
 * @throws DataError `bad-workbook`, `too-many-columns`
 */
export async function* sheetRows(
  pieces: AsyncIterable<string>,
  context: SheetContext,
): AsyncGenerator<SheetRow> {
  let text = "";
  let prefix: string | null = null;
  let line = 0;
  for await (const piece of pieces) {
    text += piece;
    if (prefix === null) {
      const root = ROOT.exec(text.slice(0, 2 ** 16));
      if (root !== null) prefix = root[1] ?? "";
    }
    const tags = tagsWith(prefix ?? "");
    let at = 0;
    for (;;) {
      const open = text.indexOf(tags.row, at);
      if (open < 0) {
        at = Math.max(at, text.length - tags.row.length);
        break;
      }
      const tagEnd = text.indexOf(">", open);
      if (tagEnd < 0) {
        at = open;
        break;
      }
      if (!isTagEnd(text.charCodeAt(open + tags.row.length))) {
        at = tagEnd + 1;
        continue;
      }
      const isEmpty = text[tagEnd - 1] === "/";
      const close = isEmpty ? tagEnd : text.indexOf(tags.rowEnd, tagEnd);
      if (close < 0) {
        at = open;
        break;
      }
      line = Number(attributeOf(text.slice(open, tagEnd), "r") ?? line + 1);
      if (!isEmpty) yield readRow(text, tagEnd + 1, close, line, tags, context);
      at = close + 1;
    }
    text = text.slice(at);
    if (text.length > MAX_ROW_LENGTH) throw badSheet(context.file, line + 1);
  }
}

const ROOT = /<([\w-]{1,40}:)?worksheet[\s>]/;
/** True for what may follow the name of a tag. */
const isTagEnd = (unit: number): boolean =>
  unit === 32 || unit === 62 || unit === 47 || unit === 10 || unit === 13 || unit === 9;

type Tags = ReturnType<typeof tagsWith>;

const tagsWith = (prefix: string) => ({
  prefix,
  row: `<${prefix}row`,
  rowEnd: `</${prefix}row>`,
  cell: `<${prefix}c`,
  cellEnd: `</${prefix}c>`,
  value: `<${prefix}v>`,
  valueEnd: `</${prefix}v>`,
});

function readRow(
  text: string,
  from: number,
  to: number,
  line: number,
  tags: Tags,
  context: SheetContext,
): SheetRow {
  const cells: Cell[] = [];
  let currencies: Map<number, string> | null = null;
  let place = -1;
  for (let at = text.indexOf(tags.cell, from); at >= 0 && at < to; at = text.indexOf(tags.cell, at)) {
    const tagEnd = text.indexOf(">", at);
    if (!isTagEnd(text.charCodeAt(at + tags.cell.length))) {
      at = tagEnd + 1;
      continue;
    }
    const tag = text.slice(at + tags.cell.length, tagEnd);
    const reference = attributeOf(tag, "r");
    place = reference === null ? place + 1 : columnOf(reference);
    if (text[tagEnd - 1] === "/") {
      at = tagEnd + 1;
      continue;
    }
    const end = text.indexOf(tags.cellEnd, tagEnd);
    if (end < 0 || end > to) throw badSheet(context.file, line);
    const style = context.styles[Number(attributeOf(tag, "s") ?? -1)];
    const cell = readCell(text, tagEnd + 1, end, attributeOf(tag, "t"), style, tags, context);
    at = end + tags.cellEnd.length;
    if (cell === "") continue;
    if (place >= MAX_COLUMNS || place < 0) {
      const message = `a cell stands in column ${place + 1}; expected at most ${MAX_COLUMNS} columns`;
      throw new DataError("too-many-columns", message, { file: context.file, line });
    }
    while (cells.length < place) cells.push("");
    cells[place] = cell;
    if (typeof cell === "number" && style !== undefined && style.currency !== "") {
      currencies ??= new Map();
      currencies.set(place, style.currency);
    }
  }
  return { cells, line, currencies: currencies ?? NO_CURRENCIES };
}

function readCell(
  text: string,
  from: number,
  to: number,
  type: string | null,
  style: NumberStyle | undefined,
  tags: Tags,
  { strings, is1904 }: SheetContext,
): Cell {
  if (type === "inlineStr") return runsOf(text.slice(from, to), tags.prefix).trim();
  const open = text.indexOf(tags.value, from);
  if (open < 0 || open > to) return "";
  const value = text.slice(open + tags.value.length, text.indexOf(tags.valueEnd, open));
  if (type === "s") return (strings[Number(value)] ?? "").trim();
  if (type === "b") return value === "1" ? "true" : "false";
  if (type === "d") return value.replace(/T00:00:00(?:\.0+)?Z?$/, "");
  const plain = unescapeXml(value).trim();
  if (type === "str" || type === "e" || plain === "") return plain;
  const number = Number(plain);
  if (Number.isNaN(number)) return plain;
  return style?.isDate ? serialDate(number + (is1904 ? DAYS_1904 : 0)) : number;
}

/** The place of a reference such as `AB12`, from 0. */
function columnOf(reference: string): number {
  let place = 0;
  for (let k = 0; k < reference.length; k++) {
    const letter = reference.charCodeAt(k) & 0xdf;
    if (letter < 65 || letter > 90) break;
    place = place * 26 + letter - 64;
  }
  return place - 1;
}

/** A day of a sheet as ISO text, with the time of day where it has one, to the second. */
function serialDate(serial: number): string {
  // Sheets count a 29 February 1900 that there was not.
  const days = serial < 60 ? serial + 1 : serial;
  return dateText(new Date(Math.round((days - EPOCH_DAYS) * DAY_SECONDS) * 1000));
}

/** A date as ISO text, with the time of day only where it has one; to the second, which is all that sheets keep. */
export function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return "";
  const text = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.slice(0, 19);
}

function badSheet(file: string, line: number): DataError {
  const message = "a row of the sheet cannot be read; expected a whole XLSX workbook";
  return new DataError("bad-workbook", message, { file, line });
}
