import type { Variable } from "./minimise-dual.ts";

/** What a linear problem asks of its solution. */
export interface Constraints {
  /** Net inflow that each tier needs; shape [K], sums to 0. */
  readonly inflow: Float64Array;
  /** Most accounts that may be away from their tier. */
  readonly moves: number;
}

/** Tier prices and move price, as what a search may change. */
export function priceVariables(constraints: Constraints): Variable[] {
  const K = constraints.inflow.length;
  const free = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, unit: 1 };
  const variables: Variable[] = Array.from(constraints.inflow, (linear, index) => ({
    index,
    linear,
    ...free,
  }));
  variables.push({ index: K, linear: constraints.moves, ...free, low: 0 });
  return variables;
}
