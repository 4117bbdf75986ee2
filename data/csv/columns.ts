import { accountId, tierLetter, UNASSIGNED } from "../../tiering/index.ts";
import type { Book } from "../book.ts";
import { DataError } from "../errors.ts";
import { nearestNames } from "../nearest.ts";
import type { Delimiter } from "../read/delimiter.ts";
import { isPlainCell, renderCell } from "./cell.ts";
import { type RenderedCells, renderCells, renderDictionary } from "./rendered-dictionary.ts";
import type { SliceWriter } from "./slice-writer.ts";

/** Columns of every tiers CSV, in order. */
export const TIER_COLUMNS = [
  "ID",
  "PreviousTier",
  "Tier",
  "Change",
  "PI_acct",
  "TotalRevenue",
  "Reason",
] as const;

/** What a CSV shows of a run. */
export interface CsvRun {
  /** New tier of each account, 0 … tierCount − 1, or tierCount for an account without one; shape [n]. */
  readonly tiers: Uint8Array;
  readonly tierCount: number;
  /** PI_acct of each account; shape [n]. */
  readonly potential: Float64Array;
  /** Why account i is where it is, in words; the column is blank without. */
  readonly reason?: (i: number) => string;
}

/** Writes the cell of account i. */
export type CellWriter = (out: SliceWriter, i: number) => void;

/** The columns asked for: `all` is every tiers column, then the book's others in file order. */
export type CsvColumns = readonly string[] | "all";

/**
 * Names of the columns of a tiers CSV, in order, each once. A book's column that is named like a tiers
 * column gives way to it.
 * @throws DataError `unknown-csv-column`, with the nearest names.
 */
export function resolveCsvColumns(book: Book, columns: CsvColumns = TIER_COLUMNS): string[] {
  const id: string = book.roles.id;
  const all = [...new Set<string>([...TIER_COLUMNS, ...book.columns.filter((name) => name !== id)])];
  if (columns === "all") return all;
  for (const name of columns) {
    if (all.includes(name)) continue;
    const nearest = nearestNames(name, all);
    const message = `there is no column ${JSON.stringify(name)}; nearest: ${nearest.join(", ")}`;
    throw new DataError("unknown-csv-column", message, { nearest });
  }
  return [...new Set(columns)];
}

/** IDs: numbers and plain texts are copied byte by byte, others rendered. */
function idWriter(book: Book, delimiter: Delimiter): CellWriter {
  const { ids } = book;
  if (ids.numeric) return (out, i) => out.bytes(ids.bytes, ids.offsets[i]!, ids.offsets[i + 1]!);
  return (out, i) => out.text(renderCell(accountId(book, i), delimiter));
}

function coded(cells: RenderedCells, codes: ArrayLike<number>): CellWriter {
  return (out, i) => {
    const code = codes[i]!;
    out.bytes(cells.bytes, cells.offsets[code]!, cells.offsets[code + 1]!);
  };
}

/** Tier labels as the book spells them: with the word "Tier", or the letter alone; then the word for none. */
function tierCells(book: Book, count: number, delimiter: Delimiter): RenderedCells {
  const { values } = book.text.get(book.roles.tiers[0]!)!;
  const word = values.every((label) => /^tier/i.test(label)) ? "Tier " : "";
  const labels = Array.from({ length: count }, (_, t) => word + tierLetter(t));
  return renderCells([...labels, UNASSIGNED], delimiter);
}

/** Whether an account went up, stayed or went down; blank where it has no tier or the numbers of tiers differ. */
function changeWriter(book: Book, run: CsvRun): CellWriter {
  if (run.tierCount !== book.tierCount) return () => {};
  return (out, i) => {
    if (run.tiers[i] === run.tierCount) return;
    const step = run.tiers[i]! - book.tier[i]!;
    out.text(step < 0 ? "up" : step > 0 ? "down" : "same");
  };
}

function reasonWriter(run: CsvRun, delimiter: Delimiter): CellWriter {
  const { reason } = run;
  if (reason === undefined) return () => {};
  return (out, i) => {
    const text = reason(i);
    out.text(isPlainCell(text) ? text : renderCell(text, delimiter));
  };
}

/** The writer of one column; `name` is one that {@link resolveCsvColumns} gave. */
export function createCellWriter(book: Book, run: CsvRun, name: string, delimiter: Delimiter): CellWriter {
  switch (name) {
    case "ID":
      return idWriter(book, delimiter);
    case "PreviousTier":
      return coded(tierCells(book, book.tierCount, delimiter), book.tier);
    case "Tier":
      return coded(tierCells(book, run.tierCount, delimiter), run.tiers);
    case "Change":
      return changeWriter(book, run);
    case "PI_acct":
      return (out, i) => out.number(run.potential[i]!);
    case "TotalRevenue":
      return (out, i) => out.number(book.revenue[i]!);
    case "Reason":
      return reasonWriter(run, delimiter);
  }
  const text = book.text.get(name);
  if (text !== undefined) return coded(renderDictionary(text, delimiter), text.codes);
  const numbers = book.numbers.get(name)!;
  return (out, i) => out.number(numbers[i]!);
}
