import {
  type BinRanks,
  type Groups,
  type MeasureTotals,
  type Plan,
  quantileOfHistogram,
  ranksOfHistogram,
  SIGNALS,
  type Signal,
  type TierSums,
  type Weights,
} from "../../tiering/index.ts";
import { DataError } from "../errors.ts";
import type { Value, Warehouse } from "./warehouse.ts";
import type { WorkTables } from "./work-tables.ts";

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

/** Bins of PI_acct: some 30,000 between the usual extremes, an account or two each in a book of 50,000. */
const PI_BINS = 4_000;
const PI_UNIT = 0.25;

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
  checkFinite([revenue.sum, ...moments.map(({ sum }) => sum)], warehouse.place);
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

/** The accounts with PI_acct and its rank, what the KPIs read of them, and the groups of those that may move. */
export interface RankedAccounts {
  readonly table: string;
  readonly totals: MeasureTotals;
  /** Sums with the forced accounts in their tiers, and of the tiers before. */
  readonly placed: TierSums;
  readonly baseline: TierSums;
  readonly groups: Groups;
  /** Mean sizes of PI_acct and centred revenue: the units of their bins. */
  readonly units: { readonly pi: number; readonly revenue: number };
  /** Bins of the histogram of PI_acct, and how far its ranks may lie from exact ones. */
  readonly bins: number;
  readonly ranks: Omit<BinRanks, "rank">;
  readonly quantile: (share: number) => number;
}

/** Computes PI_acct, and ranks it by its histogram: four scans, and one small table that is sent. */
export async function rankAccounts(
  warehouse: Warehouse,
  work: WorkTables,
  {
    table,
    signals,
    weights,
    tierCount,
  }: {
    readonly table: string;
    readonly signals: SignalTotals;
    readonly weights: Weights;
    readonly tierCount: number;
  },
): Promise<RankedAccounts> {
  const { dialect } = warehouse;
  const { number } = dialect;
  const kept = "id, prev, tier, lo, hi, mask, amount";
  const scored = await work.make(
    "scored",
    `SELECT ${kept}, ${potentialSql(number, signals, weights)} AS pi, amount - ${number(signals.revenueMean)} AS revenue FROM ${table}`,
  );
  await work.drop(table);
  const size = `floor(${number(PI_BINS)} * ln(${number(1)} + abs(pi) / ${number(PI_UNIT)}))`;
  const bin = `CASE WHEN pi < 0 THEN ${number(-1)} - ${size} ELSE ${size} END`;
  warehouse.traffic.scans++;
  const rows = await warehouse.rows(
    `SELECT pi_bin, COUNT(*), MIN(pi), MAX(pi) FROM (SELECT pi, ${bin} AS pi_bin FROM ${scored}) AS binned GROUP BY pi_bin ORDER BY pi_bin`,
  );
  const bins = rows.map(([, count, low, high]) => ({
    count: Number(count),
    low: Number(low),
    high: Number(high),
  }));
  const ranks = ranksOfHistogram(bins);
  const rankTable = await work.send(
    "ranks",
    [
      ["pi_bin", "double"],
      ["pi_rank", "double"],
    ],
    rows.map(([place], k) => [Number(place), ranks.rank[k]!]),
  );
  const ranked = await work.make(
    "ranked",
    `SELECT ${kept}, pi, revenue, pi_rank FROM (SELECT ${kept}, pi, revenue, ${bin} AS pi_bin FROM ${scored}) AS binned ${dialect.leftJoin} ${rankTable} USING (pi_bin)`,
  );
  await work.drop(scored);
  await work.drop(rankTable);
  return {
    table: ranked,
    ...(await sumUp(warehouse, ranked, { tierCount, signals, rankSquares: ranks.squares })),
    bins: bins.length,
    ranks,
    quantile: (share) => quantileOfHistogram(bins, share),
  };
}

/** Weights times scores; an undefined signal adds nothing. */
function potentialSql(number: (value: number) => string, { scales }: SignalTotals, weights: Weights): string {
  const terms = SIGNALS.flatMap((signal) => {
    const by = scales[signal];
    if (by === null || weights[signal] === 0) return [];
    const [low, high] = [number(by.low), number(by.high)];
    const value = Number.isFinite(by.low)
      ? `(CASE WHEN ${signal} < ${low} THEN ${low} WHEN ${signal} > ${high} THEN ${high} ELSE ${signal} END)`
      : signal;
    const score = `${number(weights[signal])} * ((${value} - ${number(by.mean)}) * ${number(by.scale)})`;
    return [`CASE WHEN ${signal} IS NULL THEN ${number(0)} ELSE ${score} END`];
  });
  return terms.length === 0 ? number(0) : terms.join(" + ");
}

/** One scan of the ranked accounts: sums by tier and reach. */
async function sumUp(
  warehouse: Warehouse,
  table: string,
  {
    tierCount,
    signals,
    rankSquares,
  }: {
    readonly tierCount: number;
    readonly signals: SignalTotals;
    readonly rankSquares: number;
  },
) {
  warehouse.traffic.scans++;
  const rows = await warehouse.rows(
    `SELECT prev, tier, lo, hi, COUNT(*), SUM(pi_rank), SUM(pi), SUM(revenue), SUM(pi * pi), SUM(revenue * revenue), SUM(abs(pi)), SUM(abs(revenue)), SUM(pi_rank * pi_rank) FROM ${table} GROUP BY prev, tier, lo, hi ORDER BY prev, tier, lo, hi`,
  );
  const column = () => new Float64Array(tierCount);
  const empty = (): TierSums => ({ size: column(), rank: column(), pi: column(), revenue: column() });
  const [baseline, placed] = [empty(), empty()];
  const add = (sums: TierSums, tier: number, row: readonly Value[]) => {
    sums.size[tier]! += Number(row[4]);
    sums.rank[tier]! += Number(row[5]);
    sums.pi[tier]! += Number(row[6]);
    sums.revenue[tier]! += Number(row[7]);
  };
  const reaches = new Map<string, readonly [number, number, number]>();
  const total = (at: number) => rows.reduce((sum, row) => sum + Number(row[at]), 0);
  for (const row of rows) {
    const [prev, tier, lo, hi] = row.slice(0, 4).map(Number) as [number, number, number, number];
    add(baseline, prev, row);
    add(placed, tier, row);
    if (lo < hi) reaches.set(`${tier} ${lo} ${hi}`, [tier, lo, hi]);
  }
  const n = total(4);
  // An account without its bin's rank would have none, or 0.
  if (Math.abs(total(12) - rankSquares) > 1e-6 * rankSquares || n !== signals.n) {
    const message =
      "the table changed while it was tiered; expected one that stands still. Nothing was written";
    throw new DataError("warehouse-failed", message, { file: warehouse.place });
  }
  const groups = [...reaches.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  const varies = signals.n > 1;
  const totals: MeasureTotals = {
    n,
    rankSquares: varies ? rankSquares : 0,
    pi: { mean: 0, squares: total(8) },
    revenue: { mean: signals.revenueMean, squares: total(9) },
    revenueTotal: signals.revenueTotal,
  };
  return {
    totals,
    baseline,
    placed,
    groups: {
      home: Uint8Array.from(groups, ([tier]) => tier),
      first: Uint8Array.from(groups, ([, lo]) => lo),
      last: Uint8Array.from(groups, ([, , hi]) => hi),
    },
    units: { pi: total(10) / Math.max(1, n) || 1, revenue: total(11) / Math.max(1, n) || 1 },
  };
}
