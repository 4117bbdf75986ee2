import type { Accounts } from "../accounts.ts";
import { gainsAtPrices, type MoveGain } from "../report/gains.ts";
import type { Prices, Run } from "../run.ts";

/** An account as the linear problem sees it. */
export interface Standing {
  /** Centred average rank of its PI_acct. */
  readonly rank: number;
  /** Its PI_acct and current revenue around the book's means. */
  readonly pi: number;
  readonly revenue: number;
}

/** What moving from tier `from` to tier `to` is worth at these prices, less what it costs; 0 for staying. */
export function netGain(prices: Prices, standing: Standing, from: number, to: number): number {
  if (from === to) return 0;
  const step = (line: Float64Array) => line[to]! - line[from]!;
  const gain =
    step(prices.rank) * standing.rank +
    step(prices.pi) * standing.pi +
    step(prices.revenue) * standing.revenue;
  return gain - priceOf(prices, from, to);
}

/** What a place in a tier is worth to an account, its old tier being 0: the composite's gain KPI by KPI. */
export interface TierGain extends MoveGain {
  readonly tier: string;
  /** Price of the place and of a move at the run's prices; null where the method has none. */
  readonly price: number | null;
  /** Gain less price: the account is best off where it is largest; null without prices. */
  readonly net: number | null;
}

/** What each tier from `first` to `last` is worth to account i in a run; O(N). */
export function tierGains(
  accounts: Accounts,
  run: Run,
  i: number,
  { first, last }: { readonly first: number; readonly last: number },
): TierGain[] {
  const gainOf = gainsAtPrices(accounts, run);
  const home = accounts.tier[i]!;
  const prices = run.plan.method === "hybrid" ? run.prices : null;
  return Array.from({ length: last - first + 1 }, (_, at): TierGain => {
    const to = first + at;
    const { tpa, sfi, tciPi, tciRev, total } = gainOf(i, to);
    const price = prices === null ? null : priceOf(prices, home, to);
    const net = price === null ? null : total - price;
    // Adding 0 turns −0 into 0, which survives JSON.
    return {
      tier: run.tierNames[to]!,
      tpa: tpa + 0,
      sfi: sfi + 0,
      tciPi: tciPi + 0,
      tciRev: tciRev + 0,
      total: total + 0,
      price,
      net: net === null ? null : net + 0,
    };
  });
}

function priceOf({ tier, move }: Prices, from: number, to: number): number {
  return from === to ? 0 : tier[to]! - tier[from]! + move;
}
