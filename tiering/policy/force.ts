import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import { accountId, findAccount } from "../lookup.ts";
import type { Policy } from "../plan/index.ts";
import { NOT_FORCED } from "./resolved-policy.ts";
import { checkPasses, selectAccounts } from "./select.ts";
import { parseTier } from "./tier-letters.ts";

/** Accounts that are forced into a tier, and what that does to the book. */
export interface Forced {
  /** The tier that accounts are forced into, {@link NOT_FORCED} for the others; shape [n], null where none is. */
  readonly forced: Uint8Array | null;
  /** The tiers before with the forced ones in theirs; shape [n]. */
  readonly tiers: Uint8Array;
  /** Accounts that change tier by it. */
  readonly forcedMoves: number;
}

/**
 * Reads which accounts are forced into which tier. O(N) a selector.
 * @throws TieringError `unknown-account`, `unknown-tier`, `invalid-policy`, `infeasible-policy` for an account that
 * two entries force into different tiers
 */
export function readForced(accounts: Accounts, entries: Policy["force"]): Forced {
  const { n, tier, tierNames } = accounts;
  if (entries === undefined || entries.length === 0) return { forced: null, tiers: tier, forcedMoves: 0 };
  const forced = new Uint8Array(n).fill(NOT_FORCED);
  let passes = 0;
  const put = (i: number, to: number, pointer: string) => {
    const before = forced[i]!;
    if (before !== NOT_FORCED && before !== to) {
      const id = accountId(accounts, i);
      const message = `Account ${id} is forced into ${tierNames[before]} and into ${tierNames[to]}; expected one of them.`;
      throw new TieringError("infeasible-policy", message, { pointer });
    }
    forced[i] = to;
  };
  entries.forEach((entry, index) => {
    const pointer = `/policy/force/${index}`;
    const { who, to } = splitEntry(accounts, entry, pointer);
    const account = findAccount(accounts, who);
    if (account >= 0) {
      put(account, to, pointer);
      return;
    }
    if (!/[:<>]/.test(who)) {
      const message = `Unknown account "${who}"; expected an ID of this book, id:7|12 or Column:value|value before the tier.`;
      throw new TieringError("unknown-account", message, { pointer });
    }
    checkPasses(++passes, "/policy/force");
    const selected = selectAccounts(accounts, who, pointer);
    for (let i = 0; i < n; i++) if (selected[i] === 1) put(i, to, pointer);
  });
  const tiers = tier.slice();
  let forcedMoves = 0;
  for (let i = 0; i < n; i++) {
    if (forced[i] === NOT_FORCED || forced[i] === tier[i]) continue;
    tiers[i] = forced[i]!;
    forcedMoves++;
  }
  return { forced, tiers, forcedMoves };
}

/** The accounts and the tier of an entry: what stands before and behind its last colon. */
function splitEntry({ tierNames }: Accounts, entry: string, pointer: string): { who: string; to: number } {
  const colon = entry.lastIndexOf(":");
  if (colon <= 0) {
    const message = `"${entry}" forces nobody; expected an account's ID, a colon and a tier, such as 304930413:${tierNames[0]}.`;
    throw new TieringError("invalid-policy", message, { pointer });
  }
  return {
    who: entry.slice(0, colon).trim(),
    to: parseTier(entry.slice(colon + 1).trim(), tierNames, pointer),
  };
}
