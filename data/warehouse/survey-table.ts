import type { Signal, SignalSource } from "../../tiering/index.ts";
import { DataError } from "../errors.ts";
import type { Layout } from "../layout.ts";
import type { Mapping } from "../mapping.ts";
import type { Market, MarketSizes } from "../markets.ts";
import { readLayout } from "../roles.ts";
import { readSignalSources } from "../signal-sources.ts";
import { ladderOfCounts, type TierLadder } from "../tiers.ts";
import type { Dialect } from "./dialect.ts";
import { type MarketValues, readMarketValues } from "./market-values.ts";
import { blankId, profileTable } from "./profile-table.ts";
import { columnsOf } from "./table-columns.ts";
import type { Warehouse, WarehouseColumn } from "./warehouse.ts";

/** Rows of a table that are no accounts, by why. */
export interface RefusedRows {
  readonly noId: number;
  readonly noRevenue: number;
  readonly noTier: number;
}

/** What a table of accounts has, found by one scan; three more where its markets have very many values. */
export interface TableSurvey {
  /** The table, as it was named. */
  readonly name: string;
  readonly columns: readonly WarehouseColumn[];
  readonly layout: Layout;
  readonly mapping: Mapping;
  readonly ladder: TierLadder;
  /** Values of the tier column as the table spells them, by tier. */
  readonly spellings: readonly (readonly string[])[];
  /** Accounts by tier; shape [K]. */
  readonly sizes: readonly number[];
  readonly signals: Readonly<Record<Signal, SignalSource>>;
  readonly markets: Readonly<Record<Market, MarketValues>>;
  /** Rows read, and those that are no accounts. */
  readonly rows: number;
  readonly refused: RefusedRows;
  /** The condition that a row is an account. */
  readonly where: string;
}

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
  const columns = await columnsOf(warehouse, name);
  const layout = readLayout(
    columns.map((column) => column.name),
    mapping,
    { file },
  );
  checkKinds(columns, layout, file);
  const tierColumn = layout.roles.tiers[0];
  if (tierColumn === undefined) {
    const message =
      "the table has no tier column, and a first tiering needs each account's exact rank, which is not pushed down; expected MarketTier, or load the table as a book";
    throw new DataError("missing-column", message, { file });
  }
  const profile = await profileTable(warehouse, name, layout, { tierColumn, sizes });
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
  const isKnown = (label: string) => (ladder.tierOf.get(label) ?? -1) >= 0;
  const market = (which: Market) =>
    readMarketValues(warehouse, { name, layout, sizes, where, cells: profile.markets, isKnown }, which);
  const markets = { geo: await market("geo"), category: await market("category") };
  const known = counts.filter((_, k) => isKnown(values[k]!)).reduce((sum, count) => sum + count, 0);
  return {
    name,
    columns,
    layout,
    mapping,
    ladder,
    spellings,
    sizes: spellings.map((labels) => labels.reduce((sum, label) => sum + counts[values.indexOf(label)]!, 0)),
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
