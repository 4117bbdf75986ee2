import type { Accounts } from "../accounts.ts";
import type { Kpis } from "../kpis.ts";
import type { PreparedRun } from "../prepare-run.ts";
import { buildObjective, type Objective } from "./objective.ts";

/** The objective that is a KPI alone. */
export function goalObjective({ measures, resolved }: PreparedRun, kpi: keyof Kpis): Objective {
  const { sizes, yardstick } = resolved;
  if (kpi === "composite") return buildObjective(measures, sizes, yardstick);
  const coefficients = { tpa: 0, sfi: 0, tci: 0, [kpi === "tpa" || kpi === "sfi" ? kpi : "tci"]: 1 };
  const objective = buildObjective(measures, sizes, { ...yardstick, coefficients });
  if (kpi === "tciPi") objective.revenueCurvature.fill(0);
  if (kpi === "tciRev") objective.piCurvature.fill(0);
  return objective;
}

/** The largest value that a KPI can have on any assignment, by its definition; SFI may pass 1 where revenue is negative. */
export function largestKpi({ revenue }: Accounts, kpi: keyof Kpis): number {
  if (kpi === "composite") return Number.POSITIVE_INFINITY;
  return kpi === "sfi" && revenue.some((amount) => amount < 0) ? Number.POSITIVE_INFINITY : 1;
}
