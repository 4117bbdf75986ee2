import type { Request, Response } from "express";
import type { AnswerOf } from "../../contract/answer-of.ts";
import { planFromQuery, planToQuery } from "../../contract/plan-query.ts";
import { csvLoopQuery, loopAnswer, loopQuery } from "../../contract/rules-loop.ts";
import { validateQuery } from "../../contract/validate.ts";
import { answerCsv, answerReport } from "../answers/deterministic.ts";
import { identity } from "../answers/identity.ts";
import { planLinks } from "../answers/links.ts";
import type { AppDeps } from "../deps.ts";
import type { Resource } from "../resource.ts";
import { tiersCsv } from "../stream/tiers-csv.ts";

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
  const plan = planFromQuery(asked);
  const spelled = planToQuery(plan);
  spelled.delete("method");
  const query = `${spelled}&kind=${kind}`;
  const about = { plan, links: planLinks(plan) };
  await answerReport(deps, req, res, {
    query,
    about,
    async work(job) {
      const { loop } = await deps.closeLoop(plan, kind, job);
      const choices = loop.choices.map((choice) => ({
        ...choice,
        csv: `/v1/rules/loop.csv?${query}&reward=${choice.reward}`,
      }));
      return { ...identity(deps), ...about, loop: { ...loop, choices } } satisfies AnswerOf<
        typeof loopAnswer
      >;
    },
  });
}

async function download(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { columns, delimiter, bom, kind, reward, ...asked } = validateQuery(csvLoopQuery, req.url);
  const plan = planFromQuery(asked);
  await answerCsv(deps, req, res, {
    query: `${planToQuery(plan)} ${kind} ${reward}`,
    csv: { columns, delimiter, bom },
    async work(form, job) {
      const { loop, results } = await deps.closeLoop(plan, kind, job);
      const at = loop.choices.findIndex((choice) => choice.reward === reward);
      return tiersCsv(deps.book, results[at]!, form);
    },
  });
}
