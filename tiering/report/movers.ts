import type { Accounts, TextColumn } from "../accounts.ts";
import { checkpoint, type Hooks } from "../hooks.ts";
import { findTextColumn } from "../policy/find-column.ts";
import { selectAccounts } from "../policy/select.ts";
import { parseTier } from "../policy/tier-letters.ts";
import type { Run } from "../run.ts";
import type { AccountSum } from "./account-counts.ts";

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

/** What movers are counted by, and which are told. */
export interface MoversQuery {
  /** A text column of the book. */
  readonly column?: string;
  readonly direction?: "both" | "up" | "down";
  /** Selectors as in a plan's scope: only accounts that match them all are counted. */
  readonly where?: readonly string[];
  /** Name of the tier that they come to. */
  readonly to?: string;
  /** The fewest tiers that they move by. */
  readonly steps?: number;
  /** What the values are ordered by: how much of it moves. */
  readonly by?: keyof Flow;
  /** Most values told. */
  readonly limit?: number;
}

const BLOCK = 65_536;

/**
 * Counts who moves up and down, in all and by the values of a text column, with revenue and potential.
 * O(N + V log V) for a column of V values, O(N) a selector.
 * @throws TieringError `unknown-column` with the nearest names, `unknown-tier`, as `selectAccounts`; `cancelled`
 */
export function countMovers(
  accounts: Accounts,
  run: Run,
  query: MoversQuery = {},
  hooks: Hooks = {},
): Movers {
  const { column: name, direction = "both", where = [], by = "accounts", limit = 20, steps = 1 } = query;
  const to = query.to === undefined ? null : parseTier(query.to, run.tierNames, "/to");
  const column = name === undefined ? null : findTextColumn(accounts, name, "/column");
  const masks = where.map((selector, at) => selectAccounts(accounts, selector, `/where/${at}`));
  const size = column?.values.length ?? 1;
  const members = new Float64Array(size);
  const up = createSums(size);
  const down = createSums(size);
  for (let i = 0; i < accounts.n; i++) {
    if (i % BLOCK === 0) checkpoint(hooks, "Movers", i / accounts.n);
    if (masks.some((mask) => mask[i] === 0)) continue;
    const code = column?.codes[i] ?? 0;
    members[code]! += 1;
    const step = run.tiers[i]! - accounts.tier[i]!;
    if (Math.abs(step) >= steps && (to === null || run.tiers[i] === to))
      add(step < 0 ? up : down, code, accounts.revenue[i]!, accounts.potential[i]!);
  }
  const hasPotential = accounts.potential.some((value) => !Number.isNaN(value));
  const flow = (sums: Sums, code: number): Flow => ({
    accounts: sums.accounts[code]!,
    revenue: sums.revenue[code]!,
    potential: hasPotential ? sums.potential[code]! : null,
  });
  const total = (sums: Sums): Flow => ({
    accounts: sum(sums.accounts),
    revenue: sum(sums.revenue),
    potential: hasPotential ? sum(sums.potential) : null,
  });
  const groups =
    column === null ? [] : groupsOf(column, members, (code) => [flow(up, code), flow(down, code)]);
  const amount = ({ up, down }: MoverGroup, measure: keyof Flow) =>
    (direction === "down" ? 0 : (up[measure] ?? 0)) + (direction === "up" ? 0 : (down[measure] ?? 0));
  const moving = groups.filter((group) => amount(group, "accounts") > 0);
  // The sort is stable, and values stand in ascending order.
  moving.sort((a, b) => amount(b, by) - amount(a, by));
  return {
    up: total(up),
    down: total(down),
    column: name ?? null,
    groups: moving.slice(0, limit),
    values: moving.length,
  };
}

/** Running sums by value; each of shape [V]. */
interface Sums {
  readonly accounts: Float64Array;
  readonly revenue: Float64Array;
  readonly potential: Float64Array;
}

function createSums(size: number): Sums {
  return {
    accounts: new Float64Array(size),
    revenue: new Float64Array(size),
    potential: new Float64Array(size),
  };
}

function add(sums: Sums, code: number, revenue: number, potential: number): void {
  sums.accounts[code]! += 1;
  sums.revenue[code]! += revenue;
  if (!Number.isNaN(potential)) sums.potential[code]! += potential;
}

function groupsOf(
  { values }: TextColumn,
  members: Float64Array,
  flows: (code: number) => readonly [Flow, Flow],
): MoverGroup[] {
  return values.map((value, code) => {
    const [up, down] = flows(code);
    return { value, accounts: members[code]!, up, down };
  });
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
