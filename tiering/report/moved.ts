import type { Accounts } from "../accounts.ts";
import { accountId } from "../lookup.ts";
import type { Run } from "../run.ts";
import { createReasons } from "./reasons.ts";

/** One account that changed tier. */
export interface MovedAccount {
  readonly id: string;
  readonly previousTier: string;
  readonly tier: string;
  readonly change: "up" | "down";
  readonly potential: number;
  readonly revenue: number;
  readonly reason: string;
}

/** A page of the accounts that changed tier, in ID order, and how many there are in all; O(N). */
export function movedAccounts(
  accounts: Accounts,
  run: Run,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): { readonly total: number; readonly accounts: readonly MovedAccount[] } {
  const shown: number[] = [];
  let total = 0;
  for (let i = 0; i < accounts.n && accounts.hasTiers; i++) {
    if (accounts.tier[i] === run.tiers[i]) continue;
    if (total >= offset && shown.length < limit) shown.push(i);
    total++;
  }
  const reasonOf = createReasons(accounts, run, Uint32Array.from(shown));
  const page = shown.map((i): MovedAccount => {
    const from = accounts.tier[i]!;
    const to = run.tiers[i]!;
    return {
      id: accountId(accounts, i),
      previousTier: accounts.tierNames[from]!,
      tier: run.tierNames[to]!,
      change: to < from ? "up" : "down",
      potential: run.potential[i]!,
      revenue: accounts.revenue[i]!,
      reason: reasonOf(i),
    };
  });
  return { total, accounts: page };
}
