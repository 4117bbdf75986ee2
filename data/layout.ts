import type { ColumnRoles, Signal } from "../tiering/index.ts";

/** The unit of a column of amounts. */
export interface ColumnUnit {
  /** What its amounts are multiplied by. */
  readonly factor: number;
  /** Currency in its header; "" without. */
  readonly currency: string;
  /** Who says so: the mapping, the header, or nobody; `doubtful` where the header may tell another one. */
  readonly from: "mapping" | "header" | "doubtful" | "nobody";
  /** What the header tells, for sure or perhaps; 1 where it tells nothing. */
  readonly told: number;
}

/** What each column of an accounts file is for. */
export interface Layout {
  readonly roles: ColumnRoles;
  /** Columns of numbers; all others are text. */
  readonly numbers: ReadonlySet<string>;
  /** Columns that are added up to one that the file does not have, by its name. */
  readonly sums: ReadonlyMap<string, readonly string[]>;
  /** Units of the columns of money among them. */
  readonly units: ReadonlyMap<string, ColumnUnit>;
  /** Years between the oldest and the newest total revenue; 0 without two that are dated. */
  readonly growthYears: number;
  /** Columns that a signal is taken from. */
  readonly signals: Readonly<Partial<Record<Signal, string>>>;
  /** What a column is called among ours, by its own name. */
  readonly ourNames: ReadonlyMap<string, string>;
  /** True for a CSV that we wrote ourselves: its `Tier` is the current one. */
  readonly isOwnOutput: boolean;
}
