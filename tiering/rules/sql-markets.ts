import type { Accounts } from "../accounts.ts";
import type { SqlSpelling } from "./sql-dialect.ts";

/** Where the sizes of the markets stand in the raw tables. */
export type SqlMarkets =
  | {
      readonly kind: "table";
      /** What the metrics that count have in their names, in whatever case. */
      readonly metric: string;
      /** Columns of the market table; a table of values and amounts alone has no metric and no attribute. */
      readonly columns: {
        readonly metric: string | null;
        readonly attribute: string | null;
        readonly value: string;
        readonly amount: string;
      };
    }
  /** Shares of the book's own potential, added up from the accounts table. */
  | { readonly kind: "book" };

/** The market table of a book that says nothing else. */
export const STANDARD_MARKETS: SqlMarkets = {
  kind: "table",
  metric: "Proj_TAM_Prod",
  columns: {
    metric: "Metric_Name",
    attribute: "Attr_Name",
    value: "Attr_Value",
    amount: "Metric_Value",
  },
};

/** The two markets: their tables in the query, and the feature that holds their size. */
export const MARKETS = [
  { signal: "geo", table: "geo_markets", tam: "geoTam" },
  { signal: "category", table: "category_markets", tam: "categoryTam" },
] as const;

/** The markets that the book has sizes for. */
export function marketsOf(accounts: Accounts) {
  return MARKETS.flatMap(({ signal, table }) => {
    const column = accounts.roles[signal];
    if (column === null || accounts[signal].tam.every(Number.isNaN)) return [];
    return [{ table, column }];
  });
}

/** A market's value as the loader matches it: without regard to case and blanks around. */
export function marketKey(expression: string): string {
  return `LOWER(TRIM(${expression}))`;
}

/** What the query of a market is made of. */
export interface MarketParts {
  /** Names of the tables, quoted. */
  readonly accountsTable: string;
  readonly tamTable: string;
  /** The market's column of the accounts table, quoted, and what Attr_Name may call it. */
  readonly column: string;
  readonly attributes: readonly string[];
  /** The potential as a number; null where the book has none. */
  readonly potential: string | null;
}

/** Sizes by value of one market: from the rows of the market table that count, or the accounts' own potential. */
export function marketQuery(sql: SqlSpelling, markets: SqlMarkets, parts: MarketParts): string {
  if (markets.kind === "book") {
    const amount = parts.potential ?? sql.double("NULL");
    return `  SELECT ${marketKey(parts.column)} AS market, SUM(${amount}) AS market_size
  FROM ${parts.accountsTable}
  WHERE ${amount} > 0
  GROUP BY ${marketKey(parts.column)}`;
  }
  const { metric, attribute, value, amount } = markets.columns;
  const key = (expression: string) => `LOWER(REPLACE(${expression}, ' ', ''))`;
  const attributes = parts.attributes.map((name) => sql.text(name.toLowerCase().replaceAll(" ", "")));
  const conditions = [
    ...(attribute === null ? [] : [`${key(sql.identifier(attribute))} IN (${attributes.join(", ")})`]),
    ...(metric === null
      ? []
      : [sql.contains(`LOWER(${sql.identifier(metric)})`, markets.metric.toLowerCase())]),
  ];
  const where = conditions.length === 0 ? "" : `\n  WHERE ${conditions.join(" AND ")}`;
  return `  SELECT ${marketKey(sql.identifier(value))} AS market, SUM(${sql.double(sql.identifier(amount))}) AS market_size
  FROM ${parts.tamTable}${where}
  GROUP BY ${marketKey(sql.identifier(value))}`;
}
