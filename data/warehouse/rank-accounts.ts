import {
  type BinRanks,
  type Groups,
  type MeasureTotals,
  type OutlineBin,
  quantileOfHistogram,
  ranksOfHistogram,
  SIGNALS,
  type TierSums,
  valueBin,
  type Weights,
} from "../../tiering/index.ts";
import type { SignalTotals } from "./total-signals.ts";
import type { Value, Warehouse } from "./warehouse.ts";
import type { WorkTables } from "./work-tables.ts";

/** Bins of PI_acct: some 30,000 between the usual extremes, an account or two each in a book of 50,000. */
const PI_BINS = 4_000;
const PI_UNIT = 0.25;

/** The unit of a column's bins as a share of its deviation: most amounts lie far below it. */
const UNIT_SHARE = 0.1;

/** The accounts with PI_acct and its rank, what the KPIs read of them, and the groups of those that may move. */
export interface RankedAccounts {
  readonly table: string;
  readonly totals: MeasureTotals;
  /** Sums with the forced accounts in their tiers, and of the tiers before. */
  readonly placed: TierSums;
  readonly baseline: TierSums;
  readonly groups: Groups;
  /** How PI_acct lies among the accounts that may move. */
  readonly outline: readonly OutlineBin[];
  /** Units of the bins of PI_acct and revenue. */
  readonly units: { readonly pi: number; readonly revenue: number };
  /** Bins of the histogram of PI_acct, and how far its ranks may lie from exact ones. */
  readonly bins: number;
  readonly ranks: Omit<BinRanks, "rank">;
  readonly quantile: (share: number) => number;
}

/** What PI_acct is made of. */
export interface RankOptions {
  /** The table of signals; it is dropped once it is ranked. */
  readonly table: string;
  readonly signals: SignalTotals;
  readonly weights: Weights;
  readonly tierCount: number;
}

/** Computes PI_acct, and ranks it by its histogram: two scans, and one small table that is sent. */
export async function rankAccounts(
  warehouse: Warehouse,
  work: WorkTables,
  { table, signals, weights, tierCount }: RankOptions,
): Promise<RankedAccounts> {
  const { dialect } = warehouse;
  const { number } = dialect;
  const kept = "id, prev, tier, lo, hi, mask, amount, pi, revenue";
  const scored = `SELECT id, prev, tier, lo, hi, mask, amount, ${potentialSql(number, signals, weights)} AS pi, amount - ${number(signals.revenueMean)} AS revenue FROM ${table}`;
  const size = `floor(${number(PI_BINS)} * ln(${number(1)} + abs(pi) / ${number(PI_UNIT)}))`;
  const binned = `SELECT ${kept}, CASE WHEN pi < 0 THEN ${number(-1)} - ${size} ELSE ${size} END AS pi_bin FROM (${scored}) AS scored`;
  warehouse.traffic.scans++;
  const rows = await warehouse.rows(
    `SELECT pi_bin, prev, tier, lo, hi, COUNT(*), MIN(pi), MAX(pi), SUM(pi), SUM(pi * pi), SUM(revenue) FROM (${binned}) AS binned GROUP BY pi_bin, prev, tier, lo, hi`,
  );
  const cells = rows.map(cellOf).sort(inOrder);
  const places = [...new Set(cells.map(({ place }) => place))];
  const bins = binsOf(cells, places);
  const ranks = ranksOfHistogram(bins);
  const rankOf = new Map(places.map((place, k) => [place, ranks.rank[k]!]));
  const rankTable = await work.send(
    "ranks",
    [
      ["pi_bin", "double"],
      ["pi_rank", "double"],
    ],
    [...rankOf],
  );
  const ranked = await work.make(
    "ranked",
    `SELECT ${kept}, pi_rank FROM (${binned}) AS binned ${dialect.leftJoin} ${rankTable} USING (pi_bin)`,
  );
  await work.drop(table);
  await work.drop(rankTable);
  const squares = cells.reduce((sum, cell) => sum + cell.squares, 0);
  const totals: MeasureTotals = {
    n: signals.n,
    rankSquares: signals.n > 1 ? ranks.squares : 0,
    pi: { mean: 0, squares },
    revenue: { mean: signals.revenueMean, squares: signals.revenueSquares },
    revenueTotal: signals.revenueTotal,
  };
  const unit = (of: number) => UNIT_SHARE * Math.sqrt(of / Math.max(1, signals.n)) || 1;
  const units = { pi: unit(squares), revenue: unit(signals.revenueSquares) };
  return {
    table: ranked,
    totals,
    ...sumUp(cells, { tierCount, unit: units.pi, rankOf: (place) => rankOf.get(place)! }),
    units,
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

/** The accounts of one bin of PI_acct that are alike to the optimiser. */
interface Cell {
  readonly place: number;
  readonly prev: number;
  readonly tier: number;
  readonly lo: number;
  readonly hi: number;
  readonly count: number;
  readonly low: number;
  readonly high: number;
  readonly pi: number;
  readonly squares: number;
  readonly revenue: number;
}

function cellOf(row: readonly Value[]): Cell {
  const [place, prev, tier, lo, hi, count, low, high, pi, squares, revenue] = row.map(Number);
  return {
    place: place!,
    prev: prev!,
    tier: tier!,
    lo: lo!,
    hi: hi!,
    count: count!,
    low: low!,
    high: high!,
    pi: pi!,
    squares: squares!,
    revenue: revenue!,
  };
}

/** Engines answer in any order; the sums are to be the same each time. */
function inOrder(a: Cell, b: Cell): number {
  return a.place - b.place || a.prev - b.prev || a.tier - b.tier || a.lo - b.lo || a.hi - b.hi;
}

/** The whole bins of sorted cells. */
function binsOf(cells: readonly Cell[], places: readonly number[]) {
  const bins = places.map(() => ({
    count: 0,
    low: Number.POSITIVE_INFINITY,
    high: Number.NEGATIVE_INFINITY,
  }));
  let at = 0;
  for (const { place, count, low, high } of cells) {
    if (place !== places[at]) at++;
    const bin = bins[at]!;
    bin.count += count;
    bin.low = Math.min(bin.low, low);
    bin.high = Math.max(bin.high, high);
  }
  return bins;
}

/** Sums of the cells by tier, and what they tell of the accounts that may move. O(cells). */
function sumUp(
  cells: readonly Cell[],
  {
    tierCount,
    unit,
    rankOf,
  }: { readonly tierCount: number; readonly unit: number; readonly rankOf: (place: number) => number },
) {
  const column = () => new Float64Array(tierCount);
  const empty = (): TierSums => ({ size: column(), rank: column(), pi: column(), revenue: column() });
  const [baseline, placed] = [empty(), empty()];
  const reaches = new Map<string, readonly [tier: number, lo: number, hi: number, cells: Cell[]]>();
  for (const cell of cells) {
    const rank = cell.count * rankOf(cell.place);
    for (const [sums, tier] of [
      [baseline, cell.prev],
      [placed, cell.tier],
    ] as const) {
      sums.size[tier]! += cell.count;
      sums.rank[tier]! += rank;
      sums.pi[tier]! += cell.pi;
      sums.revenue[tier]! += cell.revenue;
    }
    const { tier, lo, hi } = cell;
    if (lo >= hi) continue;
    const key = `${tier} ${lo} ${hi}`;
    const reach = reaches.get(key);
    if (reach) reach[3].push(cell);
    else reaches.set(key, [tier, lo, hi, [cell]]);
  }
  const found = [...reaches.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  const groups: Groups = {
    home: Uint8Array.from(found, ([tier]) => tier),
    first: Uint8Array.from(found, ([, lo]) => lo),
    last: Uint8Array.from(found, ([, , hi]) => hi),
  };
  const outline = found.flatMap(([, , , own], group) => coarser(own, group, unit, rankOf));
  return { baseline, placed, groups, outline };
}

/** Bins as wide as those of other values: where only the largest and smallest matter, so many cells are too many. */
function coarser(
  cells: readonly Cell[],
  group: number,
  unit: number,
  rankOf: (place: number) => number,
): OutlineBin[] {
  const bins = new Map<number, OutlineBin>();
  for (const { place, count, low, high, pi, revenue } of cells) {
    const key = valueBin(low, unit);
    const bin = bins.get(key) ?? { group, count: 0, low, high, rank: 0, pi: 0, revenue: 0 };
    bins.set(key, {
      group,
      count: bin.count + count,
      low: Math.min(bin.low, low),
      high: Math.max(bin.high, high),
      rank: bin.rank + count * rankOf(place),
      pi: bin.pi + pi,
      revenue: bin.revenue + revenue,
    });
  }
  return [...bins.values()];
}
