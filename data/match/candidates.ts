import { type NameMatch, scoreName } from "./name-score.ts";
import type { ColumnProfile } from "./profile.ts";
import type { Target } from "./synonyms.ts";

/** A column and how well it fits. */
export interface Candidate extends NameMatch {
  readonly column: ColumnProfile;
}

/** The columns whose names fit a target and whose values can be it, the best first. */
export function candidatesFor(
  columns: readonly ColumnProfile[],
  target: Target,
  fits: (column: ColumnProfile) => boolean,
): Candidate[] {
  return columns
    .map((column) => ({ column, ...scoreName(column.name, target) }))
    .filter(({ score, column }) => score > 0 && fits(column))
    .sort((a, b) => b.score - a.score || a.column.at - b.column.at);
}

/** Whether a column holds texts, by what most of its filled cells are not. */
export const isText = (column: ColumnProfile): boolean =>
  column.filled > 0 && column.amounts < 0.5 && column.dates < 0.5;
