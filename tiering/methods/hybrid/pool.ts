import type { Measures } from "../../measures.ts";

/**
 * Accounts that may move, grouped by the tier they are in, with the three measures that decide what a
 * tier is worth to them. A part of a pool is a pool too, so that one kernel serves both.
 */
export interface Pool {
  readonly tierCount: number;
  /** Accounts in the pool. */
  size: number;
  /** Index of each account in the book; ascending inside each group; the first `size` entries count. */
  account: Uint32Array;
  /** Group of tier k is `start[k] … start[k + 1]`; shape [K + 1]. */
  readonly start: Uint32Array;
  /** Centred rank of PI, PI around its mean, revenue around its mean; the first `size` entries count. */
  rank: Float64Array;
  pi: Float64Array;
  revenue: Float64Array;
  /** Highest and lowest tier (smallest and largest number) within reach of each tier; shape [K]. */
  readonly first: Uint8Array;
  readonly last: Uint8Array;
}

/** Groups the movable accounts by tier; `movable` has shape [n], 1 where the account may move. O(N). */
export function buildPool(
  measures: Measures,
  book: { readonly tiers: Uint8Array; readonly tierCount: number; readonly movable: Uint8Array | null },
  step: number,
): Pool {
  const { tiers, tierCount, movable } = book;
  const start = new Uint32Array(tierCount + 1);
  for (let i = 0; i < tiers.length; i++) if (movable === null || movable[i] === 1) start[tiers[i]! + 1]!++;
  for (let k = 0; k < tierCount; k++) start[k + 1]! += start[k]!;
  const pool = emptyPool(tierCount, start[tierCount]!, reach(tierCount, step));
  pool.size = start[tierCount]!;
  pool.start.set(start);
  const next = start.slice();
  for (let i = 0; i < tiers.length; i++) {
    if (movable !== null && movable[i] === 0) continue;
    const at = next[tiers[i]!]!++;
    pool.account[at] = i;
    pool.rank[at] = measures.rank[i]!;
    pool.pi[at] = measures.pi.values[i]!;
    pool.revenue[at] = measures.revenue.values[i]!;
  }
  return pool;
}

/** A pool with room for `capacity` accounts and none in it. */
export function emptyPool(tierCount: number, capacity: number, range: Pick<Pool, "first" | "last">): Pool {
  return {
    tierCount,
    size: 0,
    account: new Uint32Array(capacity),
    start: new Uint32Array(tierCount + 1),
    rank: new Float64Array(capacity),
    pi: new Float64Array(capacity),
    revenue: new Float64Array(capacity),
    first: range.first,
    last: range.last,
  };
}

/** The tiers that an account may reach from each tier in `step` tiers; shape [K]. */
export function reach(tierCount: number, step: number): Pick<Pool, "first" | "last"> {
  const first = new Uint8Array(tierCount);
  const last = new Uint8Array(tierCount);
  for (let k = 0; k < tierCount; k++) {
    first[k] = Math.max(0, k - step);
    last[k] = Math.min(tierCount - 1, k + step);
  }
  return { first, last };
}

/** Every `stride`-th account of each group, as a pool of its own; O(size / stride). */
export function samplePool(pool: Pool, stride: number): Pool {
  const sample = emptyPool(pool.tierCount, Math.ceil(pool.size / stride) + pool.tierCount, pool);
  let at = 0;
  for (let k = 0; k < pool.tierCount; k++) {
    for (let j = pool.start[k]!; j < pool.start[k + 1]!; j += stride) copyAccount(pool, j, sample, at++);
    sample.start[k + 1] = at;
  }
  sample.size = at;
  return sample;
}

/** Copies account j of one pool to place `at` of another that has room for it. */
export function copyAccount(from: Pool, j: number, to: Pool, at: number): void {
  to.account[at] = from.account[j]!;
  to.rank[at] = from.rank[j]!;
  to.pi[at] = from.pi[j]!;
  to.revenue[at] = from.revenue[j]!;
}

/** Makes room for `count` accounts, with some to spare but never for more than `most`; what was in is lost. */
export function reserveRoom(pool: Pool, count: number, most: number): void {
  if (pool.account.length >= count) return;
  const room = Math.min(most, Math.ceil(count * 1.5));
  pool.account = new Uint32Array(room);
  pool.rank = new Float64Array(room);
  pool.pi = new Float64Array(room);
  pool.revenue = new Float64Array(room);
}
