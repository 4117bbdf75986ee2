import { spend } from "../clauses/spend.ts";
import { tiersAlike } from "../clauses/tiers-alike.ts";
import type { Means } from "./list-entries.ts";

/** "make all tiers the same size", "a quarter of the book in each tier": each as large as the others, to one account. */
export const equalSizes: Means = ({ clause, vocabulary: { n, tiers } }) => {
  const alike = tiersAlike(clause);
  if (alike === null) return null;
  const { length } = tiers;
  // "a third of the book in each tier", of four tiers
  if (alike !== "as now" && alike.part !== null && Math.abs(alike.part * length - 1) > 0.005) return null;
  spend(clause.items, "tierSizes");
  if (alike === "as now") return [{ kind: "lift", rule: "tierSizes" }];
  const size = (at: number) => Math.floor((n * (at + 1)) / length) - Math.floor((n * at) / length);
  return [{ kind: "tierSizes", sizes: Object.fromEntries(tiers.map((tier, at) => [tier, size(at)])) }];
};
