import {
  accountId,
  accountName,
  CHANGES,
  PROGRESSION_LISTS,
  type Progression,
  type Run,
} from "../../tiering/index.ts";
import type { Book } from "../book.ts";
import type { Delimiter } from "../read/dialect.ts";
import { renderCell, renderId } from "./cell.ts";
import { SliceWriter } from "./slice-writer.ts";

/** How a progression is written. */
export interface ProgressionCsvOptions {
  /** Accounts in the order to write them; the whole book in file order without. */
  readonly accounts?: Uint32Array;
  readonly delimiter?: Delimiter;
  /** Sign between whole and fraction; another than the delimiter. */
  readonly decimal?: "." | ",";
  readonly bom?: boolean;
}

/** Columns of the file; a cell is blank where the book does not bear it. */
export const PROGRESSION_COLUMNS = [
  "ID",
  "Name",
  "Tier",
  "PlannedTier",
  "Revenue",
  "Runway",
  "ChanceUp",
  "ChanceStay",
  "ChanceDown",
  "Said",
  "ChanceOfOwnTier",
  "LooksLike",
  "PeersMoved",
  "Lists",
] as const;

/**
 * Renders an assessed book as CSV, one row an account, beside the tiers of a run: slices of about 64 KiB,
 * CR LF after each row, numbers in shortest round-trip form, texts formula-safe. O(1) memory beside the lists.
 */
export function* progressionSlices(
  book: Book,
  run: Run,
  progression: Progression,
  { accounts = book.fileOrder, delimiter = ",", decimal = ".", bom = false }: ProgressionCsvOptions = {},
): Generator<Buffer> {
  const cellsOf = rowWriter(book, run, progression, decimal);
  const out = new SliceWriter();
  const line = (cells: readonly string[]) => out.text(`${cells.join(delimiter)}\r\n`);
  if (bom) out.text("\uFEFF");
  line(PROGRESSION_COLUMNS);
  for (const i of accounts) {
    line(cellsOf(i));
    if (out.isFull) yield out.take();
  }
  if (!out.isEmpty) yield out.take();
}

/** The cells of an account, each as it stands in the file. */
function rowWriter(
  book: Book,
  run: Run,
  { outlook, tierFit, frozen, lists }: Progression,
  decimal: "." | ",",
) {
  const beforeNames = book.tierNames.map(renderCell);
  const afterNames = run.tierNames.map(renderCell);
  const members = PROGRESSION_LISTS.map((name) => ({ name, of: new Set(lists[name]) }));
  const number = (value: number | undefined) =>
    value === undefined || Number.isNaN(value) ? "" : String(value).replace(".", decimal);
  return (i: number): string[] => [
    renderId(accountId(book, i)),
    renderCell(accountName(book, i) ?? ""),
    book.hasTiers ? beforeNames[book.tier[i]!]! : "",
    afterNames[run.tiers[i]!]!,
    number(book.revenue[i]!),
    number(book.potential[i]! - book.revenue[i]!),
    ...CHANGES.map((_, c) => number(outlook?.probabilities[CHANGES.length * i + c])),
    outlook ? CHANGES[outlook.predicted[i]!]! : "",
    number(tierFit?.ownTier[i]),
    tierFit ? beforeNames[tierFit.likeliest[i]!]! : "",
    number(frozen[i]),
    members
      .filter(({ of }) => of.has(i))
      .map(({ name }) => name)
      .join(" "),
  ];
}
