import { accountId, SIGNALS, type Signal, type SignalSource, surveySignals } from "../tiering/index.ts";
import type { Book } from "./book.ts";
import { type UnsizedValue, unsizedValues } from "./markets.ts";
import { sayNote } from "./note-words.ts";
import type { RejectedRow } from "./quality.ts";

/** One signal of a book: what it is made of, and what it covers. */
export interface SignalReport {
  readonly source: SignalSource;
  /** Accounts that have a value. */
  readonly defined: number;
  /** False where it does not tell accounts apart. */
  readonly varies: boolean;
  /** ID of the account that makes more than half of its variance; null where none does. */
  readonly lone: string | null;
}

/** Something odd that was accepted, with how often, and a few examples. */
export interface BookNote {
  readonly kind: string;
  readonly count: number;
  readonly text: string;
  readonly examples: readonly string[];
}

/** What a book has and how it was read: plain JSON. */
export interface BookReport {
  readonly id: string;
  readonly source: Book["source"];
  readonly format: string;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly sheet: string | null;
  readonly headerLine: number;
  /** Decimal sign by amount column, where its cells needed one. */
  readonly decimals: Readonly<Record<string, string>>;
  readonly currency: string | null;
  /** Rows of the file: accepted + rejected = read. */
  readonly rows: { readonly read: number; readonly accepted: number; readonly rejected: number };
  readonly accounts: number;
  readonly rejectedBy: Readonly<Record<string, number>>;
  /** The first rejected rows. */
  readonly rejected: readonly RejectedRow[];
  readonly notes: readonly BookNote[];
  readonly signals: Readonly<Record<Signal, SignalReport>>;
  /** Accounts by tier, highest first; null where the book was never tiered. */
  readonly tiers:
    | readonly { readonly name: string; readonly label: string; readonly accounts: number }[]
    | null;
  /** Values of the market columns that have no size, those of most accounts first; null without sizes. */
  readonly marketsWithoutSize: Readonly<Record<"geo" | "category", readonly UnsizedValue[] | null>>;
  /** What each column is for among ours, by its own name. */
  readonly roles: Readonly<Record<string, string>>;
}

const SHOWN_ROWS = 20;
const SHOWN_VALUES = 100;

/** Reports on a book: rows, notes, signals, tiers, markets without a size; O(N). */
export function reportBook(book: Book): BookReport {
  const { quality, facts } = book;
  const survey = surveySignals(book);
  const signals = Object.fromEntries(
    SIGNALS.map((signal) => {
      const { source, defined, varies, lone } = survey[signal];
      return [signal, { source, defined, varies, lone: lone && accountId(book, lone.account) }];
    }),
  ) as Record<Signal, SignalReport>;
  return {
    id: book.id,
    source: book.source,
    format: facts.format,
    encoding: facts.encoding,
    delimiter: facts.delimiter,
    sheet: facts.sheet,
    headerLine: facts.headerLine,
    decimals: facts.decimals,
    currency: book.currency,
    rows: { read: quality.input, accepted: quality.accepted, rejected: quality.rejected },
    accounts: book.n,
    rejectedBy: quality.rejectedBy,
    rejected: quality.rows.slice(0, SHOWN_ROWS),
    notes: [
      ...lossNotes(quality),
      ...Object.entries(quality.notes).map(([kind, count]) =>
        noteOf(kind, count, quality.examples[kind] ?? []),
      ),
    ],
    signals,
    tiers: book.hasTiers ? tierSizes(book) : null,
    marketsWithoutSize: { geo: unsized(book, "geo"), category: unsized(book, "category") },
    roles: Object.fromEntries(book.ourNames),
  };
}

function noteOf(kind: string, count: number, examples: readonly string[]): BookNote {
  return { kind, count, text: sayNote(kind, count, examples), examples };
}

/** True where more than a tenth of the rows is rejected: more than slips. */
function losesMuch({ quality }: Pick<Book, "quality">): boolean {
  return quality.rejected > 0.1 * quality.input;
}

function lossNotes(quality: Book["quality"]): BookNote[] {
  if (!losesMuch({ quality })) return [];
  const reasons = Object.entries(quality.rejectedBy).sort(([, a], [, b]) => b - a);
  const examples = reasons.slice(0, 5).map(([code, count]) => `${code}: ${count.toLocaleString("en")}`);
  return [noteOf("many-rejected", quality.rejected, examples)];
}

function tierSizes({ tier, tierNames, tierLabels }: Book) {
  const sizes = new Array<number>(tierNames.length).fill(0);
  for (const t of tier) sizes[t]!++;
  return tierNames.map((name, k) => ({ name, label: tierLabels[k]!, accounts: sizes[k]! }));
}

function unsized(book: Book, market: "geo" | "category"): readonly UnsizedValue[] | null {
  if (book[market].tam.every(Number.isNaN)) return null;
  return unsizedValues(book[market]).slice(0, SHOWN_VALUES);
}

/** The line that a start says of its book: accounts, and rows that were rejected with the first one's reason. */
export function openingLine({ n, source, quality, facts, mapping }: Book): string {
  const from =
    mapping.transactions === undefined
      ? ""
      : `, made of ${quality.accepted.toLocaleString("en")} order lines`;
  const encoding = facts.encoding === null || facts.encoding === "utf-8" ? "" : `, read as ${facts.encoding}`;
  return `${n.toLocaleString("en")} accounts from ${source.accounts}${from}${encoding}${rejectionWords({ quality }) || "; 0 rows rejected"}`;
}

/** What is to be said before anything else where more than a tenth of the rows is rejected; null where it is not. */
export function lossWarning({ quality }: Pick<Book, "quality">): string | null {
  if (!losesMuch({ quality })) return null;
  const share = Math.round((100 * quality.rejected) / quality.input);
  return `WARNING: ${share} % of the rows are rejected, and get no tier${rejectionWords({ quality })}`;
}

/** How many rows were rejected and why the first one was, behind a semicolon; "" where none were. */
export function rejectionWords({ quality }: Pick<Book, "quality">): string {
  const [first] = quality.rows;
  if (first === undefined) return "";
  const place = `line ${first.line}${first.column && ` (${first.column})`}`;
  return `; ${quality.rejected.toLocaleString("en")} of ${quality.input.toLocaleString("en")} rows rejected, the first on ${place}: ${first.reason}`;
}

/** The rejected rows as CSV: line, column, code, reason, and the row as it stood. */
export function* rejectedCsv({ quality }: Book, render: (text: string) => string): Generator<string> {
  yield "Line,Column,Code,Reason,Row\r\n";
  for (const { line, column, code, reason, row = "" } of quality.rows) {
    yield `${line},${[column, code, reason, row].map(render).join(",")}\r\n`;
  }
}
