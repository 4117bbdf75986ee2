import type { Request, Response } from "express";
import { z } from "zod";
import { compareScenarios } from "../answers/compare.ts";
import { answerUnchanged, identity } from "../answers/identity.ts";
import type { AppDeps } from "../deps.ts";
import { negotiate } from "../negotiation.ts";
import type { Resource } from "../resource.ts";
import type { AnswerOf } from "../schemas/answer-of.ts";
import { identityShape } from "../schemas/answers.ts";
import { compareQuery, comparisonSchema, scenariosSchema } from "../schemas/compare.ts";
import { planFromQuery, planToQuery } from "../schemas/plan.ts";
import { planQuery } from "../schemas/query.ts";
import { validateQuery } from "../schemas/validate.ts";
import { clientSignal } from "../stream/client.ts";
import { type StreamedRun, streamRun } from "../stream/events.ts";
import { startTimings } from "../timings.ts";

const compareAnswer = z
  .object({
    ...identityShape,
    comparison: comparisonSchema
      .nullable()
      .describe("Methods and segmentations; null where runs are compared."),
    scenarios: scenariosSchema.nullable().describe("The runs asked for; null where methods are compared."),
  })
  .meta({ id: "CompareAnswer" });

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
  const { run: queries, segmentation = [], ...asked } = validateQuery(compareQuery, req.url);
  const wanted = negotiate(req, ["application/json", "text/event-stream"]);
  const plans = queries?.map((query) => planFromQuery(validateQuery(planQuery, `?${query}`)));
  const plan = planFromQuery(asked);
  const query = plans
    ? plans.map((each) => planToQuery(each)).join(" ")
    : `${planToQuery(plan)} ${JSON.stringify(segmentation)}`;
  const signal = clientSignal(res);
  const timings = startTimings();
  const work: StreamedRun["work"] = async (onProgress) => {
    const job = { signal, onProgress };
    const scenarios = plans ? await compareScenarios(deps.runPlan, plans, job) : null;
    const list = { plan, list: segmentation };
    const comparison = plans ? null : await deps.tasks.perform("compare", list, job);
    timings.mark("compare");
    return { ...identity(deps), comparison, scenarios } satisfies AnswerOf<typeof compareAnswer>;
  };
  if (wanted === "text/event-stream") {
    await streamRun(req, res.vary("Accept"), { plan: { ...identity(deps), plans: plans ?? [plan] }, work });
    return;
  }
  if (answerUnchanged(req, res, deps, { form: "json", query })) return;
  const answer = await work();
  timings.tell(res);
  res.json(answer);
}
