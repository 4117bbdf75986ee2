import type { RoleCapacities, Seller } from "./input.ts";

/** Role of sellers of whom nothing is known but their number. */
export const GENERALIST = "Seller";

/** Most accounts of the highest and of the lowest tier that one generalist looks after [judgement]. */
const HIGHEST = 10;
const LOWEST = 300;

/** Capacities of a generalist: 10 accounts of the highest tier up to 300 of the lowest, in even ratios. */
export function generalistCapacities(tierCount: number): RoleCapacities {
  const steps = Math.max(1, tierCount - 1);
  const most = Array.from({ length: tierCount }, (_, t) =>
    Math.round(HIGHEST * (LOWEST / HIGHEST) ** (t / steps)),
  );
  return { [GENERALIST]: most };
}

/**
 * Sellers of whom only the number in each geography is known: in person, every domain, full capacity.
 * IDs are `<geo> 1`, `<geo> 2` …; geographies in the order given.
 */
export function generalists(sellersPerGeo: Readonly<Record<string, number>>): Seller[] {
  return Object.entries(sellersPerGeo).flatMap(([geo, count]) =>
    Array.from(
      { length: count },
      (_, k): Seller => ({
        id: `${geo} ${k + 1}`,
        role: GENERALIST,
        geos: [geo],
        domains: [],
        presence: "in-person",
        factor: 1,
      }),
    ),
  );
}
