import type { Prices } from "../../run.ts";
import type { Pool } from "./pool.ts";

/** The straight line by which accounts of one tier value a move to another. */
export interface Option {
  readonly tier: number;
  readonly rank: number;
  readonly pi: number;
  readonly revenue: number;
  readonly price: number;
}

/** No option at all: never worth anything. */
export const NO_OPTION: Option = { tier: -1, rank: 0, pi: 0, revenue: 0, price: Number.POSITIVE_INFINITY };

/** The moves open to the accounts of a tier, at these prices. */
export function optionsFrom(pool: Pool, prices: Prices, home: number): Option[] {
  const options: Option[] = [];
  for (let t = pool.first[home]!; t <= pool.last[home]!; t++) {
    if (t === home) continue;
    options.push({
      tier: t,
      rank: prices.rank[t]! - prices.rank[home]!,
      pi: prices.pi[t]! - prices.pi[home]!,
      revenue: prices.revenue[t]! - prices.revenue[home]!,
      price: prices.tier[t]! - prices.tier[home]! + prices.move,
    });
  }
  return options;
}
