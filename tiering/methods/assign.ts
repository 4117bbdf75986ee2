import type { Accounts } from "../accounts.ts";
import type { Measures } from "../measures.ts";
import { limitsMoves, type Plan } from "../plan/index.ts";
import type { ResolvedPolicy } from "../policy/resolved-policy.ts";
import type { Certificate, Prices } from "../run.ts";
import { type Effort, optimise } from "./hybrid/hybrid.ts";
import { type HybridProblem, prepareHybrid } from "./hybrid/problem.ts";
import { clipToStep, fillByPotential } from "./kpi.ts";

/** TPA alone: what the KPI methods maximise under a policy. */
const TPA_ONLY = { tpa: 1, sfi: 0, tci: 0 };

/** New tiers, shape [n], and the prices behind them where a linear problem was solved. */
export interface Assignment {
  readonly tiers: Uint8Array;
  readonly prices: Prices | null;
  /** How far the hybrid's assignment can be from the best. */
  readonly certificate: Pick<Certificate, "bound" | "nodes" | "proven"> | null;
}

/** Assigns tiers by the plan's method under its resolved policy. */
export function assignTiers(
  accounts: Accounts,
  { method, policy }: Plan,
  measures: Measures,
  resolved: ResolvedPolicy,
  effort: Effort,
): Assignment {
  const { tier: tiers, tierCount } = accounts;
  if (method === "baseline") return { tiers: tiers.slice(), prices: null, certificate: null };
  const problem: HybridProblem = { measures, tiers, tierCount, ...resolved };
  if (method === "hybrid") return optimise(problem, prepareHybrid(problem), effort);
  if (limitsMoves(policy)) {
    const yardstick = { ...resolved.yardstick, coefficients: TPA_ONLY };
    const linear = { ...problem, yardstick };
    return { ...optimise(linear, prepareHybrid(linear), {}), certificate: null };
  }
  const direct = fillByPotential(measures.order, resolved.sizes);
  return {
    tiers: method === "direct" ? direct : clipToStep(direct, tiers, 1),
    prices: null,
    certificate: null,
  };
}
