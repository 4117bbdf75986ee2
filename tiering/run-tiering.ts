import type { Accounts } from "./accounts.ts";
import { kpisOfSums, sumTiers } from "./kpis.ts";
import { measure } from "./measures.ts";
import { assignTiers } from "./methods/assign.ts";
import type { Plan } from "./plan.ts";
import { effectivePolicy, resolvePolicy } from "./policy/resolve.ts";
import { computePotential, computeZScores, normaliseWeights, type ZScores } from "./potential.ts";
import { judgeRules } from "./report/rules.ts";
import type { Run } from "./run.ts";

/** What a run takes beside the accounts and the plan. */
export interface RunOptions {
  /** Z-scores of this book made earlier by `computeZScores`; made anew where absent. */
  readonly zScores?: ZScores;
}

/**
 * Runs a plan on a book: PI_acct, the method's tiers, KPIs before and after, the rule certificate.
 * A pure function of its arguments.
 * @throws TieringError for a plan that cannot be run, with a pointer to the field at fault
 */
export function runTiering(accounts: Accounts, plan: Plan, options: RunOptions = {}): Run {
  const { tier: baseline, tierCount } = accounts;
  const weights = normaliseWeights(plan.weights);
  const effective: Plan = { method: plan.method, weights, policy: effectivePolicy(plan, tierCount) };
  const potential = computePotential(options.zScores ?? computeZScores(accounts), weights);
  const measures = measure(potential, accounts.revenue);
  const resolved = resolvePolicy(accounts, plan, measures);
  const { tiers, prices } = assignTiers(accounts, plan, measures, resolved);
  const kpis = (of: Uint8Array) =>
    kpisOfSums(measures, sumTiers(measures, of, tierCount), resolved.yardstick);
  return {
    plan: effective,
    potential,
    tiers,
    tierCount,
    strategic: resolved.yardstick.strategic,
    before: kpis(baseline),
    after: kpis(tiers),
    rules: judgeRules(accounts, effective, tiers, resolved),
    certificate: null,
    prices,
  };
}
