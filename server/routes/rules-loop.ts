import type { Request, Response } from "express";
import { z } from "zod";
import { explanationShape } from "../answers/explain.ts";
import { answerUnchanged, identity } from "../answers/identity.ts";
import { planLinks } from "../answers/links.ts";
import type { AppDeps } from "../deps.ts";
import { negotiate } from "../negotiation.ts";
import type { Resource } from "../resource.ts";
import type { AnswerOf } from "../schemas/answer-of.ts";
import { planFromQuery, planToQuery } from "../schemas/plan.ts";
import { csvLoopQuery, loopQuery, loopSchema } from "../schemas/rules-loop.ts";
import { validateQuery } from "../schemas/validate.ts";
import { clientSignal } from "../stream/client.ts";
import { csvEncoding, sendCsv } from "../stream/csv.ts";
import { type StreamedRun, streamRun } from "../stream/events.ts";
import { csvForm, tiersCsv } from "../stream/tiers-csv.ts";
import { startTimings } from "../timings.ts";

const loopAnswer = z.object({ ...explanationShape, loop: loopSchema }).meta({ id: "RulesLoopAnswer" });

/** Tiers that agree better with their own rules, and what that costs. */
export function rulesLoopRoutes(deps: AppDeps): Resource[] {
  return [
    {
      path: "/v1/rules/loop",
      get: {
        summary: "Agreement with the rules against composite: how explainable tiers can be, at which cost",
        query: loopQuery,
        content: { "application/json": loopAnswer, "text/event-stream": null },
        problems: [422, 503],
        handle: (req, res) => report(deps, req, res),
      },
    },
    {
      path: "/v1/rules/loop.csv",
      get: {
        summary: "The tiers of one choice between composite and agreement, as CSV",
        query: csvLoopQuery,
        content: { "text/csv": null },
        problems: [422, 503],
        handle: (req, res) => download(deps, req, res),
      },
    },
  ];
}

async function report(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { kind, ...asked } = validateQuery(loopQuery, req.url);
  const wanted = negotiate(req, ["application/json", "text/event-stream"]);
  const plan = planFromQuery(asked);
  const spelled = planToQuery(plan);
  spelled.delete("method");
  const query = `${spelled}&kind=${kind}`;
  const about = { ...identity(deps), plan, links: planLinks(plan) };
  const signal = clientSignal(res);
  const timings = startTimings();
  const work: StreamedRun["work"] = async (onProgress) => {
    const { loop } = await deps.closeLoop(plan, kind, { signal, onProgress });
    timings.mark("loop");
    const choices = loop.choices.map((choice) => ({
      ...choice,
      csv: `/v1/rules/loop.csv?${query}&reward=${choice.reward}`,
    }));
    return { ...about, loop: { ...loop, choices } } satisfies AnswerOf<typeof loopAnswer>;
  };
  if (wanted === "text/event-stream") {
    await streamRun(req, res.vary("Accept"), { plan: about, work });
    return;
  }
  if (answerUnchanged(req, res, deps, { form: "json", query })) return;
  const answer = await work();
  timings.tell(res);
  res.json(answer);
}

async function download(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { columns, delimiter, bom, kind, reward, ...asked } = validateQuery(csvLoopQuery, req.url);
  negotiate(req, ["text/csv"]);
  const plan = planFromQuery(asked);
  const form = csvForm({ columns, delimiter, bom }, deps.book);
  const query = `${planToQuery(plan)} ${kind} ${reward} ${JSON.stringify(form)}`;
  if (answerUnchanged(req, res, deps, { form: `csv ${csvEncoding(req)}`, query })) return;
  const timings = startTimings();
  const { loop, results } = await deps.closeLoop(plan, kind, { signal: clientSignal(res) });
  timings.mark("loop");
  timings.tell(res);
  const at = loop.choices.findIndex((choice) => choice.reward === reward);
  await sendCsv(req, res, tiersCsv(deps.book, results[at]!, form));
}
