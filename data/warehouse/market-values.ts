import { DataError } from "../errors.ts";
import type { Layout } from "../layout.ts";
import { type Market, type MarketSizes, sizesOfTable } from "../markets.ts";
import { marketKey } from "../tam.ts";
import { tableName } from "./table-name.ts";
import type { Warehouse } from "./warehouse.ts";

/** Sizes of the markets of a column, by its own values. */
export type MarketValues = ReadonlyMap<string, number>;

/** Accounts of one value of a market column and one of the tier column. */
export interface MarketCell {
  readonly label: string;
  readonly value: string;
  /** Sum of their positive potential. */
  readonly potential: number;
}

/** Most values of a market column, whose sizes are sent to the warehouse. */
const MOST_MARKETS = 20_000;

/** The market columns whose sizes a book can have, by market. */
export function marketColumns({ roles }: Layout, sizes: MarketSizes): Partial<Record<Market, string>> {
  const { geo, category, potential } = roles;
  if (sizes.kind === "none" || potential === null) return {};
  return { ...(geo !== null && { geo }), ...(category !== null && { category }) };
}

/** What the sizes of a table's markets are found from. */
export interface MarketSource {
  readonly name: string;
  readonly layout: Layout;
  readonly sizes: MarketSizes;
  /** The condition that a row is an account. */
  readonly where: string;
  /** The cells that are known already; null where the table is to be asked. */
  readonly cells: Readonly<Record<Market, readonly MarketCell[]>> | null;
  /** Whether a value of the tier column is a tier. */
  readonly isKnown: (label: string) => boolean;
}

/** Finds the sizes of a market column's values. One scan where their cells are not known. */
export async function readMarketValues(
  warehouse: Warehouse,
  source: MarketSource,
  market: Market,
): Promise<MarketValues> {
  const { layout, sizes, cells, isKnown } = source;
  const column = marketColumns(layout, sizes)[market];
  if (column === undefined) return new Map();
  const rows =
    cells?.[market].filter(({ label }) => isKnown(label)) ?? (await scanMarket(warehouse, source, column));
  const byKey = sizes.kind === "table" ? sizesOfTable(sizes.table, column, layout.ourNames) : sumsByKey(rows);
  const found = new Map<string, number>();
  for (const { value } of rows) {
    const size = value.trim() === "" ? undefined : byKey.get(marketKey(value));
    if (size !== undefined) found.set(value, size);
  }
  return found;
}

async function scanMarket(
  warehouse: Warehouse,
  { name, layout, where }: MarketSource,
  column: string,
): Promise<Pick<MarketCell, "value" | "potential">[]> {
  const { dialect } = warehouse;
  const own = dialect.asText(dialect.identifier(column));
  const amount = dialect.double(dialect.identifier(layout.roles.potential!));
  warehouse.traffic.scans++;
  const rows = await warehouse.rows(`SELECT ${own}, SUM(CASE WHEN ${amount} > 0 THEN ${amount} END)
FROM ${tableName(dialect, name)}
WHERE ${where} AND ${dialect.identifier(column)} IS NOT NULL
GROUP BY ${own}
LIMIT ${MOST_MARKETS + 1}`);
  if (rows.length > MOST_MARKETS) {
    const message = `has more than ${MOST_MARKETS} values; expected a column of markets`;
    throw new DataError("unknown-column", message, { file: `${warehouse.place}, ${name}`, column });
  }
  return rows.map(([value, potential]) => ({ value: String(value), potential: Number(potential ?? 0) }));
}

function sumsByKey(rows: readonly Pick<MarketCell, "value" | "potential">[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { value, potential } of rows) {
    const key = marketKey(value);
    sums.set(key, (sums.get(key) ?? 0) + potential);
  }
  return sums;
}
