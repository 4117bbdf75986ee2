import { planToQuery } from "../contract/plan-query.ts";
import { type Certificate, type Plan, type Progression, type Rules, tightened } from "../tiering/index.ts";
import { assessInParts } from "./assess-progression.ts";
import { createMemo } from "./memo.ts";
import type { JobOptions } from "./workers/lane.ts";
import type { TaskRunner } from "./workers/pool.ts";
import type {
  RunTaskArgs,
  RunTaskName,
  TaskArgs,
  TaskName,
  TaskResult,
  TierArgs,
  TieringResult,
} from "./workers/tasks.ts";

/** A plan to run, and for whom. */
export interface RunJob extends JobOptions, Omit<TierArgs, "plan"> {
  /** Gap to narrow the certificate's bound down to; the tiers stay those of the run without it. */
  readonly bound?: number;
}

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
  const runOnce: RunPlan = (plan, { prove, stability = false, ...job }) =>
    memo(
      `tier ${planToQuery(plan)} ${prove} ${stability}`,
      (shared) => tasks.perform("tier", { plan, prove, stability }, shared),
      job,
    );
  const runPlan: RunPlan = async (plan, { bound, ...job }) => {
    const result = await runOnce(plan, job);
    const { certificate } = result.summary;
    if (bound === undefined || certificate === null) return result;
    if (certificate.gap !== null && certificate.gap <= bound) return result;
    const proof = await runOnce(plan, { ...job, prove: bound, stability: false });
    return certified(result, proof.summary.certificate);
  };
  return {
    runPlan,
    progression: (job) => memo("progression", (shared) => assessInParts(tasks, memo, shared), job),
    find: (task, args, job) =>
      memo(`${task} ${spell(args)}`, (shared) => tasks.perform(task, args, shared), job),
    findOfRun: (task, plan, args, { prove, bound, stability, before, ...job }) =>
      memo(
        `${task} ${planToQuery(plan)} ${prove} ${bound} ${before && planToQuery(before)} ${spell(args)}`,
        async (shared) => {
          const { run } = await runPlan(plan, { prove, bound, stability, ...shared });
          const versus = before && { before: (await runPlan(before, shared)).run };
          return tasks.perform(task, { run, ...versus, ...args } as TaskArgs<typeof task>, shared);
        },
        job,
      ),
  };
}

/** A result with the bound that its proof found; what it is made of stays. */
function certified(result: TieringResult, proof: Certificate | null): TieringResult {
  const { run, summary } = result;
  if (run.certificate === null || proof === null) return result;
  const certificate = tightened(run.certificate, proof, summary.kpis);
  return { ...result, run: { ...run, certificate }, summary: { ...summary, certificate } };
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
