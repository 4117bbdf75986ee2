import type { Request, Response } from "express";
import { z } from "zod";
import { explanationShape } from "../answers/explain.ts";
import { answerUnchanged, identity } from "../answers/identity.ts";
import { planLinks } from "../answers/links.ts";
import type { AppDeps } from "../deps.ts";
import { negotiate } from "../negotiation.ts";
import type { Resource } from "../resource.ts";
import type { AnswerOf } from "../schemas/answer-of.ts";
import { frontierQuery, frontierSchema } from "../schemas/frontier.ts";
import { planFromQuery, planToQuery } from "../schemas/plan.ts";
import { validateQuery } from "../schemas/validate.ts";
import { clientSignal } from "../stream/client.ts";
import { type StreamedRun, streamRun } from "../stream/events.ts";
import { startTimings } from "../timings.ts";

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
  const wanted = negotiate(req, ["application/json", "text/event-stream"]);
  const plan = planFromQuery(asked);
  const about = { ...identity(deps), plan, links: planLinks(plan) };
  const signal = clientSignal(res);
  const timings = startTimings();
  const work: StreamedRun["work"] = async (onProgress) => {
    const frontier = await deps.findFrontier(plan, points, { signal, onProgress });
    timings.mark("frontier");
    return { ...about, frontier } satisfies AnswerOf<typeof frontierAnswer>;
  };
  if (wanted === "text/event-stream") {
    await streamRun(req, res.vary("Accept"), { plan: about, work });
    return;
  }
  if (answerUnchanged(req, res, deps, { form: "json", query: `${planToQuery(plan)} ${points}` })) return;
  const answer = await work();
  timings.tell(res);
  res.json(answer);
}
