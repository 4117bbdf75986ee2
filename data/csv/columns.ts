import { accountId, tierKey, tierLetter, UNASSIGNED } from "../../tiering/index.ts";
import type { Book } from "../book.ts";
import { DataError } from "../errors.ts";
import { nearestNames } from "../nearest.ts";
import { isPlainCell, renderCell, renderId } from "./cell.ts";
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
  /** Names of the tiers, highest first; letters where absent. */
  readonly tierNames?: readonly string[];
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
  all.push(id);
  for (const name of columns) {
    if (all.includes(name)) continue;
    const nearest = nearestNames(name, all);
    const message = `there is no column ${JSON.stringify(name)}; nearest: ${nearest.join(", ")}`;
    throw new DataError("unknown-csv-column", message, { nearest });
  }
  return [...new Set(columns)];
}

/** IDs: numbers and plain texts are copied byte by byte, others rendered. */
function idWriter(book: Book): CellWriter {
  const { ids } = book;
  if (ids.numeric) return (out, i) => out.bytes(ids.bytes, ids.offsets[i]!, ids.offsets[i + 1]!);
  return (out, i) => out.text(renderId(accountId(book, i)));
}

function coded(cells: RenderedCells, codes: ArrayLike<number>): CellWriter {
  return (out, i) => {
    const code = codes[i]!;
    out.bytes(cells.bytes, cells.offsets[code]!, cells.offsets[code + 1]!);
  };
}

/**
 * Labels of tiers, highest first, as the book's file spells them: a name of the book by its label, another
 * one like the book's ("Tier " before it where all of them have that).
 */
function tierLabelsOf(book: Book, names: readonly string[]): string[] {
  const known = new Map(book.tierNames.map((name, k) => [tierKey(name), book.tierLabels[k]!]));
  const word = book.tierLabels.every((label) => /^tier /i.test(label)) ? "Tier " : "";
  return names.map((name) => known.get(tierKey(name)) ?? word + name);
}

/** Labels of a run's tiers as the book's file would spell them, highest first; then the word for none. */
export function runTierLabels(book: Book, run: CsvRun): string[] {
  const names = run.tierNames ?? Array.from({ length: run.tierCount }, (_, k) => tierLetter(k));
  // A run with as many tiers as the book has the book's own, by whatever names it calls them.
  const labels =
    book.hasTiers && run.tierCount === book.tierCount ? book.tierLabels : tierLabelsOf(book, names);
  return [...labels, UNASSIGNED];
}

/** Whether an account went up, stayed or went down; blank where it has no tier or the numbers of tiers differ. */
function changeWriter(book: Book, run: CsvRun): CellWriter {
  if (!book.hasTiers || run.tierCount !== book.tierCount) return () => {};
  return (out, i) => {
    if (run.tiers[i] === run.tierCount) return;
    const step = run.tiers[i]! - book.tier[i]!;
    out.text(step < 0 ? "up" : step > 0 ? "down" : "same");
  };
}

function reasonWriter(run: CsvRun): CellWriter {
  const { reason } = run;
  if (reason === undefined) return () => {};
  return (out, i) => {
    const text = reason(i);
    out.text(isPlainCell(text) ? text : renderCell(text));
  };
}

/** The numbers of a column in the unit of the file, which its name tells: thousands under `Umsatz in T€`. */
export function fileNumbers(book: Book, name: string): (i: number) => number {
  const numbers = book.numbers.get(name)!;
  const factor = book.facts.factors[name];
  return factor === undefined ? (i) => numbers[i]! : (i) => Number((numbers[i]! / factor).toPrecision(15));
}

/** The writer of one column; `name` is one that {@link resolveCsvColumns} gave. */
export function createCellWriter(book: Book, run: CsvRun, name: string): CellWriter {
  switch (name) {
    case "ID":
    case book.roles.id:
      return idWriter(book);
    case "PreviousTier":
      return book.hasTiers ? coded(renderCells(book.tierLabels), book.tier) : () => {};
    case "Tier":
      return coded(renderCells(runTierLabels(book, run)), run.tiers);
    case "Change":
      return changeWriter(book, run);
    case "PI_acct":
      return (out, i) => out.number(run.potential[i]!);
    case "TotalRevenue":
      return book.roles.revenues.length === 0 ? () => {} : (out, i) => out.number(book.revenue[i]!);
    case "Reason":
      return reasonWriter(run);
  }
  const text = book.text.get(name);
  if (text !== undefined) return coded(renderDictionary(text), text.codes);
  const numberOf = fileNumbers(book, name);
  return (out, i) => out.number(numberOf(i));
}
