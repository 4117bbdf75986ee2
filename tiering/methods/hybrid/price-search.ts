import type { Prices } from "../../run.ts";
import { emptyResponse, type Response, respond } from "./dual.ts";
import { solveSymmetric } from "./newton.ts";
import type { Pool } from "./pool.ts";

/** What a linear problem asks of its solution. */
export interface Demand {
  /** Net inflow that each tier needs; shape [K], sums to 0. */
  readonly inflow: Float64Array;
  /** Most accounts that may be away from their tier. */
  readonly moves: number;
}

/** Prices that can be written. */
export interface MutablePrices extends Prices {
  move: number;
}

/** Memory of a price search, reused from one to the next. */
export interface SearchMemory {
  here: Response;
  there: Response;
  readonly hessian: Float64Array;
  readonly direction: Float64Array;
  readonly origin: Float64Array;
}

/** Memory for K tiers. */
export function searchMemory(tierCount: number): SearchMemory {
  return {
    here: emptyResponse(tierCount),
    there: emptyResponse(tierCount),
    hessian: new Float64Array((tierCount + 1) ** 2),
    direction: new Float64Array(tierCount + 1),
    origin: new Float64Array(tierCount + 1),
  };
}

/** Newton steps at one width, and halvings of one step, before the search goes on regardless. */
const MOST_STEPS = 8;
const MOST_HALVINGS = 12;

/** A width's problem is solved well enough when the imbalance is this share of the accounts within it. */
const ROUGHLY = 0.1;

/** The width shrinks by at most this factor at a time. */
const MOST_SHRINK = 0.03;

/**
 * Finds tier prices and a move price at which the accounts' own choices nearly meet the demand: Newton's
 * method on the smoothed dual function, with the width shrinking until few accounts lie within it.
 * The lines in `prices` stay as they are, `prices.tier` and `prices.move` are start and result.
 * Returns the last width.
 */
export function searchPrices(
  pool: Pool,
  demand: Demand,
  prices: MutablePrices,
  widths: { readonly from: number; readonly least: number; readonly enough: number },
  memory: SearchMemory,
): number {
  let width = widths.from;
  for (;;) {
    respond(pool, prices, width, memory.here);
    for (let step = 0; step < MOST_STEPS; step++) {
      if (imbalance(memory.here, demand, prices) <= 1 + ROUGHLY * memory.here.marginal) break;
      if (!newtonStep(pool, demand, prices, width, memory)) break;
    }
    const { marginal } = memory.here;
    if (marginal <= widths.enough || width <= widths.least) return width;
    // The number within the width is about proportional to it.
    width = Math.max(widths.least, width * Math.max(MOST_SHRINK, (0.7 * widths.enough) / marginal));
  }
}

/** Largest violation of the demand, in accounts. */
function imbalance(at: Response, demand: Demand, prices: Prices): number {
  const over = at.moves - demand.moves;
  let worst = prices.move > 0 ? Math.abs(over) : Math.max(0, over);
  for (let k = 0; k < demand.inflow.length; k++) {
    worst = Math.max(worst, Math.abs(at.inflow[k]! - demand.inflow[k]!));
  }
  return worst;
}

function dualValue(at: Response, demand: Demand, prices: Prices): number {
  let value = at.smooth + prices.move * demand.moves;
  for (let k = 0; k < demand.inflow.length; k++) value += prices.tier[k]! * demand.inflow[k]!;
  return value;
}

/** One damped Newton step; false where no step lowers the dual. */
function newtonStep(
  pool: Pool,
  demand: Demand,
  prices: MutablePrices,
  width: number,
  memory: SearchMemory,
): boolean {
  const K = pool.tierCount;
  const { hessian, direction, origin } = memory;
  const side = K + 1;
  // As if half an account more lay within the width: keeps the matrix regular and the step in scale.
  for (let c = 0; c < hessian.length; c++) hessian[c] = memory.here.curvature[c]! / (2 * width);
  for (let k = 0; k < side; k++) hessian[k * side + k]! += 0.25 / width;
  for (let k = 0; k < K; k++) direction[k] = memory.here.inflow[k]! - demand.inflow[k]!;
  direction[K] = memory.here.moves - demand.moves;
  if (prices.move === 0 && direction[K]! <= 0) {
    // The budget does not bind: the move price stays at its floor.
    for (let k = 0; k < side; k++) hessian[k * side + K] = hessian[K * side + k] = 0;
    hessian[K * side + K] = 1;
    direction[K] = 0;
  }
  solveSymmetric(hessian, direction);
  origin.set(prices.tier);
  origin[K] = prices.move;
  const before = dualValue(memory.here, demand, prices);
  for (let halving = 0, length = 1; halving < MOST_HALVINGS; halving++, length /= 2) {
    for (let k = 0; k < K; k++) prices.tier[k] = origin[k]! + length * direction[k]!;
    prices.move = Math.max(0, origin[K]! + length * direction[K]!);
    respond(pool, prices, width, memory.there);
    if (dualValue(memory.there, demand, prices) < before) {
      [memory.here, memory.there] = [memory.there, memory.here];
      return true;
    }
  }
  for (let k = 0; k < K; k++) prices.tier[k] = origin[k]!;
  prices.move = origin[K]!;
  return false;
}
