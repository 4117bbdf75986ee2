import type { Accounts, TextColumn } from "../accounts.ts";
import { requireTiers } from "../first-tiering.ts";
import type { Hooks } from "../hooks.ts";
import { findTextColumn, numbersOf } from "../policy/find-column.ts";
import { parseTier } from "../policy/tier-letters.ts";
import type { Run } from "../run.ts";
import {
  type AccountSum,
  ALL,
  type Groups,
  type Measured,
  measuresBy,
  type Statistic,
  sumsBy,
} from "./account-sums.ts";
import { selectOfRun } from "./select-of-run.ts";

/** The accounts that share a value of a column. */
export interface AccountGroup extends AccountSum {
  readonly value: string;
  /** Of the number column that was asked for. */
  readonly measured?: Measured;
  /** Accounts by tier after the run. */
  readonly tiers?: readonly number[];
  /** Accounts in the tier whose gain was asked for. */
  readonly net?: { readonly before: number; readonly after: number };
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
  readonly groups: readonly AccountGroup[] | null;
  /** Values that there are, those beyond the limit among them. */
  readonly values: number;
  /** The number column that was asked for: over all that match, and by tier before and after the run. */
  readonly measured?: {
    readonly column: string;
    readonly total: Measured;
    readonly before: readonly Measured[];
    readonly after: readonly Measured[];
  };
}

/** Which accounts are counted, and by what. */
export interface CountQuery {
  /** Selectors as of `RunFilter`: an account has to match them all. */
  readonly where?: readonly string[];
  /** Selectors of those that they are counted among; the whole book where there are none. */
  readonly among?: readonly string[];
  /** Whether each value is told by tier after the run as well. */
  readonly tiers?: boolean;
  /** A text column of the book. */
  readonly column?: string;
  /** A tier of which each value is told how many it had before and has after the run. */
  readonly net?: string;
  /** A number column of the book, or a signal, that is summed up, and how. */
  readonly measure?: string;
  readonly statistic?: Statistic;
  /** What the values are ordered by: how many, what they bring, the measure, or the gain of the tier. */
  readonly by?: keyof AccountSum | "measure" | "net";
  /** The least first. */
  readonly ascending?: boolean;
  /** Most values told. */
  readonly limit?: number;
}

/**
 * Counts the accounts that match, with revenue and potential, by tier before and after the run, and by the values of
 * a text column. O(N + V log V) for a column of V values, O(N) a selector, O(N log N) for medians.
 * @throws TieringError `unknown-column` with the nearest names, as {@link selectOfRun}
 */
export function countAccounts(
  accounts: Accounts,
  run: Run,
  query: CountQuery = {},
  hooks: Hooks = {},
): AccountCounts {
  const { among = [], ascending = false, by = "accounts", limit = 20, measure, where = [] } = query;
  const { column: name, statistic = "sum" } = query;
  const column = name === undefined ? null : findTextColumn(accounts, name, "/column");
  const cells = measure === undefined ? null : numbersOf(accounts, measure, "/measure");
  const whole = selectOfRun(accounts, run, { where: among }, { ...hooks, at: "/among" });
  const rows = selectOfRun(accounts, run, { where: [...where, ...among] }, hooks);
  const before = { size: accounts.tierNames.length, codeOf: (i: number) => accounts.tier[i]! };
  const after = { size: run.tierNames.length, codeOf: (i: number) => run.tiers[i]! };
  const countsBy = (groups: Groups) => sumsBy(accounts, rows, groups).map((sum) => sum.accounts);
  const measured = (groups: Groups) => measuresBy(cells!, rows, groups, statistic);
  const told = column === null ? null : groupsOf(column);
  return {
    total: sumsBy(accounts, rows, ALL)[0]!,
    whole: sumsBy(accounts, whole, ALL)[0]!,
    before: accounts.hasTiers ? countsBy(before) : [],
    after: countsBy(after),
    beforeNames: accounts.hasTiers ? accounts.tierNames : [],
    afterNames: run.tierNames,
    groups: told === null ? null : told.slice(0, limit),
    values: told?.length ?? 0,
    ...(measure === undefined
      ? {}
      : {
          measured: {
            column: measure,
            total: measured(ALL)[0]!,
            before: accounts.hasTiers ? measured(before) : [],
            after: measured(after),
          },
        }),
  };

  function groupsOf({ codes, values }: TextColumn): AccountGroup[] {
    const own = { size: values.length, codeOf: (i: number) => codes[i]! };
    const sums = sumsBy(accounts, rows, own);
    const sumsOf = cells === null ? null : measured(own);
    const crossed = (tiers: Groups) =>
      countsBy({
        size: own.size * tiers.size,
        codeOf: (i) => own.codeOf(i) * tiers.size + tiers.codeOf(i),
      });
    const tiers = query.tiers ? crossed(after) : null;
    const net = query.net === undefined ? null : netOf(query.net);
    const groups = values
      .map((value, code) => ({
        value,
        ...sums[code]!,
        ...(sumsOf === null ? {} : { measured: sumsOf[code]! }),
        ...(tiers === null ? {} : { tiers: tiers.slice(code * after.size, (code + 1) * after.size) }),
        ...(net === null ? {} : { net: net[code]! }),
      }))
      .filter((group) => group.accounts > 0);
    // The sort is stable, and values stand in ascending order.
    groups.sort((a, b) =>
      ascending ? amountOf(a, by) - amountOf(b, by) : amountOf(b, by) - amountOf(a, by),
    );
    return groups;

    function netOf(tier: string): NonNullable<AccountGroup["net"]>[] {
      requireTiers(accounts, "a gain of accounts finds");
      const was = crossed(before);
      const is = crossed(after);
      const [from, to] = [accounts.tierNames, run.tierNames].map((names) => parseTier(tier, names, "/net"));
      return values.map((_, code) => ({
        before: was[code * before.size + from!]!,
        after: is[code * after.size + to!]!,
      }));
    }
  }
}

/** What a group is ordered by. */
function amountOf(group: AccountGroup, by: NonNullable<CountQuery["by"]>): number {
  if (by === "net") return (group.net?.after ?? 0) - (group.net?.before ?? 0);
  return (by === "measure" ? (group.measured?.value ?? Number.NEGATIVE_INFINITY) : group[by]) ?? 0;
}
