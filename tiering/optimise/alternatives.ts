import type { Prices } from "../run.ts";
import type { Candidates } from "./candidates.ts";

/** What a move to another tier is worth to an account of a group: (c_t − c_o)·x_i − price. */
export interface Alternative {
  readonly tier: number;
  readonly rank: number;
  readonly pi: number;
  readonly revenue: number;
  readonly price: number;
}

/** No alternative at all: never worth anything. */
export const NO_ALTERNATIVE: Alternative = {
  tier: -1,
  rank: 0,
  pi: 0,
  revenue: 0,
  price: Number.POSITIVE_INFINITY,
};

/** The moves open to the accounts of a group, at these prices. */
export function alternativesOf(candidates: Candidates, prices: Prices, group: number): Alternative[] {
  const alternatives: Alternative[] = [];
  const home = candidates.home[group]!;
  for (let t = candidates.first[group]!; t <= candidates.last[group]!; t++) {
    if (t === home) continue;
    alternatives.push({
      tier: t,
      rank: prices.rank[t]! - prices.rank[home]!,
      pi: prices.pi[t]! - prices.pi[home]!,
      revenue: prices.revenue[t]! - prices.revenue[home]!,
      price: prices.tier[t]! - prices.tier[home]! + prices.move,
    });
  }
  return alternatives;
}
