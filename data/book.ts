import type { Accounts } from "../tiering/index.ts";
import type { Mapping } from "./mapping.ts";
import type { QualityReport } from "./quality.ts";
import type { TableFacts } from "./read/table-shape.ts";
import type { MarketTableColumns } from "./tam.ts";

/** The report's own types, which every reader of a book needs. */
export type { QualityReport, RejectedRow, RejectionCode } from "./quality.ts";

/** A book: the accounts, where they came from, and how good the data is. */
export interface Book extends Accounts {
  /**
   * First 32 hex digits of a SHA-256 over the bytes of its files and the mapping: same files, read the same
   * way, same id.
   */
  readonly id: string;
  /** Names of the files it was loaded from; `tam` is null without a market table. */
  readonly source: { readonly accounts: string; readonly tam: string | null };
  /** True for the demonstration book alone, whatever another's file is called. */
  readonly isDemonstration?: boolean;
  /** Every column of the accounts file in file order, by its own name. */
  readonly columns: readonly string[];
  /** What a column is called among ours, by its own name: `Revenue 2025` is `TotalRevenue_FY25`. */
  readonly ourNames: ReadonlyMap<string, string>;
  /** The mapping it was read by. */
  readonly mapping: Mapping;
  /** How its file turned out to be written. */
  readonly facts: TableFacts & {
    /** Decimal sign of each amount column that needed one. */
    readonly decimals: Readonly<Record<string, string>>;
    /** What the amounts of a column were multiplied by, where that is not 1. */
    readonly factors: Readonly<Record<string, number>>;
  };
  /** Tiers as the file spells them, highest first: `Tier A`; shape [K]. */
  readonly tierLabels: readonly string[];
  /** Account at each accepted row of the file: the CSV keeps this order; shape [n]. */
  readonly fileOrder: Uint32Array;
  /** Quality of the accounts file (of the order lines, where the book is made of them). */
  readonly quality: QualityReport;
  /** Where the sizes of its markets come from; null where it has none. */
  readonly marketSource:
    | { readonly kind: "table"; readonly metric: string; readonly columns: MarketTableColumns }
    | { readonly kind: "book" }
    | null;
  /** Quality of the market table; null without one. */
  readonly tamQuality: QualityReport | null;
  /** Words for groups of values that are not values themselves, by column: `EMEA` → its geographies. */
  readonly aliases: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}
