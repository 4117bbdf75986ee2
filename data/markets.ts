import type { ColumnRoles, MarketColumn, TextColumn } from "../tiering/index.ts";
import { columnKey } from "./column-key.ts";
import type { AccountsTable } from "./read/accounts-table.ts";
import { marketKey, type TamTable } from "./tam.ts";

/** A market column of a book: geographies or categories. */
export type Market = "geo" | "category";

/** Where the sizes of the markets come from: a table, the book's own potential, or nowhere and why. */
export type MarketSizes =
  | { readonly kind: "table"; readonly table: TamTable }
  | { readonly kind: "book" }
  | { readonly kind: "none"; readonly why: string };

/** The market columns of a book with the sizes of their values; a value without one has NaN. O(n + rows). */
export function readMarkets(table: AccountsTable, sizes: MarketSizes): Record<Market, MarketColumn> {
  return { geo: readMarket(table, "geo", sizes), category: readMarket(table, "category", sizes) };
}

function readMarket(table: AccountsTable, market: Market, sizes: MarketSizes): MarketColumn {
  const name = table.roles[market];
  const column = name === null ? undefined : table.text.get(name);
  if (column === undefined || name === null) return blankMarket(table.n);
  const byKey = sizesByKey(table, name, column, sizes);
  const tam = new Float64Array(new SharedArrayBuffer(8 * column.values.length));
  column.values.forEach((value, code) => {
    tam[code] = value.trim() === "" ? Number.NaN : (byKey.get(marketKey(value)) ?? Number.NaN);
  });
  return { ...column, tam };
}

function blankMarket(n: number): MarketColumn {
  const tam = new Float64Array(new SharedArrayBuffer(8)).fill(Number.NaN);
  return { values: [""], codes: new Uint16Array(new SharedArrayBuffer(2 * n)), tam };
}

function sizesByKey(
  table: AccountsTable,
  name: string,
  column: TextColumn,
  sizes: MarketSizes,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const add = (key: string, amount: number) => found.set(key, (found.get(key) ?? 0) + amount);
  if (sizes.kind === "book") {
    const potential = potentialOf(table.roles, table);
    if (potential === undefined) return found;
    for (let i = 0; i < table.n; i++) {
      if (potential[i]! > 0) add(marketKey(column.values[column.codes[i]!]!), potential[i]!);
    }
  } else if (sizes.kind === "table") {
    return sizesOfTable(sizes.table, name, table.ourNames);
  }
  return found;
}

/** Sizes by market key that a table has for the values of a column, by its own name or ours. */
export function sizesOfTable(
  { rows }: TamTable,
  name: string,
  ourNames: ReadonlyMap<string, string>,
): ReadonlyMap<string, number> {
  const names = new Set([name, ourNames.get(name) ?? name].map(columnKey));
  const found = new Map<string, number>();
  for (const { attribute, value, amount } of rows) {
    if (attribute !== null && !names.has(columnKey(attribute))) continue;
    const key = marketKey(value);
    found.set(key, (found.get(key) ?? 0) + amount);
  }
  return found;
}

function potentialOf(roles: ColumnRoles, table: AccountsTable): Float64Array | undefined {
  return roles.potential === null ? undefined : table.numberColumns.get(roles.potential);
}

/** A value of a market column that has no size, and how many accounts have it. */
export interface UnsizedValue {
  readonly value: string;
  readonly accounts: number;
}

/** The values without a size, those of most accounts first; blanks too. O(n). */
export function unsizedValues({ values, codes, tam }: MarketColumn): UnsizedValue[] {
  const counts = new Float64Array(values.length);
  for (let i = 0; i < codes.length; i++) counts[codes[i]!]!++;
  return values
    .map((value, code) => ({ value, accounts: counts[code]!, isSized: tam[code]! > 0 }))
    .filter(({ accounts, isSized }) => accounts > 0 && !isSized)
    .map(({ value, accounts }) => ({ value, accounts }))
    .sort((a, b) => b.accounts - a.accounts || (a.value < b.value ? -1 : 1));
}
