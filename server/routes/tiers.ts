import type { Request, Response } from "express";
import type { AnswerOf } from "../../contract/answer-of.ts";
import { planFromQuery, planToQuery } from "../../contract/plan-query.ts";
import { csvTiersQuery, tiersAnswer, tiersQuery } from "../../contract/tiers.ts";
import { validateQuery } from "../../contract/validate.ts";
import { answerCsv, answerReport } from "../answers/deterministic.ts";
import { identity } from "../answers/identity.ts";
import { planLinks } from "../answers/links.ts";
import { tellPlan } from "../answers/plan-headers.ts";
import type { AppDeps } from "../deps.ts";
import type { Resource } from "../resource.ts";
import { tiersCsv } from "../stream/tiers-csv.ts";

/** The tiers of a plan, as CSV and as a report: pure functions of the query and the book. */
export function tiersRoutes(deps: AppDeps): Resource[] {
  return [
    {
      path: "/v1/tiers.csv",
      get: {
        summary: "The refreshed tiers of a plan as CSV",
        query: csvTiersQuery,
        content: { "text/csv": null },
        problems: [422, 503],
        handle: (req, res) => download(deps, req, res),
      },
    },
    {
      path: "/v1/tiers",
      get: {
        summary: "What a plan changes: KPI lift, migration, rules, moved accounts",
        query: tiersQuery,
        content: { "application/json": tiersAnswer, "text/event-stream": null },
        problems: [422, 503],
        handle: (req, res) => report(deps, req, res),
      },
    },
  ];
}

async function download(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { columns, delimiter, bom, prove, ...asked } = validateQuery(csvTiersQuery, req.url);
  const plan = planFromQuery(asked);
  await answerCsv(deps, req, res, {
    query: `${planToQuery(plan)} ${prove}`,
    csv: { columns, delimiter, bom },
    async work(form, job) {
      const result = await deps.runPlan(plan, { prove, ...job });
      tellPlan(res, deps, { plan, prove });
      return tiersCsv(deps.book, result, form);
    },
  });
}

async function report(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { offset, limit, prove, stability, ...asked } = validateQuery(tiersQuery, req.url);
  const plan = planFromQuery(asked);
  const links = planLinks(plan, prove);
  await answerReport(deps, req, res, {
    query: `${planToQuery(plan)}&prove=${prove}&stability=${stability}&offset=${offset}&limit=${limit}`,
    about: { plan, links },
    async work(job) {
      const { run, summary } = await deps.runPlan(plan, { prove, stability, ...job });
      // The page follows a slider with limit=0: it wants the summary alone, as soon as it is there.
      const page =
        limit === 0
          ? { total: summary.moved?.count ?? 0, accounts: [] }
          : await deps.tasks.perform("moved", { run, offset, limit }, job);
      const moved = { offset, ...page };
      return { ...identity(deps), summary, moved, links } satisfies AnswerOf<typeof tiersAnswer>;
    },
  });
}
