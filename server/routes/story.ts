import type { Request, Response } from "express";
import type { AnswerOf } from "../../contract/answer-of.ts";
import { boundaryAnswer, boundaryQuery } from "../../contract/boundary.ts";
import { planFromQuery, planQuery } from "../../contract/plan-query.ts";
import { storyAnswer, toldAnswer } from "../../contract/story.ts";
import { validateQuery } from "../../contract/validate.ts";
import { answerExplanation } from "../answers/explain.ts";
import { identity } from "../answers/identity.ts";
import { planLinks } from "../answers/links.ts";
import type { AppDeps } from "../deps.ts";
import { negotiate } from "../negotiation.ts";
import type { Resource } from "../resource.ts";
import { clientSignal } from "../stream/client.ts";
import { startTimings } from "../timings.ts";

/** A plan's result told: what changed, who gained, what it cost, and what separates its tiers. */
export function storyRoutes(deps: AppDeps): Resource[] {
  return [
    {
      path: "/v1/story",
      get: {
        summary: "What a plan changes, in words and facts",
        query: planQuery,
        content: { "application/json": storyAnswer, "text/event-stream": null },
        problems: [422, 503],
        async handle(req, res) {
          const plan = planFromQuery(validateQuery(planQuery, req.url));
          await answerExplanation(deps, req, res, {
            plan,
            work: async (run, job) => ({
              story: await deps.tasks.perform("story", { run }, job),
            }),
          });
        },
      },
    },
    {
      path: "/v1/story/told",
      get: {
        summary: "The same story retold by the model, in numbers that stand in its facts alone",
        query: planQuery,
        content: { "application/json": toldAnswer },
        problems: [422, 503],
        handle: (req, res) => retell(deps, req, res),
      },
    },
    {
      path: "/v1/boundaries",
      get: {
        summary: "What separates two tiers of a plan's result",
        query: boundaryQuery,
        content: { "application/json": boundaryAnswer, "text/event-stream": null },
        problems: [422, 503],
        async handle(req, res) {
          const { between: tiers, ...asked } = validateQuery(boundaryQuery, req.url);
          await answerExplanation(deps, req, res, {
            plan: planFromQuery(asked),
            more: tiers,
            work: async (run, job) => ({
              boundary: await deps.tasks.perform("boundary", { run, tiers }, job),
            }),
          });
        },
      },
    },
  ];
}

/** A model's words are not the same twice: no validator, nothing kept. */
async function retell(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const plan = planFromQuery(validateQuery(planQuery, req.url));
  negotiate(req, ["application/json"]);
  res.set("Cache-Control", "no-store").vary("Accept");
  const signal = clientSignal(res);
  const timings = startTimings();
  const { run } = await deps.runPlan(plan, { signal });
  timings.mark("run");
  const { text, facts } = await deps.tasks.perform("story", { run }, { signal });
  timings.mark("explain");
  const told = await deps.interpreter.retell({ text, facts, signal });
  timings.mark("retell");
  timings.tell(res);
  res.json({
    ...identity(deps),
    plan,
    story: { text, facts: { ...facts } },
    told,
    links: planLinks(plan),
  } satisfies AnswerOf<typeof toldAnswer>);
}
