import type { Accounts } from "./accounts.ts";
import { type Measures, measure } from "./measures.ts";
import { checkFeasible } from "./optimise/feasibility.ts";
import { normaliseWeights, type Plan, withDefaults } from "./plan/index.ts";
import { resolvePolicy } from "./policy/resolve.ts";
import type { ResolvedPolicy } from "./policy/resolved-policy.ts";
import { computePotential, computeZScores, type ZScores } from "./potential.ts";

/** What every computation on a plan begins with. */
export interface PreparedRun {
  /** The plan with weights that sum to 1 and the defaults of its method; running it gives the same run. */
  readonly plan: Plan;
  /** PI_acct; shape [n]. */
  readonly potential: Float64Array;
  readonly measures: Measures;
  readonly resolved: ResolvedPolicy;
}

/**
 * Fills in a plan's defaults, computes its PI_acct and resolves its policy; `zScores` are made anew where
 * absent. O(N).
 * @throws TieringError
 */
export function prepareRun(accounts: Accounts, asked: Plan, zScores?: ZScores): PreparedRun {
  const weights = normaliseWeights(asked.weights);
  const plan = withDefaults({ ...asked, weights }, accounts.tierCount);
  const potential = computePotential(zScores ?? computeZScores(accounts), weights);
  const measures = measure(potential, accounts.revenue);
  const resolved = resolvePolicy(accounts, plan, measures);
  if (plan.policy.tierSizes !== undefined) checkFeasible(accounts, resolved);
  return { plan, potential, measures, resolved };
}
