import type { MarketSizes } from "../../../../data/markets.ts";
import { tableName } from "../../../../data/warehouse/table-name.ts";
import type { Warehouse } from "../../../../data/warehouse/warehouse.ts";
import { type Accounts, accountId } from "../../../../tiering/index.ts";

const TYPES = {
  duckdb: { id: "BIGINT", text: "VARCHAR", number: "DOUBLE", end: "" },
  postgres: { id: "BIGINT", text: "TEXT", number: "DOUBLE PRECISION", end: "" },
  clickhouse: {
    id: "Int64",
    text: "Nullable(String)",
    number: "Nullable(Float64)",
    end: " ENGINE = MergeTree() ORDER BY tuple()",
  },
} as const;

/** What may be said of a table beside its accounts. */
export interface TableShape {
  /** What the columns are called in the place of our names. */
  readonly rename?: (name: string) => string;
  /** Further rows, cell by cell, as SQL. */
  readonly rows?: readonly (readonly string[])[];
  /** True for IDs as text. */
  readonly textIds?: boolean;
}

/** Makes a table of a book's accounts in a warehouse, under our names of the columns. */
export async function fillTable(
  warehouse: Warehouse,
  name: string,
  accounts: Accounts,
  { rename = (own) => own, rows = [], textIds = false }: TableShape = {},
): Promise<void> {
  const { dialect } = warehouse;
  const { id, text, number, end } = TYPES[dialect.name as keyof typeof TYPES];
  const idType = !textIds ? id : dialect.name === "clickhouse" ? "String" : text;
  const columns = [
    ["ID", idType],
    ["MarketTier_FY26", text],
    ["Geo_Entity", text],
    ["Commercial_Category", text],
    ["TotalRevenue_FY26", number],
    ["TotalRevenue_FY22", number],
    ["PotentialRevenue_FY30", number],
  ] as const;
  const table = tableName(dialect, name);
  const list = columns.map(([column, type]) => `${dialect.identifier(rename(column))} ${type}`).join(", ");
  await warehouse.run(`CREATE TABLE ${table} (${list})${end}`);
  const amount = (value: number) => (Number.isNaN(value) ? "NULL" : String(value));
  const label = (value: string) => (value === "" ? "NULL" : dialect.text(value));
  const { geo, category } = accounts;
  const cells = Array.from({ length: accounts.n }, (_, i) => [
    textIds ? dialect.text(accountId(accounts, i)) : accountId(accounts, i),
    dialect.text(`Tier ${accounts.tierNames[accounts.tier[i]!]}`),
    label(geo.values[geo.codes[i]!]!),
    label(category.values[category.codes[i]!]!),
    amount(accounts.revenue[i]!),
    amount(accounts.baseRevenue[i]!),
    amount(accounts.potential[i]!),
  ]);
  const all = [...cells, ...rows];
  for (let from = 0; from < all.length; from += 5_000) {
    const tuples = all.slice(from, from + 5_000).map((row) => `(${row.join(", ")})`);
    await warehouse.run(`INSERT INTO ${table} VALUES ${tuples.join(", ")}`);
  }
}

/** The market sizes of a book as a market table has them. */
export function sizesOf({ geo, category }: Accounts): MarketSizes {
  const rows = [
    ["Geo_Entity", geo],
    ["Commercial_Category", category],
  ] as const;
  return {
    kind: "table",
    table: {
      rows: rows.flatMap(([attribute, market]) =>
        market.values.flatMap((value, k) =>
          Number.isNaN(market.tam[k]!) ? [] : [{ attribute, value, amount: market.tam[k]! }],
        ),
      ),
      quality: { input: 0, accepted: 0, rejected: 0, rejectedBy: {}, rows: [], notes: {}, examples: {} },
      columns: {
        metric: null,
        attribute: "Attr_Name",
        value: "Attr_Value",
        amount: "Metric_Value",
      },
      metric: "",
      unused: null,
      digest: "",
    },
  };
}
