import { AugmentingPaths, type Path } from "./augmenting-paths.ts";
import { bestResponse } from "./best-response.ts";
import type { Candidates } from "./candidates.ts";
import type { Constraints } from "./constraints.ts";
import type { DualPoint } from "./dual-point.ts";

/** A nearly right dual point, and how far around it accounts may be moved. */
export interface RecoverOptions {
  /** Tier prices and move price are changed to those that the solution proves optimal. */
  readonly prices: DualPoint;
  /** Accounts within this of a tie may be moved. */
  readonly window: number;
  /** Where the solution goes: one tier per candidate. */
  readonly tierOf: Uint8Array;
}

/**
 * Recovers the primal solution of the linear problem from a nearly right dual point. Every account takes its
 * best tier; the accounts within `window` of a tie are then moved along augmenting paths until the net inflows
 * are met, and the move price is shifted until the budget is. Tier prices and move price end up such that no
 * account, and no cycle of accounts, would rather be elsewhere (complementary slackness).
 *
 * Returns false where the accounts within the window do not suffice; a wider one may.
 * Source: successive shortest paths for minimum cost flow (Ahuja, Magnanti, Orlin, ch. 9).
 */
export function recoverPrimal(
  candidates: Candidates,
  constraints: Constraints,
  { prices, window, tierOf }: RecoverOptions,
): boolean {
  const response = bestResponse(candidates, prices, window, tierOf);
  const tolerance = response.scale * 1e-13;
  const paths = new AugmentingPaths(candidates, prices, tierOf, tolerance);
  for (const item of response.marginal) paths.addArcs(item);
  const flow: Flow = { paths, prices, budget: constraints.moves, moves: response.moves };
  if (!meetInflows(flow, response.inflow, constraints.inflow)) return false;
  const met = flow.moves > flow.budget ? raiseMovePrice(flow, response.scale) : lowerMovePrice(flow);
  return met && paths.fitPrices(prices.tier, prices.move);
}

/** Steps to the price at which a cycle breaks even: a handful; each finds a cycle that was not found before. */
const MOST_STEPS = 200;

/** An assignment on its way to a solution. */
interface Flow {
  readonly paths: AugmentingPaths;
  readonly prices: DualPoint;
  /** Most accounts that may be away from their tier, and how many are. */
  readonly budget: number;
  moves: number;
}

/** Moves accounts from tiers with too many to tiers with too few, at the move price that stands. */
function meetInflows(flow: Flow, inflow: Int32Array, wanted: Float64Array): boolean {
  const surplus = (k: number) => inflow[k]! - wanted[k]!;
  for (let source = 0; source < wanted.length; ) {
    if (surplus(source) <= 0) {
      source++;
      continue;
    }
    const path = flow.paths.augmentingPath(source, (k) => surplus(k) < 0, flow.prices.move);
    if (path === null) return false;
    flow.paths.apply(path);
    flow.moves += path.change;
    inflow[source]!--;
    inflow[path.arcs.at(-1)!.to]!++;
  }
  return true;
}

/** Raises the move price until enough accounts have gone home again. */
function raiseMovePrice(flow: Flow, scale: number): boolean {
  const { paths, prices } = flow;
  while (flow.moves > flow.budget) {
    // Newton's method for the least move price at which some cycle breaks even, from above.
    let cycle: Path | null = null;
    let price = prices.move + (scale > 0 ? 8 * scale : 1);
    for (let step = 0; step < MOST_STEPS; step++) {
      const found = paths.gainingCycle(price);
      if (found === null || found.change >= 0) break;
      const even = found.gain / found.change;
      cycle = found;
      if (!(even < price)) break;
      price = even;
    }
    if (cycle === null) return false;
    prices.move = Math.max(prices.move, cycle.gain / cycle.change);
    paths.apply(cycle);
    flow.moves += cycle.change;
  }
  return true;
}

/** Lowers the move price while the budget has room for what then gains. */
function lowerMovePrice(flow: Flow): boolean {
  const { paths, prices } = flow;
  while (prices.move > 0 && flow.moves < flow.budget) {
    // Newton's method for the largest move price at which some cycle breaks even, from below.
    let cycle: Path | null = null;
    let price = 0;
    for (let step = 0; step < MOST_STEPS; step++) {
      const found = paths.gainingCycle(price);
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
    if (flow.moves + cycle.change > flow.budget) return true;
    paths.apply(cycle);
    flow.moves += cycle.change;
  }
  return true;
}
