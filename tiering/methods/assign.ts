import type { Accounts } from "../accounts.ts";
import type { Measures } from "../measures.ts";
import type { Plan } from "../plan.ts";
import { limitsMoves, type ResolvedPolicy } from "../policy/resolve.ts";
import type { Prices } from "../run.ts";
import { type HybridProblem, optimise, prepareHybrid } from "./hybrid/hybrid.ts";
import { clipToStep, fillByPotential } from "./kpi.ts";

/** TPA alone: what the KPI methods maximise under a policy. */
const TPA_ONLY = { tpa: 1, sfi: 0, tci: 0 };

/** New tiers, shape [n], and the prices behind them where a linear problem was solved. */
export interface Assignment {
  readonly tiers: Uint8Array;
  readonly prices: Prices | null;
}

/** Assigns tiers by the plan's method under its resolved policy. */
export function assignTiers(
  accounts: Accounts,
  { method, policy }: Plan,
  measures: Measures,
  resolved: ResolvedPolicy,
): Assignment {
  const { tier: tiers, tierCount } = accounts;
  if (method === "baseline") return { tiers: tiers.slice(), prices: null };
  const problem: HybridProblem = { measures, tiers, tierCount, ...resolved };
  if (method === "hybrid") return optimise(problem, prepareHybrid(problem));
  if (limitsMoves(policy)) {
    const yardstick = { ...resolved.yardstick, coefficients: TPA_ONLY };
    const linear = { ...problem, yardstick };
    return optimise(linear, prepareHybrid(linear));
  }
  const direct = fillByPotential(measures.order, resolved.sizes);
  return { tiers: method === "direct" ? direct : clipToStep(direct, tiers, 1), prices: null };
}
