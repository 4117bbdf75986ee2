import type { Accounts } from "../accounts.ts";
import type { Assignment } from "../complete-run.ts";
import type { Measures } from "../measures.ts";
import { type Effort, optimise } from "../optimise/hybrid.ts";
import type { Problem } from "../optimise/problem.ts";
import { limitsMoves, type Plan } from "../plan/index.ts";
import type { ResolvedPolicy } from "../policy/resolved-policy.ts";
import { clipToStep, fillByPotential } from "./kpi.ts";

/** TPA alone: what the KPI methods maximise under a policy. */
const TPA_ONLY = { tpa: 1, sfi: 0, tci: 0 };

/** Assigns tiers by the plan's method under its resolved policy. */
export function assignTiers(
  accounts: Accounts,
  { method, policy }: Plan,
  measures: Measures,
  resolved: ResolvedPolicy,
  effort: Effort,
): Assignment {
  const { tier: tiers, tierCount } = accounts;
  if (!accounts.hasTiers) {
    return { tiers: resolved.tiers, prices: null, certificate: null };
  }
  if (method === "baseline") return { tiers: tiers.slice(), prices: null, certificate: null };
  const problem: Problem = { measures, tierCount, ...resolved, monotone: policy.monotone === true };
  if (method === "hybrid") {
    const { bound, ...found } = optimise(problem, effort);
    return { ...found, certificate: bound && { of: "composite", ...bound } };
  }
  if (limitsMoves(policy)) {
    const yardstick = { ...resolved.yardstick, coefficients: TPA_ONLY };
    // Moves of several tiers need not come out whole: the largest TPA is then sought by branch and bound.
    const { bound, ...found } = optimise({ ...problem, yardstick }, { prove: 0, ...effort, quick: true });
    return { ...found, certificate: bound && { of: "tpa", ...bound } };
  }
  const direct = fillByPotential(measures.order, resolved.sizes);
  return {
    tiers: method === "direct" ? direct : clipToStep(direct, tiers, 1),
    prices: null,
    certificate: null,
  };
}
