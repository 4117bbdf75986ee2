import type { Accounts } from "../accounts.ts";
import { selectAccounts } from "../policy/select.ts";

/** The geographies in which accounts match all the selectors, in the book's order; all where there is none. O(n) each. */
export function geographiesOf(accounts: Accounts, where: readonly string[]): string[] {
  const masks = where.map((selector, at) => selectAccounts(accounts, selector, `/where/${at}`));
  const seen = new Uint8Array(accounts.geo.values.length);
  for (let i = 0; i < accounts.n; i++) {
    if (masks.every((mask) => mask[i] === 1)) seen[accounts.geo.codes[i]!] = 1;
  }
  return accounts.geo.values.filter((_, g) => seen[g] === 1);
}
