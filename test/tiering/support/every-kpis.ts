import {
  type Accounts,
  type Kpis,
  kpisOfSums,
  measure,
  type Policy,
  type Run,
  sumTiers,
} from "../../../tiering/index.ts";
import { everyAssignment, type Limits } from "./exhaustive.ts";

/** What one assignment is worth, and how many accounts it moves. */
export interface Outcome {
  readonly kpis: Kpis;
  readonly moved: number;
  /** Whether mean PI_acct never rises from a tier to the next lower one. */
  readonly inOrder: boolean;
}

/** The KPIs of every assignment that the limits allow, by trying them all. */
export function everyOutcome(
  accounts: Accounts,
  limits: Limits,
  { potential, strategic }: Pick<Run, "potential" | "strategic">,
  coefficients: NonNullable<Policy["coefficients"]>,
): Outcome[] {
  const measures = measure(potential, accounts.revenue);
  const outcomes: Outcome[] = [];
  everyAssignment(accounts, limits, (tiers) => {
    const sums = sumTiers(measures, tiers, accounts.tierCount);
    let moved = 0;
    for (let i = 0; i < accounts.n; i++) if (tiers[i] !== accounts.tier[i]) moved++;
    const means = [...sums.size.keys()]
      .filter((k) => sums.size[k]! > 0)
      .map((k) => sums.pi[k]! / sums.size[k]!);
    const inOrder = means.every((mean, k) => k === 0 || mean <= means[k - 1]! + 1e-12);
    outcomes.push({ kpis: kpisOfSums(measures, sums, { strategic, coefficients }), moved, inOrder });
  });
  return outcomes;
}
