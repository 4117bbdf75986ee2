import type { Accounts } from "../accounts.ts";
import { evaluateKpis, type Kpis } from "../kpis.ts";
import { DEFAULT_COEFFICIENTS } from "../plan/index.ts";
import type { Run } from "../run.ts";

/**
 * The KPIs of another run's tiers by this run's yardstick: its PI_acct, strategic tiers and coefficients. Two
 * runs of different weights are comparable by one yardstick alone. O(N log N).
 */
export function kpisMeasuredBy(accounts: Accounts, yardstick: Run, other: Run): Kpis {
  const { potential, strategic, plan } = yardstick;
  const { tiers, tierCount } = other;
  const coefficients = plan.policy.coefficients ?? DEFAULT_COEFFICIENTS;
  return evaluateKpis(
    { potential, revenue: accounts.revenue, tiers, tierCount },
    { strategic, coefficients },
  );
}
