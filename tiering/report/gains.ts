import type { Accounts } from "../accounts.ts";
import { sumTiers, type TierSums } from "../kpis.ts";
import { type Measures, measure } from "../measures.ts";
import { buildObjective, type Objective, type Slopes, tangentSlopes } from "../optimise/objective.ts";
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
 * Prepares the gain of moving any account to any tier, KPI by KPI: by the slopes half-way between the baseline's
 * sums and the result's. The composite being quadratic in them, the gains of all moves of a run that keeps the
 * tier sizes add up to its lift, KPI by KPI. One account's gain leaves out what its counterpart in the exchange
 * gains or loses. O(N) once, then O(1) a question.
 */
export function moveGains(accounts: Accounts, run: Run): (i: number, to: number) => MoveGain {
  const prepared = prepareGains(accounts, run);
  const { before, after } = prepared;
  const half = (a: Float64Array, b: Float64Array) => a.map((sum, k) => (sum + b[k]!) / 2);
  const pi = half(before.pi, after.pi);
  const revenue = half(before.revenue, after.revenue);
  return gainsAt(accounts, prepared, tangentAt(prepared.objective, { ...after, pi, revenue }));
}

/**
 * The same at the slopes of the run's last linear problem, which is what its prices are about; for methods
 * without prices of the composite, at the tangent of the result. O(N) once, then O(1) a question.
 */
export function gainsAtPrices(accounts: Accounts, run: Run): (i: number, to: number) => MoveGain {
  const prepared = prepareGains(accounts, run);
  const tangent = tangentAt(prepared.objective, prepared.after);
  // A KPI method under a policy has prices too, but of TPA alone: they say nothing about the composite.
  return gainsAt(accounts, prepared, run.plan.method === "hybrid" ? (run.prices ?? tangent) : tangent);
}

interface Prepared {
  readonly measures: Measures;
  readonly objective: Objective;
  readonly before: TierSums;
  readonly after: TierSums;
}

function prepareGains(accounts: Accounts, run: Run): Prepared {
  const measures = measure(run.potential, accounts.revenue);
  const coefficients = run.plan.policy.coefficients ?? DEFAULT_COEFFICIENTS;
  const yardstick = { strategic: run.strategic, coefficients };
  const before = sumTiers(measures, accounts.tier, run.tierCount);
  const after = sumTiers(measures, run.tiers, run.tierCount);
  return { measures, before, after, objective: buildObjective(measures, after.size, yardstick) };
}

function tangentAt(objective: Objective, sums: TierSums): Slopes {
  const column = () => new Float64Array(objective.tierCount);
  const tangent: Slopes = { rank: column(), pi: column(), revenue: column() };
  tangentSlopes(objective, sums, { pi: 1, revenue: 1 }, tangent);
  return tangent;
}

function gainsAt(accounts: Accounts, { measures, objective }: Prepared, slopes: Slopes) {
  return (i: number, to: number): MoveGain => {
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
