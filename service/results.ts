import { planToQuery } from "../contract/plan-query.ts";
import type { Plan, Progression, Rules } from "../tiering/index.ts";
import { assessInParts } from "./assess-progression.ts";
import { createMemo } from "./memo.ts";
import type { JobOptions } from "./workers/lane.ts";
import type { TaskRunner } from "./workers/pool.ts";
import type { RunTaskArgs, RunTaskName, TaskArgs, TaskName, TaskResult, TierArgs } from "./workers/tasks.ts";

/** A plan to run, and for whom. */
export interface RunJob extends JobOptions, Omit<TierArgs, "plan"> {}

/** What is to be found out of a run: against the book's tiers, or those of another plan's run. */
export interface FindJob extends RunJob {
  /** The plan whose tiers count as the ones before. */
  readonly before?: Plan;
}

/** Runs one plan, or hands over a run of it that was kept. */
export type RunPlan = (plan: Plan, job: RunJob) => Promise<TaskResult<"tier">>;

/** Runs and what is found out about them: made on the workers, the latest kept, equal ones at once made once. */
export interface Results {
  readonly runPlan: RunPlan;
  /** The book's assessment: who is about to change tier, who looks misplaced. It depends on the book alone. */
  progression(job: JobOptions): Promise<Progression>;
  /** What a task finds out that needs no run. */
  find<K extends TaskName>(task: K, args: TaskArgs<K>, job: JobOptions): Promise<TaskResult<K>>;
  /** What a task finds out about a plan's run. */
  findOfRun<K extends RunTaskName>(
    task: K,
    plan: Plan,
    args: RunTaskArgs<K>,
    job: FindJob,
  ): Promise<TaskResult<K>>;
}

/**
 * Results over workers: a download that follows a reply, or the next account's explanation, is about the
 * same run, which is kept while it is among the latest `maxBytes`.
 */
export function createResults(tasks: TaskRunner, maxBytes: number): Results {
  const memo = createMemo(maxBytes);
  const runPlan: RunPlan = (plan, { prove, stability = false, ...job }) =>
    memo(
      `tier ${planToQuery(plan)} ${prove} ${stability}`,
      (shared) => tasks.perform("tier", { plan, prove, stability }, shared),
      job,
    );
  return {
    runPlan,
    progression: (job) => memo("progression", (shared) => assessInParts(tasks, memo, shared), job),
    find: (task, args, job) =>
      memo(`${task} ${spell(args)}`, (shared) => tasks.perform(task, args, shared), job),
    findOfRun: (task, plan, args, { prove, stability, before, ...job }) =>
      memo(
        `${task} ${planToQuery(plan)} ${prove} ${before && planToQuery(before)} ${spell(args)}`,
        async (shared) => {
          const { run } = await runPlan(plan, { prove, stability, ...shared });
          const versus = before && { before: (await runPlan(before, shared)).run };
          return tasks.perform(task, { run, ...versus, ...args } as TaskArgs<typeof task>, shared);
        },
        job,
      ),
  };
}

/**
 * Arguments in one spelling, whatever the order of their fields: a plan as its query, rules as what they were
 * learnt with, an assessed progression as nothing.
 */
function spell(args: object): string {
  return JSON.stringify(args, (name, value: unknown) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    if (name === "plan") return planToQuery(value as Plan).toString();
    // Assessed of the book alone: there is one.
    if (name === "progression") return undefined;
    if (name === "rules") return (value as Rules).options;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
