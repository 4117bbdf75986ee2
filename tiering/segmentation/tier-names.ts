import type { Accounts } from "../accounts.ts";
import { tierLetter } from "../plan/index.ts";

/** Names of the tiers that clusters make, highest first: the book's own where it has as many, else letters. */
export function clusterTierNames({ tierNames }: Accounts, tierCount: number): readonly string[] {
  if (tierNames.length === tierCount) return tierNames;
  return Array.from({ length: tierCount }, (_, tier) => tierLetter(tier));
}
