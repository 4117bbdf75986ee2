import { DEFAULT_POLICY, formatShare, type Plan, TieringError } from "../tiering/index.ts";
import { ServiceError } from "./errors.ts";
import type { RunPlan } from "./results.ts";
import type { JobOptions } from "./workers/lane.ts";
import type { TieringResult } from "./workers/tasks.ts";

/** Part of the movement budget that the advice speaks of. */
const FIRST_PART = 5;

/**
 * One line on the movement budget of a hybrid run: what a fifth of it would bring, found by running that;
 * null where it says nothing. Neither a full queue nor a budget too small for the plan spoils the reply.
 */
export async function adviseOnBudget(
  runPlan: RunPlan,
  { plan, result }: { readonly plan: Plan; readonly result: TieringResult },
  job: JobOptions,
): Promise<string | null> {
  const share = plan.policy.maxMovedShare ?? DEFAULT_POLICY.maxMovedShare;
  const whole = result.summary.kpis.lift?.composite ?? 0;
  if (plan.method !== "hybrid" || !(whole > 0)) return null;
  const firstShare = share / FIRST_PART;
  const smaller = { ...plan, policy: { ...plan.policy, maxMovedShare: firstShare } };
  try {
    const { summary } = await runPlan(smaller, job);
    const part = Math.round(((summary.kpis.lift?.composite ?? 0) / whole) * 100);
    return `The first ${formatShare(firstShare)} of accounts brings ${part} % of what ${formatShare(share)} brings.`;
  } catch (error) {
    const expected =
      error instanceof ServiceError ? error.code === "queue-full" : error instanceof TieringError;
    if (expected) return null;
    throw error;
  }
}
