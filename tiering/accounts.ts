import type { Signal } from "./plan/index.ts";

/** A text column as a dictionary: account i holds `values[codes[i]]`; `""` is a blank cell. */
export interface TextColumn {
  /** Distinct values in ascending code-unit order. */
  readonly values: readonly string[];
  /** One index into `values` per account; shape [n]. */
  readonly codes: Uint16Array | Uint32Array;
}

/** A text column whose values have a total addressable market (TAM) beside them. */
export interface MarketColumn extends TextColumn {
  /** TAM by value, in the book's currency; shape [values.length]; NaN where the TAM table has none. */
  readonly tam: Float64Array;
}

/** The account IDs, as the book spells them, in ascending order. */
export interface AccountIds {
  /** UTF-8 bytes of all IDs, one after the other. */
  readonly bytes: Uint8Array;
  /** ID i is `bytes[offsets[i] … offsets[i + 1])`; shape [n + 1]. */
  readonly offsets: Uint32Array;
  /** True where every ID is an integer and the order is numeric; otherwise the order is by code unit. */
  readonly numeric: boolean;
}

/** Names of the book's columns by their role, null or empty where it has none; years run from the newest to the oldest. */
export interface ColumnRoles {
  readonly id: string;
  /** What people call the account. */
  readonly name: string | null;
  /** Who looks after the account. */
  readonly owner: string | null;
  readonly geo: string | null;
  readonly category: string | null;
  /** Current tier first, then the earlier years' tiers; none in a book that was never tiered. */
  readonly tiers: readonly string[];
  /** Current total revenue first, the base of the growth rate last. */
  readonly revenues: readonly string[];
  readonly streams: readonly string[];
  readonly products: readonly string[];
  readonly potential: string | null;
}

/** Where the values of one signal come from. */
export type SignalSource =
  /** By the published formula, from the columns named. */
  | { readonly kind: "computed"; readonly from: readonly string[] }
  /** As a number column of the book has them. */
  | { readonly kind: "column"; readonly column: string }
  /** From nowhere; `missing` names what the book would need, such as `no potential revenue`. */
  | { readonly kind: "absent"; readonly missing: string };

/**
 * What the tiering core reads of a book: N accounts as parallel columns.
 *
 * **Accounts stand in ascending ID order** whatever the order of the rows in the file, so that
 * "ties break by ID" and "sums run in ID order" are both plain index order in every kernel.
 * Typed arrays may lie on shared memory; kernels never write to them.
 */
export interface Accounts {
  /** Number of accounts, N. */
  readonly n: number;
  readonly ids: AccountIds;
  /** Number of tiers, K; tier 0 is the highest. */
  readonly tierCount: number;
  /** The book's own names of its tiers, highest first, all different: `A`, `Gold`, `1`; shape [K]. */
  readonly tierNames: readonly string[];
  /** False where the book was never tiered: `tier` then says nothing, and there is no "before". */
  readonly hasTiers: boolean;
  /** Current (baseline) tier of each account, 0 … K − 1; all K − 1 in a book without tiers; shape [n]. */
  readonly tier: Uint8Array;
  /** Currency of the amounts as its ISO code or sign, null where the book does not say. */
  readonly currency: string | null;
  /** What each signal is made of. */
  readonly signals: Readonly<Record<Signal, SignalSource>>;
  /** Current total revenue, book's currency, always finite; 0 throughout a book without; shape [n]. */
  readonly revenue: Float64Array;
  /** Total revenue in the base year of the growth rate; NaN where blank, or without a base year; shape [n]. */
  readonly baseRevenue: Float64Array;
  /** Years between the base and the current revenue (4 for FY22 → FY26), 0 without a base year. */
  readonly growthYears: number;
  /** Potential revenue at the horizon; NaN where blank, or without potential; shape [n]. */
  readonly potential: Float64Array;
  /** Geographies; one blank value where the book has none. */
  readonly geo: MarketColumn;
  /** Categories; one blank value where the book has none. */
  readonly category: MarketColumn;
  readonly roles: ColumnRoles;
  /** Every text column of the book by name, `geo`, `category` and all tier columns included. */
  readonly text: ReadonlyMap<string, TextColumn>;
  /** Every number column of the book by name; NaN where blank; each of shape [n]. */
  readonly numbers: ReadonlyMap<string, Float64Array>;
}
