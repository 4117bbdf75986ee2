import type { Accounts, TextColumn } from "../../accounts.ts";
import { tierKey } from "../../ladders.ts";

/** Tier of an account that had none in a year. */
export const NO_TIER = 255;

/** One year of the book: everything that carries its date. */
export interface BookYear {
  /** As the column names say it, such as "FY26". */
  readonly label: string;
  /** Tier ordinal of each account, 0 the highest, {@link NO_TIER} where blank; shape [n]. */
  readonly tier: Uint8Array;
  /** Total revenue, NaN where blank; absent where the book has none of that year; shape [n]. */
  readonly revenue?: Float64Array;
  /** Revenue streams of the year by the rest of their column's name. */
  readonly streams: ReadonlyMap<string, Float64Array>;
  /** Product revenues of the year by their column's name. */
  readonly products: ReadonlyMap<string, Float64Array>;
}

/**
 * The years in which the book has tiers, newest first; none in a book that was never tiered. Revenues and streams belong to a year by the
 * digits that end their names; where a tier column's name has none, by their place. O(n · columns).
 */
export function bookYears(accounts: Accounts): BookYear[] {
  const { roles, numbers, text } = accounts;
  const dated = roles.tiers.every((name) => yearLabel(name) !== "");
  // Without years, all products are of the current one.
  const productsOf = (label: string, age: number) =>
    dated
      ? roles.products.filter((name) => sameYear(yearLabel(name), label))
      : age === 0
        ? roles.products
        : [];
  return roles.tiers.map((name, age) => {
    const label = dated ? yearLabel(name) : age === 0 ? "now" : `${age} before`;
    const ofYear = (names: readonly string[]) =>
      dated ? names.filter((other) => sameYear(yearLabel(other), label)) : names.slice(age, age + 1);
    const revenue = numbers.get(ofYear(roles.revenues)[0] ?? "");
    return {
      label,
      // The current tier is the one that the core reads everywhere else.
      tier: age === 0 ? accounts.tier : tierOrdinals(text.get(name), accounts),
      ...(revenue && { revenue }),
      streams: new Map(ofYear(roles.streams).map((stream) => [stem(stream), numbers.get(stream)!])),
      products: new Map(productsOf(label, age).map((product) => [product, numbers.get(product)!])),
    };
  });
}

/**
 * What tells the year in a column's name: "FY26" of "MarketTier_FY26", "2025" of "Umsatz 2025" and "CA 2025 (k€)", "25" of "Umsatz
 * 2024/25"; or "".
 */
function yearLabel(name: string): string {
  return name.match(YEARS)?.at(-1) ?? "";
}

/** Four digits, two behind FY, or two that end the name. */
const YEARS = /(?:FY ?)?(?<!\d)20\d{2}(?!\d)|FY ?\d{2}(?!\d)|(?<!\d)(?:\d{4}|\d{2})$/gi;

function sameYear(a: string, b: string): boolean {
  const year = (label: string) => {
    const digits = /(?<!\d)\d+$/.exec(label)?.[0] ?? "";
    return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
  };
  return a !== "" && b !== "" && year(a) === year(b);
}

function stem(name: string): string {
  return name.slice(0, name.length - yearLabel(name).length).replace(/(?<![_\s-])[_\s-]+$/, "");
}

/** Ordinals of the labels on the book's own ladder, however they are spelt; anything else is no tier. */
function tierOrdinals(column: TextColumn | undefined, { n, tierNames }: Accounts): Uint8Array {
  const out = new Uint8Array(n).fill(NO_TIER);
  if (!column) return out;
  const places = new Map(tierNames.map((name, k) => [tierKey(name), k]));
  const ordinals = column.values.map((value) => places.get(tierKey(value)) ?? NO_TIER);
  for (let i = 0; i < n; i++) out[i] = ordinals[column.codes[i]];
  return out;
}
