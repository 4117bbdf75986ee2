import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import { accountId } from "../lookup.ts";
import { nearestNames } from "../policy/nearest.ts";
import type { Run } from "../run.ts";
import { signalColumn } from "../signals.ts";
import { createReasons, hasReason } from "./reasons.ts";

/** What one account has in one column; null for a blank. */
export type Cell = string | number | null;

/** A column of a run or of its book. */
export interface RunColumn {
  readonly cellOf: (i: number) => Cell;
  /** A number that sorts as the cells do; NaN for a blank. */
  readonly keyOf: (i: number) => number;
}

/** The columns that a run adds to its book. */
export const RUN_COLUMNS = ["ID", "PreviousTier", "Tier", "Change", "PI_acct", "Reason"] as const;

const blank = (value: number) => (Number.isNaN(value) ? null : value);

/**
 * A column by name: one of {@link RUN_COLUMNS}, of the book, or a signal; its cells for the accounts `among` all, where it
 * says. Reasons sort by whether there is one. O(1), for reasons O(N).
 * @throws TieringError `unknown-column` with the nearest names; `pointer` says where in the request it stands
 */
export function runColumn(
  accounts: Accounts,
  run: Run,
  name: string,
  { pointer = "", among }: { readonly pointer?: string; readonly among?: Uint32Array } = {},
): RunColumn {
  const own = ownColumn(accounts, run, name, among);
  if (own !== null) return own;
  const text = accounts.text.get(name);
  if (text !== undefined) {
    const { values, codes } = text;
    return {
      cellOf: (i) => values[codes[i]!] || null,
      keyOf: (i) => (values[codes[i]!] === "" ? Number.NaN : codes[i]!),
    };
  }
  const numbers = accounts.numbers.get(name) ?? signalColumn(accounts, name);
  if (numbers !== undefined) return { cellOf: (i) => blank(numbers[i]!), keyOf: (i) => numbers[i]! };
  const known = [...RUN_COLUMNS, ...accounts.text.keys(), ...accounts.numbers.keys()];
  const nearest = nearestNames(name, known);
  const offer = nearest.map((other) => `"${other}"`).join(", ");
  throw new TieringError("unknown-column", `Unknown column "${name}"; nearest are ${offer}.`, {
    pointer,
    nearest,
  });
}

/** A column that a first tiering has nothing for. */
const BLANK: RunColumn = { cellOf: () => null, keyOf: () => Number.NaN };

function ownColumn(accounts: Accounts, run: Run, name: string, among?: Uint32Array): RunColumn | null {
  const before = accounts.tierNames;
  const after = run.tierNames;
  const step = (i: number) => run.tiers[i]! - accounts.tier[i]!;
  switch (name) {
    case accounts.roles.id:
    case "ID":
      return { cellOf: (i) => accountId(accounts, i), keyOf: (i) => i };
    case "PreviousTier":
      return accounts.hasTiers
        ? { cellOf: (i) => before[accounts.tier[i]!]!, keyOf: (i) => accounts.tier[i]! }
        : BLANK;
    case "Tier":
      return { cellOf: (i) => after[run.tiers[i]!]!, keyOf: (i) => run.tiers[i]! };
    case "Change":
      if (!accounts.hasTiers) return BLANK;
      return { cellOf: (i) => (step(i) < 0 ? "up" : step(i) > 0 ? "down" : "same"), keyOf: step };
    case "PI_acct":
      return { cellOf: (i) => run.potential[i]!, keyOf: (i) => run.potential[i]! };
    case "Reason": {
      // Made when the first is asked for: an order by reasons needs none of them.
      let reasonOf: ((i: number) => string) | null = null;
      const has = hasReason(accounts, run);
      return {
        cellOf(i) {
          reasonOf ??= createReasons(accounts, run, among);
          return reasonOf(i) || null;
        },
        keyOf: (i) => (has(i) ? 0 : Number.NaN),
      };
    }
    default:
      return null;
  }
}
