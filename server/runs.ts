import { LRUCache } from "lru-cache";
import { planToQuery } from "../contract/plan-query.ts";
import { segmentationToQuery } from "../contract/segmentation.ts";
import type {
  Frontier,
  Goal,
  Plan,
  RuleKind,
  Rules,
  RulesOptions,
  Run,
  SegmentationOptions,
} from "../tiering/index.ts";
import type { RunPlan } from "./story.ts";
import type { JobOptions, TaskRunner } from "./worker/pool.ts";
import type { GoalOutcome, LoopOutcome, SegmentedResult, TieringResult } from "./worker/tasks.ts";

/** Learns the rules of a plan's run. */
export type LearnRules = (
  of: { readonly plan: Plan; readonly run: Run; readonly learning: RulesOptions },
  options: JobOptions,
) => Promise<Rules>;

/** Groups the accounts and makes tiers of the groups. */
export type Segment = (options: SegmentationOptions, job: JobOptions) => Promise<SegmentedResult>;

/** Runs and what was learnt from them. */
export interface Runs {
  readonly runPlan: RunPlan;
  readonly learnRules: LearnRules;
  readonly segment: Segment;
  readonly closeLoop: (plan: Plan, kind: RuleKind, job: JobOptions) => Promise<LoopOutcome>;
  readonly seekGoal: (plan: Plan, goal: Goal, job: JobOptions) => Promise<GoalOutcome>;
  readonly findFrontier: (plan: Plan, points: number, job: JobOptions) => Promise<Frontier>;
}

/**
 * Runs plans on the workers and keeps the latest few results: a download that follows a reply, or the
 * next account's explanation, is about the same run.
 */
export function createRuns(tasks: TaskRunner, keep: number): Runs {
  const runs = createMemory<TieringResult>(keep);
  const rules = createMemory<Rules>(keep);
  const loops = createMemory<LoopOutcome>(keep);
  const goals = createMemory<GoalOutcome>(keep);
  const frontiers = createMemory<Frontier>(keep);
  const segmentations = createMemory<SegmentedResult>(keep);
  const runPlan: RunPlan = (plan, { prove, stability = false, ...job }) =>
    runs(`${planToQuery(plan)} ${prove} ${stability}`, () =>
      tasks.perform("tier", { plan, prove, stability }, job),
    );
  return {
    runPlan,
    closeLoop: (plan, kind, job) =>
      loops(`${planToQuery(plan)} ${kind}`, async () => {
        const { run } = await runPlan(plan, job);
        return tasks.perform("loop", { run, kind }, job);
      }),
    seekGoal: (plan, goal, job) =>
      goals(`${planToQuery(plan)} ${JSON.stringify(goal)}`, () => tasks.perform("goal", { plan, goal }, job)),
    findFrontier: (plan, points, job) =>
      frontiers(`${planToQuery(plan)} ${points}`, () => tasks.perform("frontier", { plan, points }, job)),
    learnRules: ({ plan, run, learning }, options) =>
      rules(`${planToQuery(plan)} ${JSON.stringify(learning)}`, () =>
        tasks.perform("rules", { run, learning }, options),
      ),
    segment: (options, job) =>
      segmentations(segmentationToQuery(options).toString(), () =>
        tasks.perform("segment", { options }, job),
      ),
  };
}

/** Remembers the latest `keep` values by key. */
function createMemory<T extends object>(keep: number) {
  const kept = keep > 0 ? new LRUCache<string, T>({ max: keep }) : null;
  return async (key: string, make: () => Promise<T>): Promise<T> => {
    const known = kept?.get(key);
    if (known) return known;
    const made = await make();
    kept?.set(key, made);
    return made;
  };
}
