import { alternativesOf } from "../alternatives.ts";
import { fixAccounts, UNDECIDED } from "../problem.ts";
import type { NodeBound, Relaxation } from "./relaxation.ts";

/** A reduction that leaves more than this share of the candidates is not worth its copy. */
const WORTH = 0.9;

/** Penalties nearer than this to the excess are rounding. */
const ROUNDING = 1e-12;

/**
 * The node's problem without the accounts that its prices decide: where account i is forced to tier t, the
 * dual value falls by the difference between its largest reduced gain and g_it; a tier that costs more than
 * its excess over the value is out. Null where nothing is left to decide in its favour. Source: reduced
 * cost fixing. O(candidates · tiers in reach).
 */
export function reducedTo({ of, point, dual }: NodeBound, value: number): Relaxation | null {
  const { candidates } = of.prepared;
  const excess = dual - value + ROUNDING;
  const decided = new Uint8Array(candidates.size).fill(UNDECIDED);
  let left = candidates.size;
  for (let g = 0; g < candidates.home.length; g++) {
    const home = candidates.home[g]!;
    const alternatives = alternativesOf(candidates, point, g);
    for (let j = candidates.start[g]!; j < candidates.start[g + 1]!; j++) {
      const gain = (o: (typeof alternatives)[number]) =>
        o.rank * candidates.rank[j]! +
        o.pi * candidates.pi[j]! +
        o.revenue * candidates.revenue[j]! -
        o.price;
      let best = 0;
      let tier = home;
      for (const alternative of alternatives) {
        if (gain(alternative) > best) {
          best = gain(alternative);
          tier = alternative.tier;
        }
      }
      const open = (best <= excess ? 1 : 0) + alternatives.filter((o) => best - gain(o) <= excess).length;
      if (open > 1) continue;
      decided[j] = tier;
      left--;
    }
  }
  if (left > WORTH * candidates.size) return of;
  const rest = fixAccounts(of.prepared, decided);
  return rest === null ? null : of.of(rest);
}
