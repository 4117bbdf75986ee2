import type { Signal } from "../../../tiering/index.ts";
import type { Cue } from "./cue-words.ts";
import type { Amount } from "./numbers.ts";

/** Some values of one column. */
export interface Values {
  readonly column: string;
  readonly values: readonly string[];
}

/** One meaningful piece of a message, or a list of such ("growth, geo and runway", "20/30/50"). */
export interface Item {
  readonly kind: "signal" | "amount" | "values" | "column" | "tier" | "account" | "stop" | "word";
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly cues: ReadonlySet<Cue>;
  readonly signals: readonly Signal[];
  readonly amounts: readonly Amount[];
  readonly values: Values | null;
  /** Tiers, account IDs, or the column. */
  readonly names: readonly string[];
  /** What the item has become in the reading; null while it is unread. */
  became: string | null;
}

/** The cues of an item that has none. */
export const NO_CUES: ReadonlySet<Cue> = new Set();
