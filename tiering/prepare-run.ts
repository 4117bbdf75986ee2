import type { Accounts } from "./accounts.ts";
import { type Measures, measure } from "./measures.ts";
import type { Plan, Weights } from "./plan.ts";
import { resolvePolicy } from "./policy/resolve.ts";
import type { ResolvedPolicy } from "./policy/resolved-policy.ts";
import { computePotential, computeZScores, normaliseWeights, type ZScores } from "./potential.ts";

/** What every computation on a plan begins with. */
export interface PreparedRun {
  readonly weights: Weights;
  /** PI_acct; shape [n]. */
  readonly potential: Float64Array;
  readonly measures: Measures;
  readonly resolved: ResolvedPolicy;
}

/**
 * Computes PI_acct of a plan and resolves its policy; `zScores` are made anew where absent. O(N).
 * @throws TieringError
 */
export function prepareRun(accounts: Accounts, plan: Plan, zScores?: ZScores): PreparedRun {
  const weights = normaliseWeights(plan.weights);
  const potential = computePotential(zScores ?? computeZScores(accounts), weights);
  const measures = measure(potential, accounts.revenue);
  return { weights, potential, measures, resolved: resolvePolicy(accounts, plan, measures) };
}
