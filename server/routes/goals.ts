import type { Request, Response } from "express";
import type { AnswerOf } from "../../contract/answer-of.ts";
import { csvGoalQuery, goalAnswer, goalQuery, goalToQuery } from "../../contract/goal.ts";
import { planFromQuery } from "../../contract/plan-query.ts";
import { validateQuery } from "../../contract/validate.ts";
import { answerCsv, answerReport } from "../answers/deterministic.ts";
import { identity } from "../answers/identity.ts";
import type { AppDeps } from "../deps.ts";
import type { Resource } from "../resource.ts";
import { tiersCsv } from "../stream/tiers-csv.ts";

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
  const plan = planFromQuery(asked);
  const goal = { kpi, atLeast };
  const query = goalToQuery(plan, goal).toString();
  const links = { csv: `/v1/goals.csv?${query}` };
  await answerReport(deps, req, res, {
    query,
    about: { plan, goal, links },
    async work(job) {
      const { found, summary } = await deps.seekGoal(plan, goal, job);
      return { ...identity(deps), goal: found, summary, links } satisfies AnswerOf<typeof goalAnswer>;
    },
  });
}

async function download(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { columns, delimiter, bom, kpi, atLeast, ...asked } = validateQuery(csvGoalQuery, req.url);
  const plan = planFromQuery(asked);
  const goal = { kpi, atLeast };
  await answerCsv(deps, req, res, {
    query: goalToQuery(plan, goal).toString(),
    csv: { columns, delimiter, bom },
    work: async (form, job) => tiersCsv(deps.book, await deps.seekGoal(plan, goal, job), form),
  });
}
