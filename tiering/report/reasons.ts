import type { Accounts } from "../accounts.ts";
import { descendingOrder } from "../ranks.ts";
import type { Run } from "../run.ts";

/**
 * Prepares the one-line reason of each account's move, the CSV's Reason column; "" for accounts that
 * stay. O(N log N) once, then O(1) an account.
 */
export function createReasons(accounts: Accounts, run: Run): (i: number) => string {
  const order = descendingOrder(run.potential);
  const place = new Uint32Array(accounts.n);
  for (let at = 0; at < order.length; at++) place[order[at]!] = at;
  return (i) => {
    if (accounts.tier[i] === run.tiers[i]) return "";
    const share = ((place[i]! + 1) / accounts.n) * 100;
    return `PI_acct in the top ${share < 1 ? share.toFixed(2) : share.toFixed(0)} % of the book`;
  };
}
