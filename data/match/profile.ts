import { findLadder, type Ladder, likelyOrder, tierKey } from "../../tiering/index.ts";
import { newAmount, readAmount } from "../read/amount.ts";
import { AmountColumn } from "../read/amount-column.ts";
import { readDate } from "../read/dates.ts";
import { readTable } from "../read/table.ts";
import type { Cell } from "../read/table-shape.ts";
import type { Source } from "../source.ts";

/** What the first rows say of one column. */
export interface ColumnProfile {
  readonly name: string;
  readonly at: number;
  /** Up to three different values that are not blank. */
  readonly samples: readonly string[];
  /** Rows that are looked at, and how many of them are not blank. */
  readonly rows: number;
  readonly filled: number;
  readonly distinct: number;
  /** Shares of the cells that are not blank, 0 … 1. */
  readonly amounts: number;
  readonly dates: number;
  /** Share of cells such as K-0001 or 4711: one word with a digit. */
  readonly codes: number;
  /** Cells that read in two ways, and those that tell the decimal sign. */
  readonly either: number;
  readonly point: number;
  readonly comma: number;
  /** Cells that the loader rejects unless the decimal sign is given: thousands parted, where others are not. */
  readonly oddGroups: { readonly count: number; readonly sample: string };
  /** Cells with a currency or a magnitude of their own. */
  readonly units: number;
  /** Geometric mean of the amounts that are not 0, signs aside; 1 without any. */
  readonly typical: number;
  /** True where a cell such as 5.000 stands beside plain whole numbers below 1,000. */
  readonly looksGrouped: boolean;
  /** The ladder that its values stand on; null where there is none, or too many values. */
  readonly ladder: Ladder | null;
  /** Where it has 2 … 12 values: these, in the order in which they would most likely be tiers. */
  readonly likely: readonly string[];
}

/** The columns of a file as its first rows show them. */
export interface TableProfile {
  /** The sheet that is read of a workbook, and its other ones; null for other files. */
  readonly sheet: { readonly name: string; readonly others: readonly string[] } | null;
  /** The texts in the lines above the header. */
  readonly above: readonly string[];
  readonly columns: readonly ColumnProfile[];
  /** The columns that say one thing, or nothing, in all rows with the same value of a column. */
  steadyBy(column: ColumnProfile): readonly ColumnProfile[];
  /** The geometric mean of the amounts above 0 of one column in the rows with each value of another. */
  typicalBy(column: ColumnProfile, amount: ColumnProfile): ReadonlyMap<string, number>;
  /** The first rows, for people to look at. */
  readonly preview: readonly (readonly string[])[];
}

/** Most rows that are looked at. */
export const PROFILED_ROWS = 5_000;
/** Rows that are read for them at most, those among them that are no rows of the table. */
const READ_ROWS = 20_000;
const PREVIEWED_ROWS = 10;
const MOST_TIERS = 26;

const CODE = /^(?=[^\d]{0,40}\d)[\p{L}\d][\p{L}\d_./#-]{0,80}$/u;

class Enough extends Error {}

/**
 * Profiles the columns of a file by its first rows, at most 5,000.
 * @throws DataError for what makes a file unreadable
 */
export async function profileTable(
  source: Source,
  options: {
    readonly maxBytes: number;
    readonly sheet?: string | number | undefined;
    readonly encoding?: string | undefined;
  },
): Promise<TableProfile> {
  let names: readonly string[] = [];
  let above: readonly string[] = [];
  const rows: (readonly Cell[])[] = [];
  let sheet: TableProfile["sheet"] = null;
  let read = 0;
  const count = () => {
    if (rows.length >= PROFILED_ROWS || ++read >= READ_ROWS) throw new Enough();
  };
  try {
    await readTable(source, options, {
      onSheet(name, others) {
        sheet = { name, others };
      },
      onHeader(header, texts = []) {
        names = header;
        above = texts;
      },
      onRow(cells) {
        if (cells.length >= names.length) rows.push(cells);
        count();
      },
      onBadRow: count,
    });
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  const columns = names.map((name, at) => profileColumn(name, at, rows));
  return {
    sheet,
    above,
    columns,
    steadyBy: ({ at }) => columns.filter((other) => isSteady(rows, at, other.at)),
    typicalBy: (column, amount) => typicalBy(rows, column.at, amount.at),
    preview: rows.slice(0, PREVIEWED_ROWS).map((cells) => names.map((_, k) => String(cells[k] ?? ""))),
  };
}

/** True for a column that says one thing, or nothing, in all rows with the same value of another. */
function isSteady(rows: readonly (readonly Cell[])[], by: number, at: number): boolean {
  const said = new Map<Cell, Cell>();
  return rows.every((cells) => {
    const [key, cell] = [cells[by] ?? "", cells[at] ?? ""];
    if (cell === "" || key === "") return true;
    const before = said.get(key);
    if (before === undefined) said.set(key, cell);
    return before === undefined || before === cell;
  });
}

function typicalBy(rows: readonly (readonly Cell[])[], by: number, at: number): Map<string, number> {
  const amount = newAmount();
  const logs = new Map<string, { sum: number; count: number }>();
  for (const cells of rows) {
    const [key, cell] = [String(cells[by] ?? "").trim(), cells[at] ?? ""];
    if (typeof cell !== "number") readAmount(cell, amount);
    const value = typeof cell === "number" ? cell : amount.value;
    if (key === "" || !(value > 0 && value < 1e100)) continue;
    const log = logs.get(key) ?? { sum: 0, count: 0 };
    logs.set(key, { sum: log.sum + Math.log(value), count: log.count + 1 });
  }
  return new Map([...logs].map(([key, { sum, count }]) => [key, Math.exp(sum / count)]));
}

function profileColumn(name: string, at: number, rows: readonly (readonly Cell[])[]): ColumnProfile {
  const counts = new Map<string, number>();
  const amount = newAmount();
  const found = { filled: 0, amounts: 0, dates: 0, codes: 0, either: 0, point: 0, comma: 0, small: 0 };
  let units = 0;
  const column = new AmountColumn(name, null);
  const logs = { sum: 0, count: 0 };
  for (const cells of rows) {
    const cell = cells[at] ?? "";
    const text = String(cell).trim();
    if (text === "") continue;
    if (typeof cell !== "number") readAmount(text, amount);
    // A word for a blank says nothing of what the column holds.
    if (typeof cell !== "number" && amount.kind === "blank") continue;
    found.filled++;
    counts.set(text, (counts.get(text) ?? 0) + 1);
    if (typeof cell === "number" || amount.kind !== "bad") found.amounts++;
    const value = Math.abs(typeof cell === "number" ? cell : amount.value);
    if (value > 0 && value < 1e100) {
      logs.sum += Math.log(value);
      logs.count++;
    }
    if (typeof cell !== "number" && (amount.isScaled || amount.currency !== "")) units++;
    if (readDate(text) !== null) found.dates++;
    if (CODE.test(text)) found.codes++;
    if (typeof cell === "number") continue;
    if (amount.kind === "either") found.either++;
    else if (amount.kind === "point") found.point++;
    else if (amount.kind === "comma") found.comma++;
    else if (amount.kind === "plain" && Math.abs(amount.value) < 1000) found.small++;
    if (amount.kind !== "bad") column.push(amount, text, 0);
  }
  const share = (count: number) => (found.filled === 0 ? 0 : count / found.filled);
  return {
    name,
    at,
    samples: [...counts.keys()].slice(0, 3),
    rows: rows.length,
    filled: found.filled,
    distinct: counts.size,
    amounts: share(found.amounts),
    dates: share(found.dates),
    codes: share(found.codes),
    either: found.either,
    point: found.point,
    comma: found.comma,
    oddGroups: oddGroups(column, found),
    units,
    typical: Math.exp(logs.sum / Math.max(1, logs.count)),
    looksGrouped: found.either > 0 && found.small > 0,
    ...tiersOf(counts),
  };
}

/** What a column whose clear cells agree on the decimal sign rejects of those with the other mark between thousands. */
function oddGroups(
  column: AmountColumn,
  { either, point, comma }: Pick<ColumnProfile, "either" | "point" | "comma">,
): ColumnProfile["oddGroups"] {
  if (either === 0 || point > 0 === comma > 0) return { count: 0, sample: "" };
  const { rejected, decimal } = column.decide("");
  const odd = [...rejected.values()].filter((text) => !text.includes(decimal!));
  return { count: odd.length, sample: odd[0] ?? "" };
}

function tiersOf(counts: ReadonlyMap<string, number>): Pick<ColumnProfile, "ladder" | "likely"> {
  if (counts.size === 0 || counts.size > 2 * MOST_TIERS) return { ladder: null, likely: [] };
  const weights = new Map<string, number>();
  const spelling = new Map<string, string>();
  for (const [value, count] of [...counts].sort(([, a], [, b]) => b - a)) {
    const key = tierKey(value);
    weights.set(key, (weights.get(key) ?? 0) + count);
    if (!spelling.has(key)) spelling.set(key, value);
  }
  const isFew = weights.size > 1 && weights.size <= 12;
  return {
    ladder: findLadder(weights),
    likely: isFew ? likelyOrder(weights).map((key) => spelling.get(key)!) : [],
  };
}
