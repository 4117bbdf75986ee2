import type { Accounts } from "../tiering/index.ts";

/** One row that could not be read. */
export interface RejectedRow {
  /** Line of the file on which the row starts, from 1. */
  readonly line: number;
  readonly column: string;
  readonly code: string;
  readonly reason: string;
}

/** What the loader made of one file: accepted + rejected = input. */
export interface QualityReport {
  readonly input: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Rejected rows in file order, at most the first 1,000. */
  readonly rows: readonly RejectedRow[];
  /** Oddities that were accepted, such as `negative-revenue`, with how many accounts show them. */
  readonly notes: Readonly<Record<string, number>>;
}

/** A book: the accounts, where they came from, and how good the data is. */
export interface Book extends Accounts {
  /** Hash of the content: same accounts and TAM, same id. */
  readonly id: string;
  /** Names of the files it was loaded from. */
  readonly source: { readonly accounts: string; readonly tam: string };
  /** Every column of the accounts file in file order, under our names. */
  readonly columns: readonly string[];
  /** Account at each accepted row of the file: the CSV keeps this order; shape [n]. */
  readonly fileOrder: Uint32Array;
  readonly quality: QualityReport;
  /** Words for groups of values that are not values themselves, by column: `EMEA` → its geographies. */
  readonly aliases: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}
