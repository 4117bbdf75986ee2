import type { CoverageProblem } from "./problem.ts";

/** What a seller has today, before any coverage. */
export interface LoadToday {
  readonly accounts: number;
  /** Share of the seller's capacity that they take; more than 1 is too much. */
  readonly load: number;
  /** Those among them of a tier that the role has no capacity for: they are not in the load. */
  readonly outOfRole: number;
}

/** The load of every seller by today's owners; shape [sellers]; O(n + sellers). */
export function loadsToday({ sellers, input, eligibility, owner }: CoverageProblem): LoadToday[] {
  const rows = sellers.map(() => ({ accounts: 0, load: 0, outOfRole: 0 }));
  for (let i = 0; i < owner.length; i++) {
    const row = rows[owner[i]!];
    if (row === undefined) continue;
    const use = eligibility.use(owner[i]!, input.tiers[i]!);
    row.accounts++;
    if (Number.isFinite(use)) row.load += use;
    else row.outOfRole++;
  }
  return rows;
}
