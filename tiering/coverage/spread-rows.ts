import type { Columns, Rows } from "./model-builder.ts";
import { expectedWorth, type Part } from "./part.ts";

const INFINITE = Number.POSITIVE_INFINITY;

/** Rows that hold a seller's measure between the least and the greatest of the group. */
export interface SpreadRows {
  readonly low: number;
  readonly high: number;
  readonly ofLink: (l: number) => number;
}

/** Adds the rows of evenness: each seller's measures between the least and the greatest of the group. */
export function spreadRows(part: Part, rows: Rows) {
  const ofSeller = new Map<number, SpreadRows[]>();
  const ranges: {
    readonly price: number;
    readonly most: number;
    readonly rows: readonly SpreadRows[];
    /** Row that holds the range, less what is paid for, within what is free. */
    readonly free: number;
  }[] = [];
  const mean = part.classes.map(expectedWorth);
  const dearest = Math.max(0, ...Array.from(part.use, (use, l) => mean[part.linkClass[l]!]! / use));
  const measures = [
    { price: "balance", free: "step", most: 1, ofLink: (l: number) => part.use[l]! },
    { price: "fairness", free: null, most: dearest, ofLink: (l: number) => mean[part.linkClass[l]!]! },
  ] as const;
  for (const group of part.groups) {
    for (const { price, free, most, ofLink } of measures) {
      if (group[price] === 0) continue;
      const made = group.sellers.map((s) => {
        const low = rows.add(0, INFINITE, { kind: "spread" });
        const high = rows.add(-INFINITE, 0, { kind: "spread" });
        const pair = { low, high, ofLink };
        ofSeller.set(s, [...(ofSeller.get(s) ?? []), pair]);
        return pair;
      });
      const row = rows.add(-INFINITE, free === null ? 0 : group[free], { kind: "spread" });
      ranges.push({ price: group[price], most, rows: made, free: row });
    }
  }
  return {
    ofSeller: (s: number): readonly SpreadRows[] => ofSeller.get(s) ?? [],
    /** The least and the greatest of each group, and their distance beyond what is free: that is paid for. */
    addColumns(columns: Columns): void {
      for (const { price, most, rows: made, free } of ranges) {
        for (const { low } of made) columns.entry(low, -1);
        columns.entry(free, -1);
        columns.end(0, 0, most, false);
        for (const { high } of made) columns.entry(high, -1);
        columns.entry(free, 1);
        columns.end(0, 0, most, false);
        columns.entry(free, -1);
        columns.end(-price, 0, most, false);
      }
    },
  };
}
