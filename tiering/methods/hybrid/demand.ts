import type { Variable } from "./price-search.ts";

/** What a linear problem asks of its solution. */
export interface Demand {
  /** Net inflow that each tier needs; shape [K], sums to 0. */
  readonly inflow: Float64Array;
  /** Most accounts that may be away from their tier. */
  readonly moves: number;
}

/** Tier prices and move price, as what a search may change. */
export function priceVariables(demand: Demand): Variable[] {
  const K = demand.inflow.length;
  const free = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, unit: 1 };
  const variables: Variable[] = Array.from(demand.inflow, (linear, index) => ({ index, linear, ...free }));
  variables.push({ index: K, linear: demand.moves, ...free, low: 0 });
  return variables;
}
