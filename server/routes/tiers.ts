import type { Request, Response } from "express";
import { z } from "zod";
import type { Progress } from "../../tiering/index.ts";
import { answerUnchanged, identity } from "../answers/identity.ts";
import { planLinks } from "../answers/links.ts";
import { tellPlan } from "../answers/plan-headers.ts";
import type { AppDeps } from "../deps.ts";
import { negotiate } from "../negotiation.ts";
import type { Resource } from "../resource.ts";
import type { AnswerOf } from "../schemas/answer-of.ts";
import { identityShape, linksSchema, movedSchema, summarySchema } from "../schemas/answers.ts";
import { csvShape } from "../schemas/csv.ts";
import { planFromQuery, planToQuery } from "../schemas/plan.ts";
import { numberParameter, planQuery, proveParameter } from "../schemas/query.ts";
import { validateQuery } from "../schemas/validate.ts";
import { clientSignal } from "../stream/client.ts";
import { csvEncoding, sendCsv } from "../stream/csv.ts";
import { streamRun } from "../stream/events.ts";
import { csvForm, tiersCsv } from "../stream/tiers-csv.ts";
import { startTimings } from "../timings.ts";

const csvTiersQuery = planQuery.extend({ ...csvShape, prove: proveParameter.optional() });

const summaryQuery = planQuery.extend({
  prove: proveParameter.optional(),
  offset: numberParameter(z.int().min(0)).default(0).describe("First moved account to list."),
  limit: numberParameter(z.int().min(0).max(1_000)).default(100).describe("Most moved accounts to list."),
});

const summaryAnswer = z
  .object({
    ...identityShape,
    summary: summarySchema,
    moved: z.object({ total: z.int(), offset: z.int(), accounts: z.array(movedSchema) }),
    links: linksSchema.nullable(),
  })
  .meta({ id: "TiersAnswer" });

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
        async handle(req, res) {
          const { columns, delimiter, bom, prove, ...asked } = validateQuery(csvTiersQuery, req.url);
          negotiate(req, ["text/csv"]);
          const plan = planFromQuery(asked);
          const form = csvForm({ columns, delimiter, bom }, deps.book);
          const query = `${planToQuery(plan)} ${prove} ${JSON.stringify(form)}`;
          if (answerUnchanged(req, res, deps, { form: `csv ${csvEncoding(req)}`, query })) return;
          const timings = startTimings();
          const result = await deps.runPlan(plan, { prove, signal: clientSignal(res) });
          timings.mark("run");
          tellPlan(res, deps, { plan, prove });
          timings.tell(res);
          await sendCsv(req, res, tiersCsv(deps.book, result, form));
        },
      },
    },
    {
      path: "/v1/tiers",
      get: {
        summary: "What a plan changes: KPI lift, migration, rules, moved accounts",
        query: summaryQuery,
        content: { "application/json": summaryAnswer, "text/event-stream": null },
        problems: [422, 503],
        handle: (req, res) => summary(deps, req, res),
      },
    },
  ];
}

async function summary(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { offset, limit, prove, ...asked } = validateQuery(summaryQuery, req.url);
  const wanted = negotiate(req, ["application/json", "text/event-stream"]);
  const plan = planFromQuery(asked);
  const signal = clientSignal(res);
  const timings = startTimings();
  const work = async (onProgress?: (progress: Progress) => void) => {
    const { run, summary } = await deps.runPlan(plan, { prove, signal, onProgress });
    timings.mark("run");
    // The page follows a slider with limit=0: it wants the summary alone, as soon as it is there.
    const page =
      limit === 0
        ? { total: summary.moved.count, accounts: [] }
        : await deps.tasks.perform("moved", { run, offset, limit }, { signal });
    timings.mark("page");
    return {
      ...identity(deps),
      summary,
      moved: { offset, ...page },
      links: planLinks(plan, prove),
    } satisfies AnswerOf<typeof summaryAnswer>;
  };
  if (wanted === "text/event-stream") {
    res.vary("Accept");
    await streamRun(req, res, { plan: { ...identity(deps), plan, links: planLinks(plan, prove) }, work });
    return;
  }
  const query = `${planToQuery(plan)}&prove=${prove}&offset=${offset}&limit=${limit}`;
  if (answerUnchanged(req, res, deps, { form: "json", query })) return;
  const answer = await work();
  timings.tell(res);
  res.json(answer);
}
