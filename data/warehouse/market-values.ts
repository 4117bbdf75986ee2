import { DataError } from "../errors.ts";
import type { Market, MarketSizes } from "../markets.ts";
import { sizesOfTable } from "../markets.ts";
import type { Layout } from "../roles.ts";
import { marketKey } from "../tam.ts";
import { tableName } from "./dialect.ts";
import type { Value, Warehouse } from "./warehouse.ts";

/** Sizes of the markets of a column, by its own values. */
export type MarketValues = ReadonlyMap<string, number>;

/** Most values of a market column, whose sizes are sent to the warehouse. */
const MOST_MARKETS = 20_000;

/** Reads the values of a market column and finds their sizes. One scan where there are any. */
export async function readMarketValues(
  warehouse: Warehouse,
  {
    name,
    layout,
    sizes,
    where,
  }: { readonly name: string; readonly layout: Layout; readonly sizes: MarketSizes; readonly where: string },
  market: Market,
): Promise<MarketValues> {
  const column = layout.roles[market];
  const { potential } = layout.roles;
  if (column === null || sizes.kind === "none" || potential === null) return new Map();
  const { dialect } = warehouse;
  const [own, amount] = [
    dialect.asText(dialect.identifier(column)),
    dialect.double(dialect.identifier(potential)),
  ];
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
  const byKey = sizes.kind === "table" ? sizesOfTable(sizes.table, column, layout.ourNames) : sumsByKey(rows);
  const found = new Map<string, number>();
  for (const [value] of rows) {
    const text = String(value);
    const size = text.trim() === "" ? undefined : byKey.get(marketKey(text));
    if (size !== undefined) found.set(text, size);
  }
  return found;
}

function sumsByKey(rows: readonly (readonly Value[])[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [value, sum] of rows) {
    const key = marketKey(String(value));
    sums.set(key, (sums.get(key) ?? 0) + Number(sum ?? 0));
  }
  return sums;
}
