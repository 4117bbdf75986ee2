import { SIGNALS, type Signal } from "../../tiering/index.ts";
import type { Dialect } from "./dialect.ts";
import type { PolicySql } from "./policy-sql.ts";
import type { TableSurvey } from "./survey-table.ts";
import { tableName } from "./table-name.ts";

/** Rules that speak of an account, as bits of its `mask`. */
export const MASK = { held: 1, outOfScope: 2, mayNotRise: 4, mayNotFall: 8, forced: 16 } as const;

/** Tables of market sizes beside the accounts; null where the market has none. */
export interface MarketTables {
  readonly geo: string | null;
  readonly category: string | null;
}

/**
 * A query of the accounts as the optimiser needs them: `id`, `prev` and `tier`, the reach `lo` … `hi`, `mask`,
 * `amount` (revenue) and the four raw signals, NULL where undefined; the formulas of the signals are those of a
 * book in memory.
 */
export function accountsSql(
  dialect: Dialect,
  survey: TableSurvey,
  {
    policy,
    step,
    markets,
  }: { readonly policy: PolicySql; readonly step: number; readonly markets: MarketTables },
): string {
  const q = dialect.identifier;
  const { roles } = survey.layout;
  const isInteger = survey.columns.find(({ name }) => name === roles.id)!.kind === "integer";
  const prev = tierCase(dialect, survey);
  const amount = (column: string | null | undefined, otherwise: string) =>
    column == null ? otherwise : dialect.double(q(column));
  const market = (name: string | null) => (name === null ? dialect.text("") : dialect.asText(q(name)));
  const columns = SIGNALS.flatMap((signal) => {
    const source = survey.signals[signal];
    return source.kind === "column" ? [`${dialect.double(q(source.column))} AS own_${signal}`] : [];
  });
  const own = SIGNALS.filter((signal) => survey.signals[signal].kind === "column").map(
    (signal) => `own_${signal}`,
  );
  const inputs = `SELECT ${[
    `${isInteger ? q(roles.id) : dialect.asText(q(roles.id))} AS id`,
    `${prev} AS prev`,
    `${forcedCase(policy, prev)} AS tier`,
    `${maskSum(policy)} AS mask`,
    `${amount(roles.revenues[0], dialect.number(0))} AS amount`,
    `${amount(roles.revenues.at(-1), dialect.number(0))} AS base_amount`,
    `${amount(roles.potential, dialect.number(0))} AS potential_amount`,
    `${market(roles.geo)} AS geo_market`,
    `${market(roles.category)} AS category_market`,
    ...columns,
  ].join(", ")}
FROM ${tableName(dialect, survey.name)}
WHERE ${survey.where}`;
  const kept = ["id", "prev", "tier", "mask", "amount", "base_amount", "potential_amount"];
  const withGeo = joined(dialect, inputs, "geo", markets.geo, [...kept, "category_market", ...own]);
  const withBoth = joined(dialect, withGeo, "category", markets.category, [...kept, "geo_size", ...own]);
  return `SELECT id, prev, tier, ${reach(survey.ladder.names.length, step)}, mask, amount, ${SIGNALS.map(
    (signal) => `${signalSql(dialect, survey, signal)} AS ${signal}`,
  ).join(", ")}
FROM (${withBoth}) AS inputs`;
}

/** The tier of a row by the table's own spellings. */
function tierCase(dialect: Dialect, { layout, spellings, columns }: TableSurvey): string {
  const name = layout.roles.tiers[0]!;
  const isText = columns.find((column) => column.name === name)!.kind === "text";
  const own = isText ? dialect.identifier(name) : dialect.asText(dialect.identifier(name));
  const cases = spellings.flatMap((labels, tier) =>
    labels.length === 0 ? [] : [`WHEN ${own} IN (${labels.map(dialect.text).join(", ")}) THEN ${tier}`],
  );
  return `CASE ${cases.join(" ")} ELSE ${spellings.length - 1} END`;
}

function forcedCase({ forced }: PolicySql, prev: string): string {
  if (forced.length === 0) return prev;
  return `CASE ${forced.map(({ tier, condition }) => `WHEN ${condition} THEN ${tier}`).join(" ")} ELSE ${prev} END`;
}

/** The rules that speak of a row; a condition that is NULL does not hold. */
function maskSum({ held, scope, mayRise, mayFall, forced }: PolicySql): string {
  const bit = (condition: string | null, holds: number, not: number) =>
    condition === null ? [] : [`CASE WHEN ${condition} THEN ${holds} ELSE ${not} END`];
  const anyForced = forced.length === 0 ? null : forced.map(({ condition }) => `(${condition})`).join(" OR ");
  const bits = [
    ...bit(held, MASK.held, 0),
    ...bit(scope, 0, MASK.outOfScope),
    ...bit(mayRise, 0, MASK.mayNotRise),
    ...bit(mayFall, 0, MASK.mayNotFall),
    ...bit(anyForced, MASK.forced, 0),
  ];
  return bits.length === 0 ? "0" : bits.join(" + ");
}

/** The rows with the sizes of their markets; `<market>_size` is NULL or 0 where there is none. */
function joined(
  dialect: Dialect,
  sql: string,
  market: "geo" | "category",
  table: string | null,
  kept: readonly string[],
): string {
  const size = `${market}_size`;
  if (table === null)
    return `SELECT ${[...kept, `${dialect.number(0)} AS ${size}`].join(", ")}\nFROM (${sql}) AS ${market}_rows`;
  return `SELECT ${[...kept, size].join(", ")}\nFROM (${sql}) AS ${market}_rows\n${dialect.leftJoin} ${table} USING (${market}_market)`;
}

/** The tiers in reach; whom a rule forbids a way does not have it. */
function reach(tierCount: number, step: number): string {
  const has = (bit: number) => `floor(mask / ${bit}) - 2 * floor(mask / ${2 * bit}) = 1`;
  const stays = [MASK.held, MASK.outOfScope, MASK.forced].map(has).join(" OR ");
  const last = tierCount - 1;
  const lo = `CASE WHEN ${stays} OR ${has(MASK.mayNotRise)} THEN tier WHEN tier > ${step} THEN tier - ${step} ELSE 0 END`;
  const hi = `CASE WHEN ${stays} OR ${has(MASK.mayNotFall)} THEN tier WHEN tier < ${last - step} THEN tier + ${step} ELSE ${last} END`;
  return `${lo} AS lo, ${hi} AS hi`;
}

/** The published formula of a signal, or the column that it is taken from. */
function signalSql(dialect: Dialect, { signals, layout }: TableSurvey, signal: Signal): string {
  const { kind } = signals[signal];
  const { number } = dialect;
  if (kind === "column") return `own_${signal}`;
  if (kind === "absent") return `CASE WHEN 1 = 0 THEN ${number(0)} END`;
  const share = (size: string) => `CASE WHEN ${size} > 0 THEN potential_amount / ${size} END`;
  switch (signal) {
    case "runway":
      return "potential_amount - amount";
    case "growth": {
      const rate = `power(amount / base_amount, ${number(1 / layout.growthYears)})`;
      return `CASE WHEN base_amount > 0 AND amount >= 0 THEN (${rate} - 1) * 100 END`;
    }
    case "geo":
      return share("geo_size");
    case "category":
      return share("category_size");
  }
}
