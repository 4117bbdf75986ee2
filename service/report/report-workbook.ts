import { type Sheet, workbookSlices } from "../../data/xlsx/workbook.ts";
import { type LeaderReport, tablesOf } from "./leader-report.ts";
import type { ReportTable } from "./report-tables.ts";

/** The report as a workbook: a sheet with what is said, and one for each of its tables. */
export function reportWorkbook(report: LeaderReport): Iterable<Uint8Array> {
  const { title, source, lead, note, wish, figures, method } = report;
  const said: Sheet = {
    name: "Report",
    rows: [
      ["Item", "Value", "Detail"],
      ["Title", title, source],
      ["In one sentence", lead, null],
      ...(note === "" ? [] : [["Note", note, null]]),
      ...(wish === "" ? [] : [["Asked for", wish, null]]),
      ...figures.map(({ name, value, detail }) => [name, value, detail]),
      ...method.map((text) => ["Method", text, null]),
    ],
  };
  return workbookSlices([said, ...tablesOf(report).map(sheetOf)]);
}

function sheetOf({ title, columns, rows }: ReportTable): Sheet {
  return { name: title, rows: [[...columns], ...rows.map((row) => row.map(cellOf))] };
}

const COUNT = /^\d{1,3}(?:,\d{3})*$/;
const DECIMAL = /^[+−]?\d+\.\d+$/;

/** Counts and measures are numbers, so that a sheet can go on with them; all else is text. */
function cellOf(text: string): string | number {
  if (COUNT.test(text)) return Number(text.replaceAll(",", ""));
  return DECIMAL.test(text) ? Number(text.replace("−", "-")) : text;
}
