import type { Request, Response } from "express";
import type { AnswerOf } from "../../contract/answer-of.ts";
import { planFromQuery, planToQuery } from "../../contract/plan-query.ts";
import { stabilityAnswer, stabilityQuery } from "../../contract/stability.ts";
import { validateQuery } from "../../contract/validate.ts";
import { accountId, SIGNALS, type Signal, type WeightStability } from "../../tiering/index.ts";
import { answerReport } from "../answers/deterministic.ts";
import { identity } from "../answers/identity.ts";
import { planLinks } from "../answers/links.ts";
import type { AppDeps } from "../deps.ts";
import type { Resource } from "../resource.ts";

/** How firmly each move stands. */
export function stabilityRoute(deps: AppDeps): Resource {
  return {
    path: "/v1/stability",
    get: {
      summary: "For each move, over which range of each weight it stands",
      query: stabilityQuery,
      content: { "application/json": stabilityAnswer, "text/event-stream": null },
      problems: [422, 503],
      handle: (req, res) => report(deps, req, res),
    },
  };
}

async function report(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { offset, limit, ...asked } = validateQuery(stabilityQuery, req.url);
  const plan = planFromQuery(asked);
  const about = { plan, links: planLinks(plan) };
  await answerReport(deps, req, res, {
    query: `${planToQuery(plan)}&offset=${offset}&limit=${limit}`,
    about,
    async work(job) {
      const { run } = await deps.runPlan(plan, job);
      const judged = await deps.tasks.perform("stability", { run }, job);
      const stability = judged && {
        surviving: judged.surviving,
        bySignal: judged.bySignal,
        total: judged.moves,
        offset,
        moves: listMoves(deps, run.tiers, judged, { from: offset, to: offset + limit }),
      };
      return { ...identity(deps), ...about, stability } satisfies AnswerOf<typeof stabilityAnswer>;
    },
  });
}

function listMoves(
  { book }: AppDeps,
  tiers: Uint8Array,
  { accounts, ranges }: WeightStability,
  { from, to }: { readonly from: number; readonly to: number },
) {
  const page = [...accounts.subarray(from, to)];
  return page.map((i, at) => {
    const rangeOf = (signal: Signal): [number, number] => [
      ranges[signal].low[from + at]!,
      ranges[signal].high[from + at]!,
    ];
    return {
      id: accountId(book, i),
      previousTier: book.tierNames[book.tier[i]!]!,
      tier: book.tierNames[tiers[i]!]!,
      ranges: Object.fromEntries(SIGNALS.map((signal) => [signal, rangeOf(signal)])) as Record<
        Signal,
        [number, number]
      >,
    };
  });
}
