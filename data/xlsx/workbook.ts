import { type ZipEntry, zipSlices } from "./zip.ts";

/** A cell: text (also of digits, which stays text), a number, or nothing. */
export type SheetCell = string | number | null;

/** A sheet: its name, and its rows as they are asked for; the first is the header. */
export interface Sheet {
  readonly name: string;
  readonly rows: Iterable<readonly SheetCell[]>;
  /** How wide the columns are, in characters; a spreadsheet's own width without. */
  readonly widths?: readonly number[];
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

/** Most rows and most characters in a cell that a spreadsheet takes. */
const MOST_ROWS = 1_048_576;
const MOST_CHARACTERS = 32_767;

/**
 * Writes an XLSX workbook piece by piece, a sheet packed at a time: texts as inline strings (an ID of digits
 * or with leading zeros stays text, and a text is never a formula), numbers as numbers, the header bold and
 * frozen. The same sheets give the same bytes. O(cells).
 */
export function workbookSlices(sheets: readonly Sheet[]): Generator<Buffer> {
  return zipSlices(parts(sheets));
}

function* parts(sheets: readonly Sheet[]): Generator<ZipEntry> {
  const part = (name: string, ...content: string[]): ZipEntry => ({ name, content: [HEAD, ...content] });
  yield part("[Content_Types].xml", contentTypes(sheets.length));
  yield part(
    "_rels/.rels",
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  yield part("xl/workbook.xml", workbook(sheets));
  yield part("xl/_rels/workbook.xml.rels", workbookRelations(sheets.length));
  yield part("xl/styles.xml", STYLES);
  for (const [k, sheet] of sheets.entries()) {
    yield { name: `xl/worksheets/sheet${k + 1}.xml`, content: sheetXml(sheet) };
  }
}

function contentTypes(sheets: number): string {
  const type = (part: string, kind: string) =>
    `<Override PartName="/xl/${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
  const each = Array.from({ length: sheets }, (_, k) => type(`worksheets/sheet${k + 1}.xml`, "worksheet"));
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type("workbook.xml", "sheet.main")}${type("styles.xml", "styles")}${each.join("")}</Types>`;
}

function workbook(sheets: readonly Sheet[]): string {
  const each = sheets.map(
    ({ name }, k) => `<sheet name="${escaped(name)}" sheetId="${k + 1}" r:id="rId${k + 1}"/>`,
  );
  return `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${each.join("")}</sheets></workbook>`;
}

function workbookRelations(sheets: number): string {
  const each = Array.from(
    { length: sheets },
    (_, k) =>
      `<Relationship Id="rId${k + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${k + 1}.xml"/>`,
  );
  const styles = `<Relationship Id="rId${sheets + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/>`;
  return `<Relationships xmlns="${PACKAGE}/relationships">${each.join("")}${styles}</Relationships>`;
}

/** Style 0 is plain, 1 the bold of headers, 2 text that stays text when it is edited. */
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`;

function* sheetXml({ name, rows, widths = [] }: Sheet): Generator<string> {
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${columnsXml(widths)}<sheetData>`;
  let line = 0;
  for (const cells of rows) {
    line++;
    if (line > MOST_ROWS) throw new RangeError(`the sheet ${name} has more than ${MOST_ROWS} rows`);
    let row = `<row r="${line}">`;
    for (let k = 0; k < cells.length; k++) row += cellXml(cells[k]!, `${columnName(k)}${line}`, line === 1);
    yield `${row}</row>`;
  }
  yield "</sheetData></worksheet>";
}

function columnsXml(widths: readonly number[]): string {
  if (widths.length === 0) return "";
  const each = widths.map(
    (width, k) => `<col min="${k + 1}" max="${k + 1}" width="${width}" customWidth="1"/>`,
  );
  return `<cols>${each.join("")}</cols>`;
}

const NAMES: string[] = [];

/** Name of column k: A … Z, AA … */
function columnName(k: number): string {
  for (let at = NAMES.length; at <= k; at++) {
    const last = String.fromCharCode(65 + (at % 26));
    NAMES.push(at < 26 ? last : NAMES[Math.floor(at / 26) - 1]! + last);
  }
  return NAMES[k]!;
}

/** A blank cell is left out. */
function cellXml(cell: SheetCell, place: string, isHeader: boolean): string {
  if (cell === null || cell === "") return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? `<c r="${place}"><v>${cell}</v></c>` : "";
  const text = cell.length > MOST_CHARACTERS ? cell.slice(0, MOST_CHARACTERS) : cell;
  return `<c r="${place}" t="inlineStr" s="${isHeader ? 1 : 2}"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "_x000D_",
};

/** Text for XML: entities, a carriage return as spreadsheets write it, control characters and lone halves left out. */
function escaped(text: string): string {
  if (!/[&<>"\r\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(text)) return text;
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"\r]/g, (character) => ENTITIES[character]!);
}
