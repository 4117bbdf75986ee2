import { type CsvQuery, delimiterOf } from "../contract/csv.ts";
import { ContractError } from "../contract/errors.ts";
import type { Book } from "../data/book.ts";
import { resolveCsvColumns } from "../data/csv/columns.ts";
import { type CsvOptions, csvSlices } from "../data/csv/slices.ts";
import { DataError } from "../data/errors.ts";
import { accountsWorkbook, tiersWorkbook } from "../data/xlsx/tiers-workbook.ts";
import {
  hasReason,
  type Parameters,
  type Run,
  type Segmentation,
  segmentationReasons,
  spellPlan,
} from "../tiering/index.ts";
import { ENGINE } from "./version.ts";
import type { TieringResult } from "./workers/tasks.ts";

/** How a CSV is written, checked against the book. */
export type CsvForm = Required<Omit<CsvOptions, "rows">>;

/** Checks the CSV options of a query. @throws {ContractError} `invalid-query` for a column that is not there */
export function csvForm(query: CsvQuery, book: Book): CsvForm {
  const { columns, decimal = ".", bom = false } = query;
  const delimiter = delimiterOf(query);
  if (delimiter === decimal) {
    const detail =
      "the delimiter and the decimal sign are both a comma; expected another delimiter, such as ;";
    const message = `The query is not valid: delimiter: ${detail}.`;
    throw new ContractError("invalid-query", message, { faults: [{ parameter: "delimiter", detail }] });
  }
  const asked = columns?.length === 1 && columns[0] === "all" ? "all" : columns;
  try {
    return { columns: resolveCsvColumns(book, asked), delimiter, decimal, bom };
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    const { message, details } = error;
    const fault = { parameter: "columns", detail: message, nearest: details.nearest };
    throw new ContractError("invalid-query", `The query is not valid: columns: ${message}.`, {
      faults: [fault],
    });
  }
}

/** The tiers of a result as slices of CSV. */
export function tiersCsv(book: Book, { run, reasons }: TieringResult, form: CsvForm): Iterable<Uint8Array> {
  return csvSlices(book, { ...run, reason: reasonByIndex(book, run, reasons) }, form);
}

/** The tiers of a result as slices of an XLSX workbook, with the summary, the moves and the plan beside them. */
export function tiersXlsx(
  book: Book,
  { run, summary, reasons }: TieringResult,
  { columns }: Pick<CsvForm, "columns">,
): Iterable<Uint8Array> {
  const shown = { ...run, reason: reasonByIndex(book, run, reasons) };
  return tiersWorkbook(book, shown, { summary, columns, parameters: spellPlan(run.plan), engine: ENGINE });
}

/** Some accounts of a result, in this order, as slices of CSV. */
export function accountsCsv(
  book: Book,
  { run, reasons }: TieringResult,
  rows: Uint32Array,
  form: CsvForm,
): Iterable<Uint8Array> {
  return csvSlices(book, { ...run, reason: reasonByIndex(book, run, reasons) }, { ...form, rows });
}

/** The same as slices of an XLSX workbook; `filter` is how they were chosen, as the query spells it. */
export function accountsXlsx(
  book: Book,
  { run, reasons }: TieringResult,
  { rows, filter }: { readonly rows: Uint32Array; readonly filter: Parameters },
  { columns }: Pick<CsvForm, "columns">,
): Iterable<Uint8Array> {
  const shown = { ...run, reason: reasonByIndex(book, run, reasons) };
  const parameters = [...spellPlan(run.plan), ...filter];
  return accountsWorkbook(book, shown, rows, { columns, parameters, engine: ENGINE });
}

/** The tiers of a segmentation as slices of CSV. */
export function segmentationCsv(book: Book, segmentation: Segmentation, form: CsvForm): Iterable<Uint8Array> {
  return csvSlices(book, { ...segmentation, reason: segmentationReasons(segmentation) }, form);
}

/** Reasons are kept for the accounts alone that have one; this finds the one of account i. */
function reasonByIndex(book: Book, run: Run, reasons: readonly string[]): (i: number) => string {
  const has = hasReason(book, run);
  const place = new Uint32Array(book.n);
  let kept = 0;
  for (let i = 0; i < book.n; i++) if (has(i)) place[i] = kept++;
  return (i) => (has(i) ? reasons[place[i]!]! : "");
}
