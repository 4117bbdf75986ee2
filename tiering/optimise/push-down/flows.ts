import type { TierSums } from "../../kpis.ts";
import type { Groups } from "../candidates.ts";
import type { MarginBin } from "./account-source.ts";

/** What the accounts do at a dual point: their sums by tier then, and how many of them move. */
export interface Response {
  readonly sums: TierSums;
  readonly moves: number;
  /** Sum of the best reduced gains: the accounts' part of the dual. */
  readonly gain: number;
}

/** What the accounts of bins do at the point that the bins were made at, each taking its best tier; exact. O(bins). */
export function responseOf(bins: readonly MarginBin[], { home }: Groups, baseline: TierSums): Response {
  const sums = copySums(baseline);
  let moves = 0;
  let gain = 0;
  for (const bin of bins) {
    gain += bin.gain;
    const from = home[bin.group]!;
    if (bin.best === from) continue;
    moves += bin.count;
    shiftSums(sums, from, bin.best, bin);
  }
  return { sums, moves, gain };
}

/** A copy of tiers' sums that can be written. */
export function copySums({ size, rank, pi, revenue }: TierSums): TierSums {
  return { size: size.slice(), rank: rank.slice(), pi: pi.slice(), revenue: revenue.slice() };
}

/** Moves accounts with these sums from one tier to another. */
export function shiftSums(
  sums: TierSums,
  from: number,
  to: number,
  by: { readonly count: number; readonly rank: number; readonly pi: number; readonly revenue: number },
): void {
  sums.size[from]! -= by.count;
  sums.size[to]! += by.count;
  sums.rank[from]! -= by.rank;
  sums.rank[to]! += by.rank;
  sums.pi[from]! -= by.pi;
  sums.pi[to]! += by.pi;
  sums.revenue[from]! -= by.revenue;
  sums.revenue[to]! += by.revenue;
}
