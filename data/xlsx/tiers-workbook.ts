import { accountId, type Kpis, type Parameters, type Summary } from "../../tiering/index.ts";
import type { Book } from "../book.ts";
import {
  type CsvColumns,
  type CsvRun,
  fileNumbers,
  resolveCsvColumns,
  runTierLabels,
  TIER_COLUMNS,
} from "../csv/columns.ts";
import { type Sheet, type SheetCell, workbookSlices } from "./workbook.ts";

/** What a workbook says beside the tiers themselves. */
export interface WorkbookReport {
  readonly summary: Summary;
  /** The plan as the query spells it. */
  readonly parameters: Parameters;
  /** Version of the engine. */
  readonly engine: string;
  /** Columns of the sheet Tiers; those of the CSV. */
  readonly columns?: CsvColumns;
}

const MEASURES: readonly (readonly [keyof Kpis, string])[] = [
  ["composite", "Composite"],
  ["tpa", "TPA"],
  ["tciPi", "TCI_PI"],
  ["tciRev", "TCI_REV"],
  ["sfi", "SFI"],
];

/**
 * The tiers of a run as an XLSX workbook, piece by piece: the sheets Summary, Moves, Tiers (the CSV's
 * columns, IDs as text) and Plan. The same run gives the same bytes. O(N · columns).
 * @throws DataError `unknown-csv-column`
 */
export function tiersWorkbook(book: Book, run: CsvRun, report: WorkbookReport): Generator<Buffer> {
  const columns = resolveCsvColumns(book, report.columns);
  const order = book.fileOrder;
  const isMoved = (i: number) => book.hasTiers && run.tiers[i] !== book.tier[i];
  const named = book.roles.name === null ? [] : [book.roles.name];
  const moves = [TIER_COLUMNS[0], ...named, ...TIER_COLUMNS.slice(1)];
  return workbookSlices([
    { name: "Summary", rows: summaryRows(report.summary) },
    { name: "Moves", rows: accountRows(book, run, moves, order, isMoved) },
    { name: "Tiers", rows: accountRows(book, run, columns, order, () => true) },
    { name: "Plan", rows: planRows(book, report) },
  ] satisfies readonly Sheet[]);
}

/**
 * Some accounts of a run as an XLSX workbook, piece by piece: the sheets Accounts (the CSV's columns, IDs as text, in
 * the order of `rows`) and Plan, which says how they were chosen too. O(rows · columns).
 * @throws DataError `unknown-csv-column`
 */
export function accountsWorkbook(
  book: Book,
  run: CsvRun,
  rows: Uint32Array,
  report: Omit<WorkbookReport, "summary">,
): Generator<Buffer> {
  const columns = resolveCsvColumns(book, report.columns);
  return workbookSlices([
    { name: "Accounts", rows: accountRows(book, run, columns, rows, () => true) },
    { name: "Plan", rows: planRows(book, report) },
  ] satisfies readonly Sheet[]);
}

function* summaryRows({
  kpis,
  distribution,
  tiers,
  moved,
  accounts,
  notes,
  rules,
}: Summary): Generator<SheetCell[]> {
  yield ["Measure", "Before", "After", "Change"];
  for (const [key, name] of MEASURES) {
    yield [name, kpis.before?.[key] ?? null, kpis.after[key], kpis.lift?.[key] ?? null];
  }
  yield ["Accounts", distribution.before === null ? null : accounts, accounts, null];
  for (const [k, tier] of tiers.entries()) {
    const before = distribution.before?.[k] ?? null;
    const after = distribution.after[k]!;
    yield [`Accounts in ${tier}`, before, after, before === null ? null : after - before];
  }
  if (moved !== null) yield ["Accounts moved", null, moved.count, null];
  for (const { rule, limit, kept, asked } of rules) {
    yield [`Rule ${rule}`, limit, kept ? "kept" : "broken", asked ? null : "not asked for"];
  }
  for (const { text } of notes) yield ["Note", text, null, null];
}

function* planRows(
  book: Book,
  { parameters, engine }: Omit<WorkbookReport, "summary">,
): Generator<SheetCell[]> {
  yield ["Item", "Value"];
  for (const [name, text] of parameters) yield [name, text];
  yield ["book", book.source.accounts];
  yield ["book id", book.id];
  yield ["market table", book.source.tam];
  yield ["engine", engine];
}

function* accountRows(
  book: Book,
  run: CsvRun,
  columns: readonly string[],
  order: Uint32Array,
  isShown: (i: number) => boolean,
): Generator<SheetCell[]> {
  yield [...columns];
  const cells = columns.map((name) => cellReader(book, run, name));
  for (const i of order) if (isShown(i)) yield cells.map((cellOf) => cellOf(i));
}

type CellReader = (i: number) => SheetCell;

const number = (value: number): SheetCell => (Number.isNaN(value) ? null : value);

function cellReader(book: Book, run: CsvRun, name: string): CellReader {
  const labels = runTierLabels(book, run);
  switch (name) {
    case "ID":
    case book.roles.id:
      return (i) => accountId(book, i);
    case "PreviousTier":
      return (i) => (book.hasTiers ? book.tierLabels[book.tier[i]!]! : null);
    case "Tier":
      return (i) => labels[run.tiers[i]!]!;
    case "Change":
      return (i) => {
        if (!book.hasTiers || run.tierCount !== book.tierCount || run.tiers[i] === run.tierCount) return null;
        const step = run.tiers[i]! - book.tier[i]!;
        return step < 0 ? "up" : step > 0 ? "down" : "same";
      };
    case "PI_acct":
      return (i) => run.potential[i]!;
    case "TotalRevenue":
      return (i) => (book.roles.revenues.length === 0 ? null : book.revenue[i]!);
    case "Reason":
      return (i) => run.reason?.(i) ?? null;
  }
  const text = book.text.get(name);
  if (text !== undefined) return (i) => text.values[text.codes[i]!]!;
  const numberOf = fileNumbers(book, name);
  return (i) => number(numberOf(i));
}
