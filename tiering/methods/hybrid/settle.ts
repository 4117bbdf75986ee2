import { choose } from "./choose.ts";
import type { Demand } from "./demand.ts";
import type { Point } from "./point.ts";
import type { Pool } from "./pool.ts";
import { ResidualGraph, type Way } from "./residual.ts";

/**
 * Turns nearly right prices into an exact solution of the linear problem over the pool. Every account
 * takes its best tier; the accounts within `window` of a tie are then moved along best paths until the
 * demand is met, and the move price is shifted until the budget is. Tier prices and move price end up
 * such that no account, and no cycle of accounts, would rather be elsewhere.
 *
 * Returns false where the accounts within the window do not suffice; a wider one may.
 * `tierOf` (one entry per pool place) is written.
 */
export function settle(
  pool: Pool,
  demand: Demand,
  prices: Point,
  window: number,
  tierOf: Uint8Array,
): boolean {
  const inflow = new Int32Array(pool.tierCount);
  const chosen = choose(pool, prices, window, tierOf, inflow);
  const tolerance = chosen.scale * 1e-13;
  const graph = new ResidualGraph(pool, prices, tierOf, tolerance);
  const homeOf = (item: number) => groupOf(pool, item);
  for (const item of chosen.marginal) graph.addArcs(item, homeOf(item));
  let moves = chosen.moves;

  // Phase 1: the demand of every tier, at the move price that stands.
  const surplus = (k: number) => inflow[k]! - demand.inflow[k]!;
  for (let source = 0; source < pool.tierCount; ) {
    if (surplus(source) <= 0) {
      source++;
      continue;
    }
    const way = graph.bestPath(source, (k) => surplus(k) < 0, prices.move);
    if (way === null) return false;
    graph.apply(way, homeOf);
    moves += way.change;
    inflow[source]!--;
    inflow[way.arcs.at(-1)!.to]!++;
  }

  // Phase 2: the budget.
  const settled =
    moves > demand.moves
      ? tighten(graph, demand, prices, moves, homeOf, chosen.scale)
      : loosen(graph, demand, prices, moves, homeOf);
  return settled && graph.settlePrices(prices.tier, prices.move);
}

/** Raises the move price until enough accounts have gone home again. */
function tighten(
  graph: ResidualGraph,
  demand: Demand,
  prices: Point,
  moved: number,
  homeOf: (item: number) => number,
  scale: number,
): boolean {
  let moves = moved;
  while (moves > demand.moves) {
    // Newton's method for the least move price at which some cycle breaks even, from above.
    let cycle: Way | null = null;
    for (let price = prices.move + (scale > 0 ? 8 * scale : 1); ; ) {
      const found = graph.gainingCycle(price);
      if (found === null || found.change >= 0) break;
      const even = found.gain / found.change;
      cycle = found;
      if (!(even < price)) break;
      price = even;
    }
    if (cycle === null) return false;
    prices.move = Math.max(prices.move, cycle.gain / cycle.change);
    graph.apply(cycle, homeOf);
    moves += cycle.change;
  }
  return true;
}

/** Lowers the move price while the budget has room for what then gains. */
function loosen(
  graph: ResidualGraph,
  demand: Demand,
  prices: Point,
  moved: number,
  homeOf: (item: number) => number,
): boolean {
  let moves = moved;
  while (prices.move > 0 && moves < demand.moves) {
    // Newton's method for the largest move price at which some cycle breaks even, from below.
    let cycle: Way | null = null;
    for (let price = 0; ; ) {
      const found = graph.gainingCycle(price);
      if (found === null || found.change <= 0) break;
      cycle = found;
      const even = found.gain / found.change;
      if (!(even > price)) break;
      price = even;
    }
    if (cycle === null) {
      prices.move = 0;
      return true;
    }
    prices.move = Math.min(prices.move, cycle.gain / cycle.change);
    if (moves + cycle.change > demand.moves) return true;
    graph.apply(cycle, homeOf);
    moves += cycle.change;
  }
  return true;
}

/** The tier whose group holds this place of the pool. */
function groupOf({ start }: Pool, place: number): number {
  let k = 0;
  while (place >= start[k + 1]!) k++;
  return k;
}
