import {
  type BinRanks,
  type Groups,
  type MeasureTotals,
  quantileOfHistogram,
  ranksOfHistogram,
  SIGNALS,
  type TierSums,
  type Weights,
} from "../../tiering/index.ts";
import { DataError } from "../errors.ts";
import type { SignalTotals } from "./total-signals.ts";
import type { Value, Warehouse } from "./warehouse.ts";
import type { WorkTables } from "./work-tables.ts";

/** Bins of PI_acct: some 30,000 between the usual extremes, an account or two each in a book of 50,000. */
const PI_BINS = 4_000;
const PI_UNIT = 0.25;

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
