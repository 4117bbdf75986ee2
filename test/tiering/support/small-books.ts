import type { Accounts } from "../../../tiering/index.ts";
import { smallAccounts } from "./accounts.ts";
import { seeded } from "./synthetic.ts";

/** A random book of 4 to `most` accounts in 2 to 4 tiers, none of them empty, and a moved share to try. */
export function randomSmallBook(seed: number, most = 10): { accounts: Accounts; share: number } {
  const random = seeded(seed);
  const n = 4 + Math.floor(random() * (most - 3));
  const tierCount = 2 + Math.floor(random() * 3);
  const amounts = (scale: number) =>
    Array.from({ length: n }, () => Math.round(Math.exp(3 * random()) * scale));
  const accounts = smallAccounts({
    tierCount,
    tier: Array.from({ length: n }, (_, i) => (i < tierCount ? i : Math.floor(random() * tierCount))),
    revenue: amounts(100),
    potential: amounts(200),
    baseRevenue: amounts(80),
  });
  return { accounts, share: [0.3, 0.5, 0.7, 1][Math.floor(random() * 4)]! };
}
