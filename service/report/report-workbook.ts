import { type Sheet, workbookSlices } from "../../data/xlsx/workbook.ts";
import { type LeaderReport, tablesOf } from "./leader-report.ts";
import type { ReportTable } from "./report-tables.ts";

/** The report as a workbook: a sheet with what is said, and one for each of its tables. */
export function reportWorkbook(report: LeaderReport): Iterable<Uint8Array> {
  const { title, source, lead, note, wish, figures, method } = report;
  const said = [
    ["Item", "Value", "Detail"],
    ["Title", title, source],
    ["In one sentence", lead, null],
    ...(note === "" ? [] : [["Note", note, null]]),
    ...(wish === "" ? [] : [["Asked for", wish, null]]),
    ...figures.map(({ name, value, detail }) => [name, value, detail]),
    ...method.map((text) => ["Method", text, null]),
  ];
  const first: Sheet = { name: "Report", rows: said, widths: widthsOf(said) };
  return workbookSlices([first, ...tablesOf(report).map(sheetOf)]);
}

function sheetOf({ title, columns, rows, exact }: ReportTable): Sheet {
  const cells = rows.map((row, r) => row.map((text, c) => exact?.[r]?.[c] ?? cellOf(text)));
  return { name: title, rows: [[...columns], ...cells], widths: widthsOf([columns, ...rows]) };
}

/** Widest column, in characters; longer texts go on to the right of it. */
const WIDEST = 60;

/** Columns as wide as what they hold. */
function widthsOf(rows: readonly (readonly (string | number | null)[])[]): number[] {
  const most = Math.max(...rows.map((row) => row.length));
  return Array.from({ length: most }, (_, c) =>
    Math.min(WIDEST, Math.max(...rows.map((row) => String(row[c] ?? "").length)) + 2),
  );
}

const COUNT = /^\d{1,3}(?:,\d{3})*$/;
const DECIMAL = /^[+−]?\d+\.\d+$/;

/** Counts and measures are numbers, so that a sheet can go on with them; all else is text. */
function cellOf(text: string): string | number {
  if (COUNT.test(text)) return Number(text.replaceAll(",", ""));
  return DECIMAL.test(text) ? Number(text.replace("−", "-")) : text;
}
