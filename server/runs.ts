import { LRUCache } from "lru-cache";
import { planToQuery } from "./schemas/plan.ts";
import type { RunPlan } from "./story.ts";
import type { TaskRunner } from "./worker/pool.ts";
import type { TieringResult } from "./worker/tasks.ts";

/**
 * Runs plans on the workers and keeps the latest few results: a download that follows a reply, or a
 * second page of moved accounts, is the same run.
 */
export function createRunPlan(tasks: TaskRunner, keep: number): RunPlan {
  const kept = keep > 0 ? new LRUCache<string, TieringResult>({ max: keep }) : null;
  return async (plan, options) => {
    const key = planToQuery(plan).toString();
    const found = kept?.get(key);
    if (found) return found;
    const result = await tasks.perform("tier", { plan }, options);
    kept?.set(key, result);
    return result;
  };
}
