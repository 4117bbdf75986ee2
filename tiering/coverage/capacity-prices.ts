import type { CoverageProblem } from "./problem.ts";
import type { Coverage } from "./solve.ts";
import { classPrices } from "./unassigned.ts";

/** What one more seller of a role in a geography is worth. */
export interface CapacityPrice {
  readonly geo: string;
  readonly role: string;
  /** Sellers of the role who serve the geography now. */
  readonly sellers: number;
  /** What one more full seller who knows every domain would add at the most, in the book's currency. */
  readonly worth: number;
}

/**
 * Prices one more seller of each role in each geography: at the relaxation's prices of capacity, the best load
 * that the seller could carry, class sizes counted. No coverage with that seller gains more over the bound.
 * Dearest first; O(geographies × roles × classes).
 */
export function capacityPrices(problem: CoverageProblem, coverage: Coverage): CapacityPrice[] {
  const { input, sellers, classes, unit } = problem;
  const price = classPrices(problem, coverage);
  const prices: CapacityPrice[] = [];
  input.accounts.geo.values.forEach((geo, g) => {
    const here = classes.flatMap((one, c) => (one.geo === g && price[c]! > 0 ? [c] : []));
    for (const [role, most] of Object.entries(input.capacities)) {
      const serving = sellers.filter(
        ({ role: own, geos }) => own === role && (geos.length === 0 || geos.includes(geo)),
      );
      const presence = serving[0]?.presence ?? sellers.find((seller) => seller.role === role)?.presence;
      const offers = here
        .map((c) => {
          const { tier, accounts } = classes[c]!;
          const needed = input.rules.presence?.[input.tierNames[tier]!];
          const isOpen = (most[tier] ?? 0) >= 1 && (needed === undefined || needed === presence);
          return {
            full: isOpen ? price[c]! * most[tier]! : 0,
            share: isOpen ? accounts.length / most[tier]! : 0,
          };
        })
        .sort((a, b) => b.full - a.full);
      let worth = 0;
      let left = 1;
      for (const { full, share } of offers) {
        const taken = Math.min(left, share);
        worth += full * taken;
        left -= taken;
      }
      prices.push({ geo, role, sellers: serving.length, worth: worth * unit });
    }
  });
  return prices.sort((a, b) => b.worth - a.worth || (a.geo + a.role < b.geo + b.role ? -1 : 1));
}
