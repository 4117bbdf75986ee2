import type { Signal } from "./plan/index.ts";

/** What a note of a run is about, each of which the report words for people. */
export type RunNoteKind =
  /** Signals that the book has nothing for; their weight went to the others. */
  | "absent-signals"
  /** Signals that are the same for every account; their weight went to the others. */
  | "constant-signals"
  /** A signal whose spread is one account's. */
  | "lone-spread"
  /** Accounts that no number tells apart, and that the order of IDs parted. */
  | "ties"
  /** The book was never tiered: there is no "before". */
  | "first-tiering"
  /** Rules of the plan that a first tiering has no use for, or kept holds of accounts that the book does not have. */
  | "rules-left-out"
  /** The book has no revenue, so that two KPIs say nothing. */
  | "no-revenue"
  /** The time was over before the run was proven as far as was asked. */
  | "time-limit"
  /** The ranks are those of a histogram: the accounts lie in a warehouse. */
  | "binned-ranks";

/** Something that a reader of a run has to know and would not guess: plain JSON, one sentence. */
export interface RunNote {
  readonly kind: RunNoteKind;
  readonly text: string;
  /** Signals concerned. */
  readonly signals?: readonly Signal[];
  /** ID of the account concerned. */
  readonly account?: string;
}

/** Names in a sentence: `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** A sentence with its first letter in upper case. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
