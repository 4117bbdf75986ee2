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
  readonly revenueTotal: number;
  /** Accounts by tier before (rows) and with the forced ones in theirs (columns). */
  readonly placed: readonly (readonly number[])[];
}

/** Differences below this are the rounding of a formula, as in a book in memory. */
const GROWTH_ROUNDING = 1e-11;
const ROUNDING = 2 ** -50;

/** Share of the accounts whose values are cut at either end of a winsorised signal. */
const CUT_SHARE = 0.01;

/** Sums up the signals: two scans, and two more for each cut end of a winsorised signal. */
export async function totalSignals(
  warehouse: Warehouse,
  table: string,
  { tierCount, scale }: { readonly tierCount: number; readonly scale: Plan["scale"] },
): Promise<SignalTotals> {
  const { dialect } = warehouse;
  const cut = new Map<Signal, readonly [number, number]>();
  const cutValue = (signal: Signal) => {
    const at = cut.get(signal);
    if (at === undefined) return signal;
    const [low, high] = at.map(dialect.number);
    return `CASE WHEN ${signal} < ${low} THEN ${low} WHEN ${signal} > ${high} THEN ${high} ELSE ${signal} END`;
  };
  const read = async () => {
    const of = (name: string) => `COUNT(${name}), SUM(${name}), MIN(${name}), MAX(${name})`;
    const columns = ["amount", ...SIGNALS.map(cutValue)].map(of).join(", ");
    warehouse.traffic.scans++;
    return warehouse.rows(
      `SELECT prev, tier, COUNT(*), SUM(abs(amount)), ${columns} FROM ${table} GROUP BY prev, tier ORDER BY prev, tier`,
    );
  };
  let rows = await read();
  if (scale === "winsor") {
    for (const [k, signal] of SIGNALS.entries()) {
      const defined = rows.reduce((sum, row) => sum + Number(row[8 + 4 * k]), 0);
      const ends = await cutsOf(warehouse, table, signal, defined);
      if (ends !== null) cut.set(signal, ends);
    }
    rows = await read();
  }
  const n = rows.reduce((sum, row) => sum + Number(row[2]), 0);
  const placed = Array.from({ length: tierCount }, () => new Array<number>(tierCount).fill(0));
  for (const [prev, tier, count] of rows) placed[Number(prev)]![Number(tier)] = Number(count);
  const moments = SIGNALS.map((_, k) => combine(rows, 8 + 4 * k));
  const revenue = combine(rows, 4);
  checkFinite([revenue.sum, ...moments.map(({ sum }) => sum)], warehouse.place);
  const size = rows.reduce((sum, row) => sum + Number(row[3]), 0);
  const total = Math.abs(revenue.sum) <= ROUNDING * size ? 0 : revenue.sum;
  warehouse.traffic.scans++;
  const [squares = []] = await warehouse.rows(
    `SELECT ${SIGNALS.map((signal, k) => {
      const from = `(${cutValue(signal)} - ${dialect.number(moments[k]!.mean)})`;
      return `SUM(${from} * ${from})`;
    }).join(", ")} FROM ${table}`,
  );
  const scales = Object.fromEntries(
    SIGNALS.map((signal, k) => {
      const [low, high] = cut.get(signal) ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
      const rounding = signal === "growth" ? GROWTH_ROUNDING : 0;
      const { varies, mean, count } = spreadOf(moments[k]!, rounding);
      const scaleOf = 1 / Math.sqrt(Number(squares[k]) / count);
      return [signal, varies && Number.isFinite(scaleOf) ? { mean, scale: scaleOf, low, high } : null];
    }),
  ) as Record<Signal, SignalScale | null>;
  return { n, scales, revenueMean: n === 0 ? 0 : revenue.sum / n, revenueTotal: total, placed };
}

interface Moments {
  readonly count: number;
  readonly sum: number;
  readonly low: number;
  readonly high: number;
  readonly mean: number;
}

function combine(rows: readonly (readonly Value[])[], at: number): Moments {
  let count = 0;
  let sum = 0;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    if (Number(row[at]) === 0) continue;
    count += Number(row[at]);
    sum += Number(row[at + 1]);
    low = Math.min(low, Number(row[at + 2]));
    high = Math.max(high, Number(row[at + 3]));
  }
  return { count, sum, low, high, mean: count === 0 ? 0 : sum / count };
}

function spreadOf({ count, low, high, mean }: Moments, rounding: number) {
  const least = Math.max(rounding, ROUNDING * Math.max(Math.abs(low), Math.abs(high)));
  return { varies: count > 0 && high - low > least, mean, count };
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
