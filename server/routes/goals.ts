import type { Request, Response } from "express";
import { z } from "zod";
import { answerUnchanged, identity } from "../answers/identity.ts";
import type { AppDeps } from "../deps.ts";
import { negotiate } from "../negotiation.ts";
import type { Resource } from "../resource.ts";
import type { AnswerOf } from "../schemas/answer-of.ts";
import { identityShape, summarySchema } from "../schemas/answers.ts";
import { csvShape } from "../schemas/csv.ts";
import { goalQuery, goalSchema } from "../schemas/frontier.ts";
import { planFromQuery, planToQuery } from "../schemas/plan.ts";
import { validateQuery } from "../schemas/validate.ts";
import { clientSignal } from "../stream/client.ts";
import { csvEncoding, sendCsv } from "../stream/csv.ts";
import { type StreamedRun, streamRun } from "../stream/events.ts";
import { csvForm, tiersCsv } from "../stream/tiers-csv.ts";
import { startTimings } from "../timings.ts";

const csvGoalQuery = goalQuery.extend(csvShape);
const goalAnswer = z
  .object({
    ...identityShape,
    goal: goalSchema,
    summary: summarySchema,
    links: z.object({ csv: z.string() }),
  })
  .meta({ id: "GoalAnswer" });

/** A KPI that is to reach a value, with the fewest moves. */
export function goalsRoutes(deps: AppDeps): Resource[] {
  return [
    {
      path: "/v1/goals",
      get: {
        summary: "The fewest moves that bring a KPI to a value",
        query: goalQuery,
        content: { "application/json": goalAnswer, "text/event-stream": null },
        problems: [422, 503],
        handle: (req, res) => report(deps, req, res),
      },
    },
    {
      path: "/v1/goals.csv",
      get: {
        summary: "The tiers that reach a goal, as CSV",
        query: csvGoalQuery,
        content: { "text/csv": null },
        problems: [422, 503],
        handle: (req, res) => download(deps, req, res),
      },
    },
  ];
}

async function report(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { kpi, atLeast, ...asked } = validateQuery(goalQuery, req.url);
  const wanted = negotiate(req, ["application/json", "text/event-stream"]);
  const plan = planFromQuery(asked);
  const goal = { kpi, atLeast };
  const query = `${planToQuery(plan)}&kpi=${kpi}&atLeast=${atLeast}`;
  const links = { csv: `/v1/goals.csv?${query.replace("method=hybrid&", "")}` };
  const signal = clientSignal(res);
  const timings = startTimings();
  const work: StreamedRun["work"] = async (onProgress) => {
    const { found, summary } = await deps.seekGoal(plan, goal, { signal, onProgress });
    timings.mark("goal");
    return { ...identity(deps), goal: found, summary, links } satisfies AnswerOf<typeof goalAnswer>;
  };
  if (wanted === "text/event-stream") {
    await streamRun(req, res.vary("Accept"), { plan: { ...identity(deps), plan, goal, links }, work });
    return;
  }
  if (answerUnchanged(req, res, deps, { form: "json", query })) return;
  const answer = await work();
  timings.tell(res);
  res.json(answer);
}

async function download(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { columns, delimiter, bom, kpi, atLeast, ...asked } = validateQuery(csvGoalQuery, req.url);
  negotiate(req, ["text/csv"]);
  const plan = planFromQuery(asked);
  const form = csvForm({ columns, delimiter, bom }, deps.book);
  const query = `${planToQuery(plan)} ${kpi} ${atLeast} ${JSON.stringify(form)}`;
  if (answerUnchanged(req, res, deps, { form: `csv ${csvEncoding(req)}`, query })) return;
  const timings = startTimings();
  const outcome = await deps.seekGoal(plan, { kpi, atLeast }, { signal: clientSignal(res) });
  timings.mark("goal");
  timings.tell(res);
  await sendCsv(req, res, tiersCsv(deps.book, outcome, form));
}
