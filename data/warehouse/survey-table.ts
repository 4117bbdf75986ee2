import type { Signal, SignalSource } from "../../tiering/index.ts";
import { DataError } from "../errors.ts";
import type { Mapping } from "../mapping.ts";
import type { Market, MarketSizes } from "../markets.ts";
import { type Layout, readLayout } from "../roles.ts";
import { readSignalSources } from "../signal-sources.ts";
import { ladderOfCounts, type TierLadder } from "../tiers.ts";
import { type Dialect, tableName } from "./dialect.ts";
import { type MarketValues, readMarketValues } from "./market-values.ts";
import type { Warehouse, WarehouseColumn } from "./warehouse.ts";

/** Rows of a table that are no accounts, by why. */
export interface RefusedRows {
  readonly noId: number;
  readonly noRevenue: number;
  readonly noTier: number;
}

/** What a table of accounts has, found by one scan and one more for each market column. */
export interface TableSurvey {
  /** The table, as it was named. */
  readonly name: string;
  readonly columns: readonly WarehouseColumn[];
  readonly layout: Layout;
  readonly mapping: Mapping;
  readonly ladder: TierLadder;
  /** Values of the tier column as the table spells them, by tier. */
  readonly spellings: readonly (readonly string[])[];
  readonly signals: Readonly<Record<Signal, SignalSource>>;
  readonly markets: Readonly<Record<Market, MarketValues>>;
  /** Rows read, and those that are no accounts. */
  readonly rows: number;
  readonly refused: RefusedRows;
  /** The condition that a row is an account. */
  readonly where: string;
}

/** Most values of a tier column that are looked at. */
const MOST_LABELS = 1_000;

/**
 * Surveys a table: what its columns are for, its tiers, its markets, the rows that cannot count.
 * @throws DataError `unknown-table`, `missing-column`, `unknown-tier-order`, `no-rows`, and as the warehouse
 */
export async function surveyTable(
  warehouse: Warehouse,
  name: string,
  { mapping, sizes }: { readonly mapping: Mapping; readonly sizes: MarketSizes },
): Promise<TableSurvey> {
  const file = `${warehouse.place}, ${name}`;
  const columns = await warehouse.columns(name);
  if (columns === null) {
    throw new DataError("unknown-table", "there is no such table; expected one that this user can read", {
      file,
    });
  }
  const layout = readLayout(
    columns.map((column) => column.name),
    mapping,
    file,
  );
  checkKinds(columns, layout, file);
  const tierColumn = layout.roles.tiers[0];
  if (tierColumn === undefined) {
    const message =
      "the table has no tier column, and a first tiering needs each account's exact rank, which is not pushed down; expected MarketTier, or load the table as a book";
    throw new DataError("missing-column", message, { file });
  }
  const profile = await profileTiers(warehouse, name, layout, tierColumn);
  const counts = Float64Array.from(profile.labels, ({ rows }) => rows);
  const values = profile.labels.map(({ label }) => label);
  if (counts.reduce((sum, count) => sum + count, 0) === 0) {
    throw new DataError("no-rows", "no row has an ID, a tier and a revenue; expected at least one account", {
      file,
    });
  }
  const ladder = ladderOfCounts({ values, counts }, { given: mapping.tiers, name: tierColumn, file });
  const spellings = ladder.names.map((_, tier) =>
    values.filter((value) => ladder.tierOf.get(value) === tier),
  );
  const where = accountsWhere(warehouse.dialect, columns, layout, spellings.flat());
  const market = (which: Market) => readMarketValues(warehouse, { name, layout, sizes, where }, which);
  const markets = { geo: await market("geo"), category: await market("category") };
  const known = counts
    .filter((_, k) => ladder.tierOf.get(values[k]!)! >= 0)
    .reduce((sum, count) => sum + count, 0);
  return {
    name,
    columns,
    layout,
    mapping,
    ladder,
    spellings,
    signals: signalsOf(
      { ...layout, columns: columns.map((column) => column.name) },
      profile.most,
      markets,
      sizes,
    ),
    markets,
    rows: profile.rows,
    refused: {
      noId: profile.noId,
      noRevenue: profile.noRevenue,
      noTier: profile.rows - profile.noId - profile.noRevenue - known,
    },
    where,
  };
}

/** Amounts have to be numbers already: a warehouse is not asked to read texts as people write them. */
function checkKinds(columns: readonly WarehouseColumn[], { numbers }: Layout, file: string): void {
  for (const { name, kind } of columns) {
    if (!numbers.has(name) || kind === "integer" || kind === "number") continue;
    const message = "is no column of numbers; expected one: cast it in a view, or load the table as a book";
    throw new DataError("undecidable-amounts", message, { file, column: name });
  }
}

interface Profile {
  readonly rows: number;
  readonly noId: number;
  readonly noRevenue: number;
  readonly labels: readonly { readonly label: string; readonly rows: number }[];
  /** Largest value of each column that a signal may be made of; NaN where it is blank throughout. */
  readonly most: ReadonlyMap<string, number>;
}

async function profileTiers(
  warehouse: Warehouse,
  name: string,
  { roles, signals }: Layout,
  tierColumn: string,
): Promise<Profile> {
  const { dialect } = warehouse;
  const q = dialect.identifier;
  const measured = [
    ...new Set([
      ...[roles.revenues[0], roles.revenues.at(-1), roles.potential].filter((column) => column != null),
      ...(Object.values(signals) as string[]),
    ]),
  ];
  const id = blankId(dialect, roles.id);
  const revenue = roles.revenues[0];
  const noRevenue = revenue === undefined ? "1 = 0" : `${q(revenue)} IS NULL`;
  const sql = `SELECT ${dialect.asText(q(tierColumn))}, COUNT(*), SUM(CASE WHEN ${id} THEN 1 ELSE 0 END), SUM(CASE WHEN NOT (${id}) AND ${noRevenue} THEN 1 ELSE 0 END)${measured
    .map((column) => `, MAX(${dialect.double(q(column))})`)
    .join("")}
FROM ${tableName(dialect, name)}
GROUP BY ${q(tierColumn)}
ORDER BY 2 DESC
LIMIT ${MOST_LABELS + 1}`;
  warehouse.traffic.scans++;
  const found = await warehouse.rows(sql);
  if (found.length > MOST_LABELS) {
    const message = `has more than ${MOST_LABELS} values; expected a column of tiers`;
    throw new DataError("unknown-tier-order", message, {
      file: `${warehouse.place}, ${name}`,
      column: tierColumn,
    });
  }
  const sum = (at: number) => found.reduce((total, row) => total + Number(row[at]), 0);
  const most = measured.map((column, k): [string, number] => {
    const values = found.map((row) => row[4 + k]).filter((value) => value != null);
    return [column, values.length === 0 ? Number.NaN : Math.max(...values.map(Number))];
  });
  const labels = found.map(([label, rows, noId, blank]) => ({
    label: label === null ? "" : String(label),
    rows: Number(rows) - Number(noId) - Number(blank),
  }));
  labels.sort((a, b) => (a.label < b.label ? -1 : 1));
  return { rows: sum(1), noId: sum(2), noRevenue: sum(3), labels, most: new Map(most) };
}

/** The condition that a row has no ID. */
function blankId(dialect: Dialect, id: string): string {
  const column = dialect.identifier(id);
  return `${column} IS NULL OR ${dialect.isBlank(dialect.asText(column))}`;
}

/** The condition that a row is an account: an ID, a revenue, a tier of the ladder. */
export function accountsWhere(
  dialect: Dialect,
  columns: readonly WarehouseColumn[],
  { roles }: Layout,
  labels: readonly string[],
): string {
  const tier = roles.tiers[0]!;
  const isText = columns.find(({ name }) => name === tier)!.kind === "text";
  const column = isText ? dialect.identifier(tier) : dialect.asText(dialect.identifier(tier));
  const revenue = roles.revenues[0];
  return [
    `NOT (${blankId(dialect, roles.id)})`,
    ...(revenue === undefined ? [] : [`${dialect.identifier(revenue)} IS NOT NULL`]),
    `${column} IN (${labels.map(dialect.text).join(", ")})`,
  ].join(" AND ");
}

/** What the signals are made of: a column's largest value tells whether it has any. */
function signalsOf(
  { roles, signals, growthYears, isOwnOutput, columns }: Layout & { readonly columns: readonly string[] },
  most: ReadonlyMap<string, number>,
  markets: Readonly<Record<Market, MarketValues>>,
  sizes: MarketSizes,
) {
  const numberColumns = new Map([...most].map(([name, value]) => [name, Float64Array.of(value)]));
  const tam = (market: Market) => ({ tam: Float64Array.from(markets[market].values()) });
  return readSignalSources(
    { roles, signals, growthYears, isOwnOutput, columns, numberColumns },
    { geo: tam("geo"), category: tam("category") },
    sizes,
  );
}
