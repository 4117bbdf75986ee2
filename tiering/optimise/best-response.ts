import type { Candidates } from "./candidates.ts";
import type { DualPoint } from "./dual-point.ts";

/** What the candidates choose at given prices: each its best tier t*(i) = argmax_t g_it. */
export interface BestResponse {
  /** One entry per candidate. */
  readonly tierOf: Uint8Array;
  /** Net inflow of each tier; shape [K]. */
  readonly inflow: Int32Array;
  /** Places of the accounts within the window of a tie. */
  readonly marginal: number[];
  /** Accounts that leave their tier. */
  moves: number;
  /** Largest size of a gain before tier prices. */
  scale: number;
}

/**
 * Lets every account take its best tier (staying wins ties) and lists those within the window of a tie;
 * `tierOf` is written. O(candidates · tiers in reach).
 */
export function bestResponse(
  candidates: Candidates,
  prices: DualPoint,
  window: number,
  tierOf: Uint8Array,
): BestResponse {
  const { tierCount, home, first, last, start } = candidates;
  const response: BestResponse = {
    tierOf,
    inflow: new Int32Array(tierCount),
    marginal: [],
    moves: 0,
    scale: Math.abs(prices.move),
  };
  const { inflow } = response;
  for (let g = 0; g < home.length; g++) {
    if (last[g]! - first[g]! <= 2) respondOfTwo(candidates, prices, g, window, response);
    else respondOfMany(candidates, prices, g, window, response);
    for (let j = start[g]!; j < start[g + 1]!; j++) {
      const tier = tierOf[j]!;
      if (tier === home[g]) continue;
      response.moves++;
      inflow[tier]!++;
      inflow[home[g]!]!--;
    }
  }
  return response;
}

/** At most two tiers in reach: the everyday case, written out. */
function respondOfTwo(
  candidates: Candidates,
  prices: DualPoint,
  group: number,
  window: number,
  response: BestResponse,
): void {
  const { rank, pi, revenue, start, first, last } = candidates;
  const home = candidates.home[group]!;
  const { tierOf, marginal } = response;
  const { move } = prices;
  const inReach: number[] = [];
  for (let t = first[group]!; t <= last[group]!; t++) if (t !== home) inReach.push(t);
  const [one = home, two = home] = inReach;
  const a1 = prices.rank[one]! - prices.rank[home]!;
  const b1 = prices.pi[one]! - prices.pi[home]!;
  const c1 = prices.revenue[one]! - prices.revenue[home]!;
  // A tier that is not there costs more than any gain.
  const d1 = one === home ? Number.POSITIVE_INFINITY : prices.tier[one]! - prices.tier[home]!;
  const a2 = prices.rank[two]! - prices.rank[home]!;
  const b2 = prices.pi[two]! - prices.pi[home]!;
  const c2 = prices.revenue[two]! - prices.revenue[home]!;
  const d2 = two === home ? Number.POSITIVE_INFINITY : prices.tier[two]! - prices.tier[home]!;
  const end = start[group + 1]!;
  let { scale } = response;
  for (let j = start[group]!; j < end; j++) {
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
      if (-high <= window) marginal.push(j);
      continue;
    }
    const low = firstLeads ? gain2 : gain1;
    tierOf[j] = firstLeads ? one : two;
    if (high - (low > 0 ? low : 0) <= window) marginal.push(j);
  }
  response.scale = scale;
}

function respondOfMany(
  candidates: Candidates,
  prices: DualPoint,
  group: number,
  window: number,
  response: BestResponse,
): void {
  const { rank, pi, revenue, start, first, last } = candidates;
  const home = candidates.home[group]!;
  const { tierOf, marginal } = response;
  for (let j = start[group]!; j < start[group + 1]!; j++) {
    let best = 0;
    let second = Number.NEGATIVE_INFINITY;
    let tier = home;
    for (let t = first[group]!; t <= last[group]!; t++) {
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
      response.scale = Math.max(response.scale, Math.abs(raw));
    }
    tierOf[j] = tier;
    if (best - second <= window) marginal.push(j);
  }
}
