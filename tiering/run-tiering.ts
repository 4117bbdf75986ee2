import type { Accounts } from "./accounts.ts";
import type { Hooks } from "./hooks.ts";
import { type Kpis, kpisOfSums, sumTiers } from "./kpis.ts";
import { measure } from "./measures.ts";
import { assignTiers } from "./methods/assign.ts";
import type { Plan } from "./plan.ts";
import { effectivePolicy, resolvePolicy } from "./policy/resolve.ts";
import { computePotential, computeZScores, normaliseWeights, type ZScores } from "./potential.ts";
import { judgeRules } from "./report/rules.ts";
import type { Certificate, Run } from "./run.ts";

/** What a run takes beside the accounts and the plan. */
export interface RunOptions extends Hooks {
  /** Gap to prove for a hybrid run by branch and bound, such as 0.001; the root bound alone where absent. */
  readonly prove?: number;
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
  const { tiers, prices, certificate } = assignTiers(accounts, plan, measures, resolved, options);
  const kpis = (of: Uint8Array) =>
    kpisOfSums(measures, sumTiers(measures, of, tierCount), resolved.yardstick);
  const before = kpis(baseline);
  const after = kpis(tiers);
  return {
    plan: effective,
    potential,
    tiers,
    tierCount,
    strategic: resolved.yardstick.strategic,
    before,
    after,
    rules: judgeRules(accounts, effective, tiers, resolved),
    certificate: certificate === null ? null : certify(certificate, before, after),
    prices,
  };
}

/** States the gaps, both as a share of the value and as a share of the lift. */
function certify(
  { bound: found, nodes, proven }: Pick<Certificate, "bound" | "nodes" | "proven">,
  before: Kpis,
  after: Kpis,
): Certificate {
  const value = after.composite;
  const bound = Math.max(found, value);
  const share = (of: number) => (of > 0 ? (bound - value) / of : 0);
  return {
    value,
    bound,
    gap: share(Math.abs(value)),
    liftGap: share(bound - before.composite),
    nodes,
    proven,
  };
}
