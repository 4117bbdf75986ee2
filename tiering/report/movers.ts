import type { Accounts } from "../accounts.ts";
import type { Hooks } from "../hooks.ts";
import { findTextColumn } from "../policy/find-column.ts";
import type { Run } from "../run.ts";
import { type AccountSum, ALL, sumsBy } from "./account-sums.ts";
import { type RunFilter, selectOfRun } from "./select-of-run.ts";

/** What moves in one direction. */
export type Flow = AccountSum;

/** The accounts that share a value of a column, and who of them moves. */
export interface MoverGroup {
  readonly value: string;
  /** All accounts with that value. */
  readonly accounts: number;
  readonly up: Flow;
  readonly down: Flow;
}

/** Who moves: in all, and by the values of one column. */
export interface Movers {
  readonly up: Flow;
  readonly down: Flow;
  /** Null where no column was asked for. */
  readonly column: string | null;
  /** Values with at least one mover in the direction asked for, the most first; ties in order of value. */
  readonly groups: readonly MoverGroup[];
  /** How many such values there are in all. */
  readonly values: number;
}

/** What movers are counted by, and which are told; `where` says among which accounts. */
export interface MoversQuery extends Pick<RunFilter, "where" | "to" | "steps"> {
  /** A text column of the book. */
  readonly column?: string;
  readonly direction?: "both" | "up" | "down";
  /** What the values are ordered by: how much of it moves. */
  readonly by?: keyof Flow;
  /** Most values told. */
  readonly limit?: number;
}

/**
 * Counts who moves up and down, in all and by the values of a text column, with revenue and potential.
 * O(N + V log V) for a column of V values, O(N) a selector.
 * @throws TieringError as {@link selectOfRun}, and `unknown-column` for the column
 */
export function countMovers(
  accounts: Accounts,
  run: Run,
  query: MoversQuery = {},
  hooks: Hooks = {},
): Movers {
  const { column: name, direction = "both", where = [], by = "accounts", limit = 20, steps, to } = query;
  const column = name === undefined ? null : findTextColumn(accounts, name, "/column");
  const moving = { where, ...(steps === undefined ? {} : { steps }), ...(to === undefined ? {} : { to }) };
  const [up, down] = (["up", "down"] as const).map((change) =>
    selectOfRun(accounts, run, { ...moving, change }, hooks),
  ) as [Uint32Array, Uint32Array];
  const groups = column === null ? [] : groupsOf();
  const amount = ({ up, down }: MoverGroup, measure: keyof Flow) =>
    (direction === "down" ? 0 : (up[measure] ?? 0)) + (direction === "up" ? 0 : (down[measure] ?? 0));
  const told = groups.filter((group) => amount(group, "accounts") > 0);
  // The sort is stable, and values stand in ascending order.
  told.sort((a, b) => amount(b, by) - amount(a, by));
  return {
    up: sumsBy(accounts, up, ALL)[0]!,
    down: sumsBy(accounts, down, ALL)[0]!,
    column: name ?? null,
    groups: told.slice(0, limit),
    values: told.length,
  };

  function groupsOf(): MoverGroup[] {
    const { codes, values } = column!;
    const by = { size: values.length, codeOf: (i: number) => codes[i]! };
    const members = selectOfRun(accounts, run, { where }, hooks);
    const [all, rising, falling] = [members, up, down].map((rows) => sumsBy(accounts, rows, by));
    return values.map((value, code) => ({
      value,
      accounts: all![code]!.accounts,
      up: rising![code]!,
      down: falling![code]!,
    }));
  }
}
