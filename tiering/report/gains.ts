import type { Accounts } from "../accounts.ts";
import { sumTiers } from "../kpis.ts";
import { measure } from "../measures.ts";
import { buildObjective, type Slopes, tangentSlopes } from "../optimise/objective.ts";
import { DEFAULT_COEFFICIENTS } from "../plan/index.ts";
import type { Run } from "../run.ts";

/** What one account's move from its baseline tier is worth to the composite, KPI by KPI. */
export interface MoveGain {
  readonly tpa: number;
  readonly sfi: number;
  readonly tciPi: number;
  readonly tciRev: number;
  /** Sum of the four. */
  readonly total: number;
}

/**
 * Prepares the gain of moving any account to any tier, at the slopes of the run's last linear problem
 * (for methods without one, of the tangent at its result). One account's gain leaves out what its
 * counterpart in the exchange gains or loses. O(N) once, then O(1) a question.
 */
export function moveGains(accounts: Accounts, run: Run): (i: number, to: number) => MoveGain {
  const measures = measure(run.potential, accounts.revenue);
  const coefficients = run.plan.policy.coefficients ?? DEFAULT_COEFFICIENTS;
  const yardstick = { strategic: run.strategic, coefficients };
  const sums = sumTiers(measures, run.tiers, run.tierCount);
  const objective = buildObjective(measures, sums.size, yardstick);
  const column = () => new Float64Array(run.tierCount);
  const tangent: Slopes = { rank: column(), pi: column(), revenue: column() };
  tangentSlopes(objective, sums, { pi: 1, revenue: 1 }, tangent);
  // A KPI method under a policy has prices too, but of TPA alone: they say nothing about the composite.
  const slopes: Slopes = run.plan.method === "hybrid" ? (run.prices ?? tangent) : tangent;
  return (i, to) => {
    const from = accounts.tier[i]!;
    const rise = (line: Float64Array) => line[to]! - line[from]!;
    const tpa = rise(slopes.rank) * measures.rank[i]!;
    const tciPi = rise(slopes.pi) * measures.pi.values[i]!;
    const revenue = measures.revenue.values[i]!;
    const sfi = rise(objective.revenueSlope) * revenue;
    const tciRev = rise(slopes.revenue) * revenue - sfi;
    return { tpa, sfi, tciPi, tciRev, total: tpa + sfi + tciPi + tciRev };
  };
}
