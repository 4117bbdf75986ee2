import type { Request, Response } from "express";
import { z } from "zod";
import { answerReport } from "../answers/deterministic.ts";
import { explanationShape } from "../answers/explain.ts";
import { identity } from "../answers/identity.ts";
import { planLinks } from "../answers/links.ts";
import type { AppDeps } from "../deps.ts";
import type { Resource } from "../resource.ts";
import type { AnswerOf } from "../schemas/answer-of.ts";
import { frontierQuery, frontierSchema } from "../schemas/frontier.ts";
import { planFromQuery, planToQuery } from "../schemas/plan.ts";
import { validateQuery } from "../schemas/validate.ts";

const frontierAnswer = z
  .object({ ...explanationShape, frontier: frontierSchema })
  .meta({ id: "FrontierAnswer" });

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
