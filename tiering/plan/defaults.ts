import type { Coefficients, Plan, Policy, Weights } from "./plan.ts";

/** The published default weights. */
export const DEFAULT_WEIGHTS: Weights = { runway: 0.4, growth: 0.3, geo: 0.15, category: 0.15 };

/** The published coefficients of the composite; they sum to 1.3, as published. */
export const DEFAULT_COEFFICIENTS: Coefficients = { tpa: 0.35, sfi: 0.35, tci: 0.3 };

/** The hybrid's rules where nothing else is asked: 5 % may move, one tier at most, top two strategic. */
export const DEFAULT_POLICY = { maxMovedShare: 0.05, maxTierStep: 1, strategicTiers: 2 } as const;

/**
 * The plan with the defaults of its method filled in: the hybrid's three rules, but for the budget where sizes
 * are asked for (they say what moves); of the other methods, which are bound by what was asked alone, only the
 * strategic tiers. These shrink to a book with fewer tiers, so
 * that the plan can be run again as it is. Done once, before anything else is made of a plan.
 */
export function withDefaults(plan: Plan, tierCount: number): Plan {
  const { method, policy } = plan;
  const strategicTiers = Math.max(1, Math.min(DEFAULT_POLICY.strategicTiers, tierCount));
  const budget = policy.tierSizes === undefined ? DEFAULT_POLICY.maxMovedShare : 1;
  const defaults: Policy =
    method === "hybrid" ? { ...DEFAULT_POLICY, maxMovedShare: budget, strategicTiers } : { strategicTiers };
  return { ...plan, policy: { ...defaults, ...definedOf(policy) } };
}

/** A field that is present but undefined was not asked for. */
function definedOf(policy: Policy): Policy {
  return Object.fromEntries(Object.entries(policy).filter(([, value]) => value !== undefined));
}

/** True where the policy limits which accounts may go where, beyond how results are judged. */
export function limitsMoves(policy: Policy): boolean {
  return (
    policy.maxMovedShare !== undefined ||
    policy.maxTierStep !== undefined ||
    policy.tierSizes !== undefined ||
    policy.monotone === true ||
    [policy.hold, policy.force, policy.scope, policy.mayRise, policy.mayFall].some(
      (entries) => (entries?.length ?? 0) > 0,
    )
  );
}
