import type { Request, Response } from "express";
import { planToQuery } from "../../contract/plan-query.ts";
import type { Plan, Run } from "../../tiering/index.ts";
import type { AppDeps } from "../deps.ts";
import type { JobOptions } from "../worker/pool.ts";
import { answerReport } from "./deterministic.ts";
import { identity } from "./identity.ts";
import { planLinks } from "./links.ts";

/** A deterministic answer about one run. */
export interface Explanation {
  readonly plan: Plan;
  /** What the query says beside the plan. */
  readonly more?: unknown;
  /** Makes the answer's own part. */
  readonly work: (run: Run, job: JobOptions) => Promise<object>;
}

/** Answers with what is to be said of a plan's run. */
export async function answerExplanation(
  deps: AppDeps,
  req: Request,
  res: Response,
  { plan, more, work }: Explanation,
): Promise<void> {
  const about = { plan, links: planLinks(plan) };
  await answerReport(deps, req, res, {
    query: `${planToQuery(plan)} ${JSON.stringify(more)}`,
    about,
    async work(job) {
      const { run } = await deps.runPlan(plan, job);
      return { ...identity(deps), ...about, ...(await work(run, job)) };
    },
  });
}
