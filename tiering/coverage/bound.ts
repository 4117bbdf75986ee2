import type { PartModel } from "./model.ts";
import type { Part } from "./part.ts";

/**
 * A bound on the objective of every coverage of a part, from any prices of its rows (Lagrange): what the
 * rows' capacity is worth at the prices, and beyond it the best that each column can earn. The accounts are
 * valued one by one, not by tranche, so the bound holds for the true objective whatever the tranches and
 * however inexact the prices. In units. O(entries + accounts).
 */
export function lagrangeBound(
  part: Part,
  { linear, trancheAt, keptAt, keptLinks }: PartModel,
  duals: Float64Array,
): number {
  const { numCols, cost, lower, upper, rowLower, rowUpper, starts, rows, values } = linear;
  let bound = 0;
  // A price of the wrong sign says nothing of a row with one side: it is taken as 0.
  const price = duals.map((dual, r) => (Number.isFinite(dual > 0 ? rowUpper[r]! : rowLower[r]!) ? dual : 0));
  for (let r = 0; r < price.length; r++) {
    if (price[r] !== 0) bound += price[r]! * (price[r]! > 0 ? rowUpper[r]! : rowLower[r]!);
  }
  const coverPrice = new Float64Array(part.classes.length);
  for (let c = 0; c < coverPrice.length; c++) coverPrice[c] = reduced(0, trancheAt[c]!);
  for (let j = 0; j < numCols; j++) {
    // Kept and covered accounts are valued below, each with its own worth.
    if (j >= keptAt && j < trancheAt.at(-1)!) continue;
    const gain = reduced(cost[j]!, j);
    bound += gain * (gain > 0 ? upper[j]! : lower[j]!);
  }
  function reduced(worth: number, j: number): number {
    let gain = worth;
    for (let k = starts[j]!; k < starts[j + 1]!; k++) gain -= price[rows[k]!]! * values[k]!;
    return gain;
  }
  part.classes.forEach(({ worth }, c) => {
    // Worth descends: the accounts that pay their price come first.
    for (let k = 0; k < worth.length && worth[k]! + coverPrice[c]! > 0; k++)
      bound += worth[k]! + coverPrice[c]!;
  });
  keptLinks.forEach((l, k) => {
    const gain = reduced(cost[keptAt + k]!, keptAt + k);
    if (!(gain > 0)) return;
    // Keeping an account also covers it: what it earns beyond being covered, which falls with its worth.
    const open = coverPrice[part.linkClass[l]!]!;
    const own = part.ownedWorth[l]!;
    for (let a = 0; a < Math.min(own.length, upper[keptAt + k]!); a++) {
      bound += Math.max(0, own[a]! + open + gain) - Math.max(0, own[a]! + open);
    }
  });
  return bound;
}
