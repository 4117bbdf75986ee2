import { type Plan, SIGNALS, type Signal } from "../../tiering/index.ts";
import { DataError } from "../errors.ts";
import type { Value, Warehouse } from "./warehouse.ts";

/** Mean and deviation of a signal, and where its values are cut; null where it does not vary. */
export interface SignalScale {
  readonly mean: number;
  /** One over the population standard deviation. */
  readonly scale: number;
  readonly low: number;
  readonly high: number;
}

/** What is known of the accounts' signals: a scale each, and of the revenue what the KPIs need. */
export interface SignalTotals {
  readonly n: number;
  readonly scales: Readonly<Record<Signal, SignalScale | null>>;
  readonly revenueMean: number;
  /** Sum of squares of the revenue around its mean; exactly 0 where it does not vary. */
  readonly revenueSquares: number;
  readonly revenueTotal: number;
  /** Accounts by tier before (rows) and with the forced ones in theirs (columns). */
  readonly placed: readonly (readonly number[])[];
}

/** Differences below this are the rounding of a formula, as in a book in memory. */
const GROWTH_ROUNDING = 1e-11;
const ROUNDING = 2 ** -50;

/** Squares around 0 may be so many times those around the mean: two of sixteen digits are lost then. */
const MOST_LOSS = 100;

/** Share of the accounts whose values are cut at either end of a winsorised signal. */
const CUT_SHARE = 0.01;

/** What the totals of a table of signals are asked for. */
export interface TotalsOptions {
  readonly tierCount: number;
  readonly scale: Plan["scale"];
  /** Tiers that accounts are forced into. */
  readonly forcedTo: readonly number[];
}

/**
 * Sums up the signals and refuses an ID that stands twice: one scan, a second where the squares would lose
 * digits; two more for each cut end of a winsorised signal, and one after them.
 * @throws DataError `undecidable-amounts`, `duplicate-id`
 */
export async function totalSignals(
  warehouse: Warehouse,
  table: string,
  { tierCount, scale, forcedTo }: TotalsOptions,
): Promise<SignalTotals> {
  const { dialect } = warehouse;
  const cut = new Map<Signal, readonly [number, number]>();
  const cutValue = (signal: Signal) => {
    const at = cut.get(signal);
    if (at === undefined) return signal;
    const [low, high] = at.map(dialect.number);
    return `CASE WHEN ${signal} < ${low} THEN ${low} WHEN ${signal} > ${high} THEN ${high} ELSE ${signal} END`;
  };
  const places = placesOf(tierCount, forcedTo);
  const read = async (further: readonly string[] = []) => {
    const of = (value: string) =>
      `COUNT(${value}), SUM(${value}), MIN(${value}), MAX(${value}), SUM(${value} * ${value})`;
    const columns = ["amount", ...SIGNALS.map((signal) => `(${cutValue(signal)})`)].map(of);
    const counts = places.map(
      ([from, to]) => `SUM(CASE WHEN prev = ${from} AND tier = ${to} THEN 1 ELSE 0 END)`,
    );
    warehouse.traffic.scans++;
    const [row = []] = await warehouse.rows(
      `SELECT COUNT(*), SUM(abs(amount)), ${[...columns, ...counts, ...further].join(", ")} FROM ${table}`,
    );
    return row;
  };
  let row = await read(["COUNT(DISTINCT id)"]);
  const n = Number(row[0]);
  if (Number(row.at(-1)) !== n) throw await standsTwice(warehouse, table);
  if (scale === "winsor") {
    for (const [k, signal] of SIGNALS.entries()) {
      const ends = await cutsOf(warehouse, table, signal, Number(row[7 + 5 * k]));
      if (ends !== null) cut.set(signal, ends);
    }
    row = await read();
  }
  const [revenue, ...signals] = ["amount", ...SIGNALS].map((_, k) => momentsOf(row, 2 + 5 * k)) as [
    Moments,
    ...Moments[],
  ];
  checkFinite([revenue.sum, ...signals.map(({ sum }) => sum)], warehouse.place);
  const squares = await squaresOf(warehouse, table, [
    { ...revenue, value: "amount" },
    ...signals.map((moments, k) => ({ ...moments, value: cutValue(SIGNALS[k]!) })),
  ]);
  const scales = Object.fromEntries(
    SIGNALS.map((signal, k) => {
      const [low, high] = cut.get(signal) ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
      const { mean, count } = signals[k]!;
      const scaleOf = 1 / Math.sqrt(squares[1 + k]! / count);
      const has = varies(signals[k]!, signal === "growth" ? GROWTH_ROUNDING : 0) && Number.isFinite(scaleOf);
      return [signal, has ? { mean, scale: scaleOf, low, high } : null];
    }),
  ) as Record<Signal, SignalScale | null>;
  const placed = Array.from({ length: tierCount }, () => new Array<number>(tierCount).fill(0));
  for (const [k, [from, to]] of places.entries()) placed[from]![to] = Number(row[2 + 5 * 5 + k]);
  return {
    n,
    scales,
    revenueMean: revenue.mean,
    revenueSquares: revenue.low === revenue.high ? 0 : squares[0]!,
    revenueTotal: Math.abs(revenue.sum) <= ROUNDING * Number(row[1]) ? 0 : revenue.sum,
    placed,
  };
}

/** The pairs of a tier before and one after that accounts can have: their own, or one that is forced. */
function placesOf(tierCount: number, forcedTo: readonly number[]): (readonly [from: number, to: number])[] {
  return Array.from({ length: tierCount }, (_, from) =>
    [...new Set([from, ...forcedTo])].map((to) => [from, to] as const),
  ).flat();
}

async function standsTwice(warehouse: Warehouse, table: string): Promise<DataError> {
  warehouse.traffic.scans++;
  const [row = []] = await warehouse.rows(
    `SELECT id, COUNT(*) FROM ${table} GROUP BY id HAVING COUNT(*) > 1 LIMIT 1`,
  );
  const message = `account ${row[0]} stands in the table ${row[1]} times; expected every ID once: tier a view that has it once`;
  return new DataError("duplicate-id", message, { file: warehouse.place });
}

interface Moments {
  readonly count: number;
  readonly sum: number;
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  /** Sum of squares around 0. */
  readonly squares: number;
}

function momentsOf(row: readonly Value[], at: number): Moments {
  const count = Number(row[at] ?? 0);
  if (count === 0)
    return {
      count,
      sum: 0,
      low: Number.POSITIVE_INFINITY,
      high: Number.NEGATIVE_INFINITY,
      mean: 0,
      squares: 0,
    };
  const [sum, low, high, squares] = row.slice(at + 1, at + 5).map(Number) as [number, number, number, number];
  return { count, sum, low, high, mean: sum / count, squares };
}

function varies({ count, low, high }: Moments, rounding: number): boolean {
  const least = Math.max(rounding, ROUNDING * Math.max(Math.abs(low), Math.abs(high)));
  return count > 0 && high - low > least;
}

/**
 * Sums of squares around the mean: from those around 0 where they lose but few digits, which is where the mean is
 * not large beside the deviation; else by one scan.
 */
async function squaresOf(
  warehouse: Warehouse,
  table: string,
  columns: readonly (Moments & { readonly value: string })[],
): Promise<number[]> {
  const centred = columns.map(({ squares, sum, mean }) => squares - sum * mean);
  const loses = columns.map(
    ({ low, high, squares }, k) => low < high && !(squares < MOST_LOSS * centred[k]!),
  );
  if (!loses.includes(true)) return centred.map((value) => Math.max(0, value));
  warehouse.traffic.scans++;
  const [row = []] = await warehouse.rows(
    `SELECT ${columns
      .map(({ value, mean }) => `(${value} - ${warehouse.dialect.number(mean)})`)
      .map((from) => `SUM(${from} * ${from})`)
      .join(", ")} FROM ${table}`,
  );
  return row.map(Number);
}

function checkFinite(sums: readonly number[], file: string): void {
  if (sums.every(Number.isFinite)) return;
  const message = "an amount of the table is no finite number; expected NULL where there is none";
  throw new DataError("undecidable-amounts", message, { file });
}

/** The values at which a winsorised signal is cut; null where too few accounts have one. */
async function cutsOf(
  warehouse: Warehouse,
  table: string,
  signal: Signal,
  defined: number,
): Promise<readonly [number, number] | null> {
  const cut = Math.max(1, Math.floor(CUT_SHARE * defined));
  if (defined <= 2 * cut) return null;
  const at = async (order: "" | " DESC") => {
    warehouse.traffic.scans++;
    const [row] = await warehouse.rows(
      `SELECT ${signal} FROM ${table} WHERE ${signal} IS NOT NULL ORDER BY ${signal}${order} LIMIT 1 OFFSET ${cut}`,
    );
    return Number(row![0]);
  };
  return [await at(""), await at(" DESC")];
}
