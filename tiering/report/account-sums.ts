import type { Accounts } from "../accounts.ts";

/** How many accounts, and what they bring, in the book's currency. */
export interface AccountSum {
  readonly accounts: number;
  /** Sum of their current revenue. */
  readonly revenue: number;
  /** Sum of their potential revenue; null where the book has none. Blank cells count as 0. */
  readonly potential: number | null;
}

/** What a number column can come to. */
export type Statistic = "sum" | "mean" | "median";

/** A number column over some accounts: how many have a value, and what these come to; null for a mean or median of none. */
export interface Measured {
  readonly cells: number;
  readonly value: number | null;
}

/** Which group of `size` an account is in. */
export interface Groups {
  readonly size: number;
  readonly codeOf: (i: number) => number;
}

/** All accounts as one group. */
export const ALL: Groups = { size: 1, codeOf: () => 0 };

/** Sums of the accounts `rows` by group; shape [groups.size]. O(rows). */
export function sumsBy(
  { potential, revenue }: Accounts,
  rows: Uint32Array,
  { codeOf, size }: Groups,
): AccountSum[] {
  const [counts, current, more] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  for (const i of rows) {
    const code = codeOf(i);
    counts[code]! += 1;
    current[code]! += revenue[i]!;
    if (!Number.isNaN(potential[i]!)) more[code]! += potential[i]!;
  }
  const hasPotential = potential.some((value) => !Number.isNaN(value));
  return Array.from(counts, (accounts, code) => ({
    accounts,
    revenue: current[code]!,
    potential: hasPotential ? more[code]! : null,
  }));
}

/** What a number column comes to over the accounts `rows`, by group; shape [groups.size]. O(rows), medians O(rows log rows). */
export function measuresBy(
  cells: Float64Array,
  rows: Uint32Array,
  { codeOf, size }: Groups,
  statistic: Statistic,
): Measured[] {
  const filled = rows.filter((i) => !Number.isNaN(cells[i]!));
  const [counts, sums] = [new Float64Array(size), new Float64Array(size)];
  for (const i of filled) {
    counts[codeOf(i)]! += 1;
    sums[codeOf(i)]! += cells[i]!;
  }
  if (statistic === "median") return mediansBy(cells, filled, codeOf, counts);
  return Array.from(counts, (count, code) => {
    const sum = sums[code]!;
    return { cells: count, value: statistic === "sum" ? sum : count === 0 ? null : sum / count };
  });
}

function mediansBy(
  cells: Float64Array,
  rows: Uint32Array,
  codeOf: Groups["codeOf"],
  counts: Float64Array,
): Measured[] {
  const values = Array.from(counts, (count) => new Float64Array(count));
  const filled = new Float64Array(counts.length);
  for (const i of rows) {
    const code = codeOf(i);
    values[code]![filled[code]!++] = cells[i]!;
  }
  return values.map((own) => {
    own.sort();
    const half = own.length >> 1;
    const middle = own.length % 2 === 1 ? own[half]! : (own[half - 1]! + own[half]!) / 2;
    return { cells: own.length, value: own.length === 0 ? null : middle };
  });
}
