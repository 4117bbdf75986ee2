import type { LinearModel } from "./engine.ts";
import { Columns } from "./model-builder.ts";

/**
 * A model with fewer columns for accounts (columns `from` … `to`, best first among those with the same rows): those
 * that gain more than `near` at the prices, and those that lose more, are one column each, whose worth is that of the
 * last, and of the first, of its accounts. What the others are worth beyond that is a constant, the last column. By
 * concavity no solution is worth less than in the model given; one that covers the former and not the latter, the same.
 */
export function foldAccounts(
  model: LinearModel,
  { from, to }: { readonly from: number; readonly to: number },
  prices: Float64Array,
  near: number,
): LinearModel {
  const { cost, lower, upper, integer, starts, rows, values, rowLower, rowUpper } = model;
  const columns = new Columns();
  const copy = (j: number, worth: number, most: number): void => {
    for (let k = starts[j]!; k < starts[j + 1]!; k++) columns.entry(rows[k]!, values[k]!);
    columns.end(worth, lower[j]!, most, integer[j] === 1);
  };
  const gain = (j: number): number => {
    let sum = cost[j]!;
    for (let k = starts[j]!; k < starts[j + 1]!; k++) sum -= prices[rows[k]!]! * values[k]!;
    return sum;
  };
  const isAlike = (a: number, b: number): boolean => {
    const length = starts[a + 1]! - starts[a]!;
    if (starts[b + 1]! - starts[b]! !== length || cost[b]! > cost[a]!) return false;
    for (let k = 0; k < length; k++) if (rows[starts[a]! + k] !== rows[starts[b]! + k]) return false;
    return true;
  };
  const size = (first: number, end: number): number => {
    let sum = 0;
    for (let j = first; j < end; j++) sum += upper[j]!;
    return sum;
  };
  let constant = 0;
  for (let j = 0; j < from; j++) copy(j, cost[j]!, upper[j]!);
  for (let first = from; first < to; ) {
    let end = first + 1;
    while (end < to && isAlike(end - 1, end)) end++;
    let sure = first;
    while (sure < end && gain(sure) > near) sure++;
    let open = end;
    while (open > sure && gain(open - 1) < -near) open--;
    if (sure > first) {
      const least = cost[sure - 1]!;
      for (let j = first; j < sure; j++) constant += (cost[j]! - least) * upper[j]!;
      copy(sure - 1, least, size(first, sure));
    }
    for (let j = sure; j < open; j++) copy(j, cost[j]!, upper[j]!);
    if (open < end) copy(open, cost[open]!, size(open, end));
    first = end;
  }
  for (let j = to; j < cost.length; j++) copy(j, cost[j]!, upper[j]!);
  columns.end(constant, 1, 1, false);
  return columns.model({ lower: Array.from(rowLower), upper: Array.from(rowUpper) });
}
