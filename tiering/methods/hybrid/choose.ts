import type { Point } from "./point.ts";
import type { Pool } from "./pool.ts";

/** What the accounts of a pool choose at given prices. */
export interface Choice {
  /** Places of the accounts within the window of a tie. */
  readonly marginal: number[];
  /** Accounts that leave their tier. */
  moves: number;
  /** Largest size of a gain before tier prices. */
  scale: number;
}

/**
 * Lets every account take its best tier (staying wins ties) and lists those within the window of a tie;
 * writes `tierOf` (one entry per pool place) and adds to `inflow` (shape [K]). O(pool size · tiers in reach).
 */
export function choose(
  pool: Pool,
  prices: Point,
  window: number,
  tierOf: Uint8Array,
  inflow: Int32Array,
): Choice {
  const choice: Choice = { marginal: [], moves: 0, scale: Math.abs(prices.move) };
  for (let o = 0; o < pool.tierCount; o++) {
    if (pool.last[o]! - pool.first[o]! <= 2) chooseOfTwo(pool, o, prices, window, tierOf, choice);
    else chooseOfMany(pool, o, prices, window, tierOf, choice);
    for (let j = pool.start[o]!; j < pool.start[o + 1]!; j++) {
      const tier = tierOf[j]!;
      if (tier === o) continue;
      choice.moves++;
      inflow[tier]!++;
      inflow[o]!--;
    }
  }
  return choice;
}

/** At most two tiers in reach: the everyday case, written out. */
function chooseOfTwo(
  { rank, pi, revenue, start, first, last }: Pool,
  home: number,
  prices: Point,
  window: number,
  tierOf: Uint8Array,
  choice: Choice,
): void {
  const { move } = prices;
  const reached: number[] = [];
  for (let t = first[home]!; t <= last[home]!; t++) if (t !== home) reached.push(t);
  const [one = home, two = home] = reached;
  const a1 = prices.rank[one]! - prices.rank[home]!;
  const b1 = prices.pi[one]! - prices.pi[home]!;
  const c1 = prices.revenue[one]! - prices.revenue[home]!;
  // A tier that is not there costs more than any gain.
  const d1 = one === home ? Number.POSITIVE_INFINITY : prices.tier[one]! - prices.tier[home]!;
  const a2 = prices.rank[two]! - prices.rank[home]!;
  const b2 = prices.pi[two]! - prices.pi[home]!;
  const c2 = prices.revenue[two]! - prices.revenue[home]!;
  const d2 = two === home ? Number.POSITIVE_INFINITY : prices.tier[two]! - prices.tier[home]!;
  const end = start[home + 1]!;
  let { scale } = choice;
  for (let j = start[home]!; j < end; j++) {
    const r = rank[j]!;
    const x = pi[j]!;
    const v = revenue[j]!;
    const raw1 = a1 * r + b1 * x + c1 * v;
    const raw2 = a2 * r + b2 * x + c2 * v;
    const size1 = Math.abs(raw1);
    const size2 = Math.abs(raw2);
    if (size1 > scale) scale = size1;
    if (size2 > scale) scale = size2;
    const gain1 = raw1 - d1 - move;
    const gain2 = raw2 - d2 - move;
    const firstLeads = gain1 >= gain2;
    const high = firstLeads ? gain1 : gain2;
    if (high <= 0) {
      tierOf[j] = home;
      if (-high <= window) choice.marginal.push(j);
      continue;
    }
    const low = firstLeads ? gain2 : gain1;
    tierOf[j] = firstLeads ? one : two;
    if (high - (low > 0 ? low : 0) <= window) choice.marginal.push(j);
  }
  choice.scale = scale;
}

function chooseOfMany(
  { rank, pi, revenue, start, first, last }: Pool,
  home: number,
  prices: Point,
  window: number,
  tierOf: Uint8Array,
  choice: Choice,
): void {
  for (let j = start[home]!; j < start[home + 1]!; j++) {
    let best = 0;
    let second = Number.NEGATIVE_INFINITY;
    let tier = home;
    for (let t = first[home]!; t <= last[home]!; t++) {
      if (t === home) continue;
      const raw =
        (prices.rank[t]! - prices.rank[home]!) * rank[j]! +
        (prices.pi[t]! - prices.pi[home]!) * pi[j]! +
        (prices.revenue[t]! - prices.revenue[home]!) * revenue[j]!;
      const gain = raw - (prices.tier[t]! - prices.tier[home]!) - prices.move;
      if (gain > best) {
        second = best;
        best = gain;
        tier = t;
      } else if (gain > second) second = gain;
      choice.scale = Math.max(choice.scale, Math.abs(raw));
    }
    tierOf[j] = tier;
    if (best - second <= window) choice.marginal.push(j);
  }
}
