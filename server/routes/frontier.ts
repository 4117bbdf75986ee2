import type { Request, Response } from "express";
import type { AnswerOf } from "../../contract/answer-of.ts";
import { frontierAnswer, frontierQuery } from "../../contract/frontier.ts";
import { planFromQuery, planToQuery } from "../../contract/plan-query.ts";
import { validateQuery } from "../../contract/validate.ts";
import { answerReport } from "../answers/deterministic.ts";
import { identity } from "../answers/identity.ts";
import { planLinks } from "../answers/links.ts";
import type { AppDeps } from "../deps.ts";
import type { Resource } from "../resource.ts";

/** How much each further share of moved accounts brings. */
export function frontierRoute(deps: AppDeps): Resource {
  return {
    path: "/v1/frontier",
    get: {
      summary: "The disruption frontier: KPIs as a function of the share of accounts moved",
      query: frontierQuery,
      content: { "application/json": frontierAnswer, "text/event-stream": null },
      problems: [422, 503],
      handle: (req, res) => answerFrontier(deps, req, res),
    },
  };
}

async function answerFrontier(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { points, ...asked } = validateQuery(frontierQuery, req.url);
  const plan = planFromQuery(asked);
  const about = { plan, links: planLinks(plan) };
  await answerReport(deps, req, res, {
    query: `${planToQuery(plan)} ${points}`,
    about,
    async work(job) {
      const frontier = await deps.findFrontier(plan, points, job);
      return { ...identity(deps), ...about, frontier } satisfies AnswerOf<typeof frontierAnswer>;
    },
  });
}
