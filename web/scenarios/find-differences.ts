import type { TierTable } from "../api/tier-table.ts";

/** Who ends in another tier in the second run than in the first. */
export interface Found {
  /** Rows of both tables (they list the same accounts in the same order), in file order. */
  readonly rows: Uint32Array;
  /** How many end higher, and lower, in the second. */
  readonly higher: number;
  readonly lower: number;
}

/** Compares two runs of one book account by account; tier letters sort from the highest. O(N). */
export function findDifferences(first: TierTable, second: TierTable): Found {
  const rows: number[] = [];
  let higher = 0;
  for (let at = 0; at < first.rows; at++) {
    if (first.tier[at] === second.tier[at]) continue;
    rows.push(at);
    if (second.tier[at]! < first.tier[at]!) higher++;
  }
  return { rows: Uint32Array.from(rows), higher, lower: rows.length - higher };
}
