import type { Book } from "./book.ts";

/** What a book uses a column for. */
export const COLUMN_ROLES = [
  "id",
  "name",
  "owner",
  "geo",
  "category",
  "tier",
  "revenue",
  "potential",
] as const;
/** One of the uses of a column. */
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** One column of a book, for pickers. */
export interface ColumnInfo {
  readonly name: string;
  readonly kind: "id" | "text" | "number";
  /** What the book uses it for; of tiers and revenues, the current one. */
  readonly role?: ColumnRole;
  /** True for amounts in the book's currency. */
  readonly money?: boolean;
  /** Number of distinct values; of text columns only. */
  readonly distinct?: number;
  /** Least and greatest value, null where all are blank; of number columns only. */
  readonly range?: { readonly least: number; readonly greatest: number } | null;
}

/** One value of a text column and how many accounts have it. */
export interface ValueCount {
  readonly value: string;
  readonly accounts: number;
}

function rangeOf(values: Float64Array): ColumnInfo["range"] {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return least <= greatest ? { least, greatest } : null;
}

/** Every column of the book in file order; O(n) for each column of numbers. */
export function bookColumns(book: Book): ColumnInfo[] {
  return book.columns.map((name): ColumnInfo => {
    const role = roleOf(book, name);
    const told = role === undefined ? { name } : { name, role };
    if (name === book.roles.id) return { ...told, kind: "id" };
    const text = book.text.get(name);
    if (text !== undefined) return { ...told, kind: "text", distinct: text.values.length };
    const money = isMoney(book, name) ? { money: true } : {};
    return { ...told, kind: "number", ...money, range: rangeOf(book.numbers.get(name)!) };
  });
}

/** Revenues, whatever of, and the potential. */
function isMoney({ roles }: Book, name: string): boolean {
  const { revenues, streams, products, potential } = roles;
  return name === potential || [revenues, streams, products].some((names) => names.includes(name));
}

/** Of roles that several columns have, the first column is the current year's. */
function roleOf({ roles }: Book, name: string): ColumnRole | undefined {
  const held = Object.entries(roles).find(([, columns]) => [columns].flat()[0] === name);
  return COLUMN_ROLES.find((role) => role === held?.[0].replace(/s$/, ""));
}

/** The values of a text column in ascending order, with their accounts; undefined for any other column. */
export function columnValues(book: Book, name: string): ValueCount[] | undefined {
  const text = book.text.get(name);
  if (text === undefined) return undefined;
  const accounts = new Uint32Array(text.values.length);
  for (const code of text.codes) accounts[code]!++;
  return text.values.map((value, k) => ({ value, accounts: accounts[k]! }));
}
