import type { Accounts } from "../accounts.ts";
import { checkpoint, type Hooks } from "../hooks.ts";
import { findTextColumn, numbersOf } from "../policy/find-column.ts";
import { selectAccounts } from "../policy/select.ts";
import type { Run } from "../run.ts";

/** How many accounts, and what they bring, in the book's currency. */
export interface AccountSum {
  readonly accounts: number;
  /** Sum of their current revenue. */
  readonly revenue: number;
  /** Sum of their potential revenue; null where the book has none. Blank cells count as 0. */
  readonly potential: number | null;
}

/** A number column over some accounts: how many have a value, and what these come to. */
export interface MeasuredSum {
  readonly cells: number;
  readonly sum: number;
}

/** A number column over the accounts that match, and by their tiers before and after. */
export interface Measured {
  readonly column: string;
  readonly total: MeasuredSum;
  readonly before: readonly MeasuredSum[];
  readonly after: readonly MeasuredSum[];
}

/** Accounts of a book and a run, counted. */
export interface AccountCounts {
  /** Those that match. */
  readonly total: AccountSum;
  /** All of the book, or all that they are counted among. */
  readonly whole: AccountSum;
  /** Accounts by tier as the book has them, in its order; shape [tiers before]. */
  readonly before: readonly number[];
  /** Accounts by tier after the run; shape [tiers]. */
  readonly after: readonly number[];
  /** Names of the tiers before, the highest first; empty for a book without tiers. */
  readonly beforeNames: readonly string[];
  /** Names of the tiers after, the highest first. */
  readonly afterNames: readonly string[];
  /** Values of the column that was asked for, or null. The one with the most first, ties in order of value. */
  readonly groups:
    | readonly (AccountSum & {
        readonly value: string;
        readonly measured?: MeasuredSum;
        readonly tiers?: readonly number[];
      })[]
    | null;
  /** Values that there are, those beyond the limit among them. */
  readonly values: number;
  /** Where a number column was asked for. */
  readonly measured?: Measured;
}

/** Which accounts are counted, and by what. */
export interface CountQuery {
  /** Selectors as in a plan's scope: an account has to match them all. */
  readonly where?: readonly string[];
  /** Selectors of those that they are counted among; the whole book where there are none. */
  readonly among?: readonly string[];
  /** Whether each value is told by tier after the run as well. */
  readonly tiers?: boolean;
  /** A text column of the book. */
  readonly column?: string;
  /** A number column of the book, or a signal, that is summed up. */
  readonly measure?: string;
  /** What the values are ordered by: of the measure, its sum or its mean. */
  readonly by?: keyof AccountSum | "sum" | "mean";
  /** The least first. */
  readonly ascending?: boolean;
  /** Most values told. */
  readonly limit?: number;
}

const BLOCK = 65_536;

/**
 * Counts the accounts that match, with revenue and potential, by tier before and after the run, and by the values of
 * a text column. O(N + V log V) for a column of V values, O(N) a selector.
 * @throws TieringError `unknown-column` with the nearest names, as `selectAccounts`; `cancelled`
 */
export function countAccounts(
  accounts: Accounts,
  run: Run,
  query: CountQuery = {},
  hooks: Hooks = {},
): AccountCounts {
  const { ascending = false, by = "accounts", column: name, limit = 20, measure, where = [] } = query;
  const among = (query.among ?? []).map((selector, at) => selectAccounts(accounts, selector, `/among/${at}`));
  const column = name === undefined ? null : findTextColumn(accounts, name, "/column");
  const masks = where.map((selector, at) => selectAccounts(accounts, selector, `/where/${at}`));
  const cells = measure === undefined ? null : numbersOf(accounts, measure, "/measure");
  const size = column?.values.length ?? 1;
  const [own, ownBefore, ownAfter] = [size, accounts.tierNames.length, run.tierNames.length].map(noSums) as [
    Sums,
    Sums,
    Sums,
  ];
  const [members, revenue, potential] = [0, 1, 2].map(() => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let [wholeCount, wholeRevenue, wholePotential] = [0, 0, 0];
  const byTier = new Float64Array(query.tiers ? size * run.tierNames.length : 0);
  const before = new Array<number>(accounts.tierNames.length).fill(0);
  const after = new Array<number>(run.tierNames.length).fill(0);
  for (let i = 0; i < accounts.n; i++) {
    if (i % BLOCK === 0) checkpoint(hooks, "Counting", i / accounts.n);
    if (among.some((mask) => mask[i] === 0)) continue;
    wholeCount += 1;
    const more = accounts.potential[i]!;
    wholeRevenue += accounts.revenue[i]!;
    if (!Number.isNaN(more)) wholePotential += more;
    if (masks.some((mask) => mask[i] === 0)) continue;
    const code = column?.codes[i] ?? 0;
    members[code]! += 1;
    revenue[code]! += accounts.revenue[i]!;
    if (!Number.isNaN(more)) potential[code]! += more;
    before[accounts.tier[i]!]! += 1;
    after[run.tiers[i]!]! += 1;
    if (query.tiers) byTier[code * run.tierNames.length + run.tiers[i]!]! += 1;
    if (cells === null || Number.isNaN(cells[i]!)) continue;
    addTo(own, code, cells[i]!);
    addTo(ownBefore, accounts.tier[i]!, cells[i]!);
    addTo(ownAfter, run.tiers[i]!, cells[i]!);
  }
  const hasPotential = accounts.potential.some((value) => !Number.isNaN(value));
  const sumOf = (count: number, current: number, whole: number): AccountSum => ({
    accounts: count,
    revenue: current,
    potential: hasPotential ? whole : null,
  });
  const groups = (column?.values ?? [])
    .map((value, code) => ({
      value,
      ...sumOf(members[code]!, revenue[code]!, potential[code]!),
      ...(cells === null ? {} : { measured: { cells: own.cells[code]!, sum: own.sum[code]! } }),
      ...(query.tiers ? { tiers: [...byTier.subarray(code * after.length, (code + 1) * after.length)] } : {}),
    }))
    .filter((group) => group.accounts > 0);
  // The sort is stable, and values stand in ascending order.
  const amount = (group: (typeof groups)[number]) => {
    if (by !== "sum" && by !== "mean") return group[by] ?? 0;
    const { cells = 0, sum = 0 } = group.measured ?? {};
    return by === "sum" ? sum : cells === 0 ? Number.NEGATIVE_INFINITY : sum / cells;
  };
  groups.sort((a, b) => (ascending ? amount(a) - amount(b) : amount(b) - amount(a)));
  return {
    total: sumOf(summed(members), summed(revenue), summed(potential)),
    whole: sumOf(wholeCount, wholeRevenue, wholePotential),
    before: accounts.hasTiers ? before : [],
    after,
    beforeNames: accounts.hasTiers ? accounts.tierNames : [],
    afterNames: run.tierNames,
    groups: column === null ? null : groups.slice(0, limit),
    values: groups.length,
    ...(measure === undefined
      ? {}
      : {
          measured: {
            column: measure,
            total: { cells: summed(own.cells), sum: summed(own.sum) },
            before: accounts.hasTiers ? measuredOf(ownBefore) : [],
            after: measuredOf(ownAfter),
          },
        }),
  };
}

/** Running sums by value or tier; each of its shape. */
interface Sums {
  readonly cells: Float64Array;
  readonly sum: Float64Array;
}

const noSums = (size: number): Sums => ({ cells: new Float64Array(size), sum: new Float64Array(size) });

function addTo({ cells, sum }: Sums, at: number, value: number): void {
  cells[at]! += 1;
  sum[at]! += value;
}

const measuredOf = ({ cells, sum }: Sums): MeasuredSum[] =>
  [...cells].map((count, at) => ({ cells: count, sum: sum[at]! }));

function summed(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
