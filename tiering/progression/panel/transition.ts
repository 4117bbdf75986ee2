import type { YearWindow } from "./features.ts";
import { type BookYear, NO_TIER } from "./years.ts";

/** What can happen to an account's tier from one year to the next, as the classes 0, 1, 2. */
export const CHANGES = ["up", "stay", "down"] as const;
/** What a year did to a tier: a move towards A, none, or one away from it. */
export type Change = (typeof CHANGES)[number];

/** Class of accounts that keep their tier. */
export const STAY = 1;

/** One step of the history: what happened in the target year, and the years before it. */
export interface Transition {
  /** Year before the change, such as "FY25". */
  readonly from: string;
  /** Target year, such as "FY26". */
  readonly to: string;
  /** Years that may be known beforehand. */
  readonly window: YearWindow;
  /** Class of each account, an index into {@link CHANGES}; meaningless outside `rows`; shape [n]. */
  readonly labels: Uint8Array;
  /** Accounts that have a tier in both years, ascending. */
  readonly rows: Int32Array;
}

/**
 * The step into `years[target]` (0 is the newest year), seen from the `lags` years before it. O(n).
 * `target + lags` must be less than the number of years.
 */
export function transitionInto(
  years: readonly BookYear[],
  { target, lags }: { readonly target: number; readonly lags: number },
): Transition {
  const { tier: after, label: to } = years[target];
  const { tier: before, label: from } = years[target + 1];
  const labels = new Uint8Array(after.length);
  const rows: number[] = [];
  for (let i = 0; i < labels.length; i++) {
    labels[i] = STAY + Math.sign(after[i] - before[i]);
    if (after[i] !== NO_TIER && before[i] !== NO_TIER) rows.push(i);
  }
  return { from, to, window: { first: target + 1, count: lags }, labels, rows: Int32Array.from(rows) };
}

/** Accounts of the given rows by class: up, stay, down. */
export function countChanges({
  labels,
  rows,
}: Pick<Transition, "labels" | "rows">): [number, number, number] {
  const counts: [number, number, number] = [0, 0, 0];
  for (const row of rows) counts[labels[row]]++;
  return counts;
}
