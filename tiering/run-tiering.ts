import type { Accounts } from "./accounts.ts";
import { kpisOfSums, sumTiers, type Yardstick } from "./kpis.ts";
import { type Measures, measure } from "./measures.ts";
import { type HybridProblem, optimise, prepareHybrid } from "./methods/hybrid/hybrid.ts";
import { clipToStep, fillByPotential } from "./methods/kpi.ts";
import { DEFAULT_COEFFICIENTS, DEFAULT_POLICY, type Plan, type Policy } from "./plan.ts";
import { resolveStrategicTiers } from "./policy/strategic-tiers.ts";
import { computePotential, computeZScores, normaliseWeights, type ZScores } from "./potential.ts";
import { judgeRules, movableCount } from "./report/rules.ts";
import type { Prices, Run } from "./run.ts";

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
  const weights = normaliseWeights(plan.weights);
  const potential = computePotential(options.zScores ?? computeZScores(accounts), weights);
  const measures = measure(potential, accounts.revenue);
  const { tier: baseline, tierCount } = accounts;
  const strategic = resolveStrategicTiers(plan.policy.strategicTiers, {
    measures,
    tiers: baseline,
    tierCount,
  });
  const yardstick: Yardstick = { strategic, coefficients: plan.policy.coefficients ?? DEFAULT_COEFFICIENTS };
  const policy = effectivePolicy(plan);
  const { tiers, prices } = assign(accounts, { ...plan, policy }, measures, yardstick);
  const kpis = (of: Uint8Array) => kpisOfSums(measures, sumTiers(measures, of, tierCount), yardstick);
  return {
    plan: { method: plan.method, weights, policy },
    potential,
    tiers,
    tierCount,
    strategic,
    before: kpis(baseline),
    after: kpis(tiers),
    rules: judgeRules(accounts, { policy, method: plan.method, tiers }),
    certificate: null,
    prices,
  };
}

/** The hybrid's defaults filled in; the other methods are bound by what was asked only. */
function effectivePolicy({ method, policy }: Plan): Policy {
  if (method === "hybrid") return { ...DEFAULT_POLICY, ...policy };
  return { strategicTiers: DEFAULT_POLICY.strategicTiers, ...policy };
}

function assign(
  accounts: Accounts,
  { method, policy }: Plan,
  measures: Measures,
  yardstick: Yardstick,
): { tiers: Uint8Array; prices: Prices | null } {
  const { n, tier: baseline, tierCount } = accounts;
  if (method === "baseline") return { tiers: baseline.slice(), prices: null };
  const sizes = sumTiers(measures, baseline, tierCount).size;
  if (method === "hybrid") {
    const { maxTierStep: step, maxMovedShare: share } = { ...DEFAULT_POLICY, ...policy };
    const problem: HybridProblem = {
      measures,
      tiers: baseline,
      tierCount,
      sizes,
      movable: null,
      step: step === "free" ? tierCount : step,
      moves: movableCount(share, n),
      yardstick,
    };
    return optimise(problem, prepareHybrid(problem));
  }
  const direct = fillByPotential(measures.order, sizes);
  return { tiers: method === "direct" ? direct : clipToStep(direct, baseline, 1), prices: null };
}
