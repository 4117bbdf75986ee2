import type { Plan, Policy } from "./plan.ts";

/**
 * The same rules in one spelling: fields in fixed order, tiers by name, lists sorted and without repeats,
 * rules that ask for nothing left out. Two policies with the same canonical form ask for the same.
 */
export function canonicalPolicy(policy: Policy): Policy {
  const { tierSizes, coefficients } = policy;
  const rules: Policy = {
    maxMovedShare: policy.maxMovedShare,
    maxTierStep: policy.maxTierStep,
    tierSizes: tierSizes && Object.fromEntries(Object.entries(tierSizes).sort(byName)),
    strategicTiers: policy.strategicTiers,
    hold: sortedOnce(policy.hold),
    force: sortedOnce(policy.force),
    holds: policy.holds,
    scope: sortedOnce(policy.scope),
    mayRise: sortedOnce(policy.mayRise),
    mayFall: sortedOnce(policy.mayFall),
    monotone: policy.monotone || undefined,
    coefficients: coefficients && { tpa: coefficients.tpa, sfi: coefficients.sfi, tci: coefficients.tci },
    reason: sortedOnce(policy.reason),
  };
  return Object.fromEntries(Object.entries(rules).filter(([, rule]) => rule !== undefined));
}

/** The same plan in one spelling; the default scale is left out. */
export function canonicalPlan({ method, weights, policy, scale }: Plan): Plan {
  const plan = { method, weights, policy: canonicalPolicy(policy) };
  return scale === undefined || scale === "zscore" ? plan : { ...plan, scale };
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortedOnce(entries: readonly string[] | undefined): readonly string[] | undefined {
  return entries && entries.length > 0 ? [...new Set(entries)].sort() : undefined;
}
