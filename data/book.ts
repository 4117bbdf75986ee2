import type { Accounts } from "../tiering/index.ts";
import type { QualityReport } from "./quality.ts";

/** The report's own types, which every reader of a book needs. */
export type { QualityReport, RejectedRow, RejectionCode } from "./quality.ts";

/** A book: the accounts, where they came from, and how good the data is. */
export interface Book extends Accounts {
  /**
   * First 32 hex digits of a SHA-256 over the text of both files (inflated, without byte-order mark) and
   * the column names they go by: same accounts and TAM, same id.
   */
  readonly id: string;
  /** Names of the files it was loaded from. */
  readonly source: { readonly accounts: string; readonly tam: string };
  /** Every column of the accounts file in file order, under our names. */
  readonly columns: readonly string[];
  /** Account at each accepted row of the file: the CSV keeps this order; shape [n]. */
  readonly fileOrder: Uint32Array;
  /** Quality of the accounts file. */
  readonly quality: QualityReport;
  /** Quality of the TAM file. */
  readonly tamQuality: QualityReport;
  /** Words for groups of values that are not values themselves, by column: `EMEA` → its geographies. */
  readonly aliases: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}
