import {
  BINS,
  type EdgeLimit,
  type Groups,
  LEAST_MARGIN,
  lowestBin,
  type Prices,
  VALUE_BINS,
} from "../../tiering/index.ts";
import type { Dialect } from "./dialect.ts";

/**
 * The columns of the table that every scan of the optimiser reads: one row an account.
 * `prev` is its tier before, `tier` the same with forced accounts in theirs, `lo` … `hi` the tiers in its reach,
 * `mask` the rules that speak of it, `amount` its revenue, `revenue` the same around the mean.
 */
export const RANKED_COLUMNS = [
  "id",
  "prev",
  "tier",
  "lo",
  "hi",
  "mask",
  "amount",
  "pi",
  "revenue",
  "pi_rank",
] as const;

/** What a choice depends on beside the account. */
export interface ChoiceOptions {
  readonly table: string;
  readonly tierCount: number;
  /** Most tiers one account may move. */
  readonly step: number;
  readonly point: Prices;
}

/** Gain of a tier that is out of reach: below any other, and finite. */
const NEVER = -1e300;

/**
 * A query of what every account chooses at a dual point: `keep` and its `best` and `second` tier, the `gain` of
 * the best, and its `margin` over the second. A tournament: each way that an account may go is a column, and
 * one query around the other keeps the two best so far, so that engines need nothing but CASE.
 */
export function choiceSql(
  dialect: Dialect,
  { table, tierCount, step, point }: ChoiceOptions,
  keep: readonly string[],
  where = "",
): string {
  const ways = waysOf(tierCount, step);
  const kept = keep.join(", ");
  const gains = ways.map((way, k) => `${gainSql(dialect, way, tierCount, point)} AS g${k + 1}`);
  let sql = `SELECT ${[kept, ...gains].join(", ")} FROM ${table}${where}`;
  const [zero, never] = [dialect.number(0), dialect.number(NEVER)];
  let [gain, second, best, next] = [zero, never, "tier", "tier"];
  ways.forEach((way, at) => {
    const k = at + 1;
    const g = `g${k}`;
    const to = way < 0 ? `tier - ${-way}` : `tier + ${way}`;
    const rest = ways.slice(k).map((_, j) => `g${k + j + 1}`);
    sql = `SELECT ${[
      kept,
      ...rest,
      `CASE WHEN ${g} > ${gain} THEN ${gain} WHEN ${g} > ${second} THEN ${g} ELSE ${second} END AS s${k}`,
      `CASE WHEN ${g} > ${gain} THEN ${best} WHEN ${g} > ${second} THEN ${to} ELSE ${next} END AS t${k}`,
      `CASE WHEN ${g} > ${gain} THEN ${g} ELSE ${gain} END AS b${k}`,
      `CASE WHEN ${g} > ${gain} THEN ${to} ELSE ${best} END AS c${k}`,
    ].join(", ")}\nFROM (${sql}) AS way${k}`;
    [gain, second, best, next] = [`b${k}`, `s${k}`, `c${k}`, `t${k}`];
  });
  return `SELECT ${kept}, ${best} AS best, ${next} AS second, ${gain} AS gain, ${gain} - ${second} AS margin\nFROM (${sql}) AS chosen`;
}

/** The ways that any account may go, as differences of tiers. */
function waysOf(tierCount: number, step: number): number[] {
  const most = Math.min(step, tierCount - 1);
  return Array.from({ length: most }, (_, k) => k + 1).flatMap((way) => [-way, way]);
}

/** The reduced gain of going so many tiers down (or up), by the tier that the account is in. */
function gainSql({ number }: Dialect, way: number, tierCount: number, point: Prices): string {
  const cases: string[] = [];
  for (let o = 0; o < tierCount; o++) {
    const t = o + way;
    if (t < 0 || t >= tierCount) continue;
    const rank = number(point.rank[t]! - point.rank[o]!);
    const pi = number(point.pi[t]! - point.pi[o]!);
    const revenue = number(point.revenue[t]! - point.revenue[o]!);
    const price = number(point.tier[t]! - point.tier[o]! + point.move);
    const inReach = way < 0 ? `lo <= ${t}` : `hi >= ${t}`;
    cases.push(
      `WHEN tier = ${o} AND ${inReach} THEN ${rank} * pi_rank + ${pi} * pi + ${revenue} * revenue - (${price})`,
    );
  }
  return `CASE ${cases.join(" ")} ELSE ${number(NEVER)} END`;
}

/** One scan of the optimiser: per group, choice and bin of margins the number of accounts and their sums. */
export function marginsSql(dialect: Dialect, options: ChoiceOptions, unit: number): string {
  const { number } = dialect;
  const keep = ["tier", "lo", "hi", "pi_rank", "pi", "revenue"];
  const choice = choiceSql(dialect, options, keep, " WHERE lo < hi");
  const bin = `CASE WHEN margin > ${number(LEAST_MARGIN * unit)} THEN floor(${number(BINS)} * ln(margin / ${number(unit)})) ELSE ${number(lowestBin())} END`;
  return `SELECT tier, lo, hi, best, second, COUNT(*), SUM(gain), MIN(margin), MAX(margin), SUM(pi_rank), SUM(pi), SUM(revenue)
FROM (SELECT ${keep.join(", ")}, best, second, gain, margin, ${bin} AS bin
FROM (${choice}) AS choices) AS binned
GROUP BY tier, lo, hi, best, second, bin`;
}

/** The accounts within margins at a point, ties in the order of their IDs. */
export function edgeSql(
  dialect: Dialect,
  options: ChoiceOptions,
  groups: Groups,
  limits: readonly EdgeLimit[],
  idOrder: string,
): string {
  const keep = ["id", "tier", "lo", "hi", "pi_rank", "pi", "revenue"];
  const within = limits.map(
    ({ group: g, best, second, margin }) =>
      `(tier = ${groups.home[g]} AND lo = ${groups.first[g]} AND hi = ${groups.last[g]} AND best = ${best} AND second = ${second} AND margin <= ${dialect.number(margin)})`,
  );
  return `SELECT ${keep.join(", ")}
FROM (${choiceSql(dialect, options, keep, " WHERE lo < hi")}) AS choices
WHERE ${within.join("\n  OR ")}
ORDER BY ${idOrder}`;
}

/** How the values of a column lie among the accounts that may move, in bins by powers on either side of 0. */
export function valuesSql(
  { number }: Dialect,
  table: string,
  column: "pi" | "revenue",
  unit: number,
): string {
  const size = `floor(${number(VALUE_BINS)} * ln(${number(1)} + abs(${column}) / ${number(unit)}))`;
  return `SELECT tier, lo, hi, COUNT(*), MIN(${column}), MAX(${column})
FROM (SELECT tier, lo, hi, ${column}, CASE WHEN ${column} < 0 THEN ${number(-1)} - ${size} ELSE ${size} END AS bin
FROM ${table} WHERE lo < hi) AS binned
GROUP BY tier, lo, hi, bin`;
}
