import type { Request, Response } from "express";
import type { AnswerOf } from "../../contract/answer-of.ts";
import { compareAnswer, compareQuery } from "../../contract/compare.ts";
import { planFromQuery, planQuery, planToQuery } from "../../contract/plan-query.ts";
import { validateQuery } from "../../contract/validate.ts";
import { compareScenarios } from "../answers/compare.ts";
import { answerReport } from "../answers/deterministic.ts";
import { identity } from "../answers/identity.ts";
import type { AppDeps } from "../deps.ts";
import type { Resource } from "../resource.ts";

/** Methods and segmentations, or any plans, side by side. */
export function compareRoute(deps: AppDeps): Resource {
  return {
    path: "/v1/compare",
    get: {
      summary: "Every method and any segmentations under one plan, or several plans, side by side",
      query: compareQuery,
      content: { "application/json": compareAnswer, "text/event-stream": null },
      problems: [422, 503],
      handle: (req, res) => compare(deps, req, res),
    },
  };
}

async function compare(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { run: queries, segmentation: list = [], ...asked } = validateQuery(compareQuery, req.url);
  const plans = queries?.map((query) => planFromQuery(validateQuery(planQuery, `?${query}`)));
  const plan = planFromQuery(asked);
  await answerReport(deps, req, res, {
    query: plans
      ? plans.map((each) => planToQuery(each)).join(" ")
      : `${planToQuery(plan)} ${JSON.stringify(list)}`,
    about: { plans: plans ?? [plan] },
    async work(job) {
      const scenarios = plans ? await compareScenarios(deps.runPlan, plans, job) : null;
      const comparison = plans ? null : await deps.tasks.perform("compare", { plan, list }, job);
      return { ...identity(deps), comparison, scenarios } satisfies AnswerOf<typeof compareAnswer>;
    },
  });
}
