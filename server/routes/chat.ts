import type { Request, Response } from "express";
import type { AnswerOf } from "../../contract/answer-of.ts";
import { chatAnswer, chatBody, chatQuery } from "../../contract/chat.ts";
import { planFromQuery } from "../../contract/plan-query.ts";
import type { Question } from "../../contract/question.ts";
import { validateBody, validateQuery } from "../../contract/validate.ts";
import { readConversation } from "../../prompts/index.ts";
import { canonicalPolicy } from "../../tiering/index.ts";
import { adviseOnBudget } from "../answers/advice.ts";
import { type AskAnswer, answerAsk } from "../answers/ask.ts";
import { tellPlan } from "../answers/plan-headers.ts";
import { understoodJson } from "../answers/understood.ts";
import type { AppDeps } from "../deps.ts";
import { negotiate } from "../negotiation.ts";
import type { Resource } from "../resource.ts";
import { understand, type Wish } from "../story.ts";
import { clientSignal } from "../stream/client.ts";
import { sendCsv } from "../stream/csv.ts";
import { type StreamedRun, streamRun } from "../stream/events.ts";
import { csvForm, tiersCsv } from "../stream/tiers-csv.ts";
import { startTimings } from "../timings.ts";
import type { JobOptions } from "../worker/pool.ts";

/** Words in, their meaning carried out. */
export function chatRoute(deps: AppDeps): Resource {
  return {
    path: "/v1/chat",
    post: {
      summary: "Say what matters, get the book re-tiered",
      description:
        "Accept text/csv (the default) for the refreshed tiers, application/json for the report, text/event-stream for plan, progress, result and error events. Small talk is answered as JSON with method none, whatever was accepted; so is a question, unless events were.",
      query: chatQuery,
      body: chatBody,
      content: { "text/csv": null, "application/json": chatAnswer, "text/event-stream": null },
      problems: [413, 415, 422, 502, 503],
      handle: (req, res) => chat(deps, req, res),
    },
  };
}

async function chat(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { prove, ...csv } = validateQuery(chatQuery, req.url);
  const form = csvForm(csv, deps.book);
  const wanted = negotiate(req, ["text/csv", "application/json", "text/event-stream"]);
  const wish = validateBody(chatBody, req.body);
  res.set("Cache-Control", "no-store").vary("Accept").vary("Accept-Encoding");
  const signal = clientSignal(res);
  const timings = startTimings();

  const understood = await understand(deps.interpreter, wish, signal);
  timings.mark("interpret");
  const { plan, interpretation } = understood;
  const told = understoodJson(deps, req, understood, prove);
  const send = async (form: string, work: StreamedRun["work"]) => {
    if (form === "text/event-stream") {
      timings.tell(res);
      await streamRun(req, res, { plan: told, work });
      return;
    }
    const answer = await work();
    timings.tell(res);
    res.json(answer);
  };
  if (plan === null) {
    const { ask } = interpretation;
    const reply: StreamedRun["work"] = async (onProgress) => {
      const answer = ask && (await answerQuestion(deps, { wish, ask }, { signal, onProgress }));
      timings.mark("answer");
      return { ...told, summary: null, advice: null, answer } satisfies AnswerOf<typeof chatAnswer>;
    };
    await send(ask === null ? "application/json" : wanted, reply);
    return;
  }

  tellPlan(res, deps, { plan, prove, interpretation });
  if (wanted === "text/csv") {
    const result = await deps.runPlan(plan, { prove, signal });
    timings.mark("run");
    timings.tell(res);
    await sendCsv(req, res, tiersCsv(deps.book, result, form));
    return;
  }

  const work: StreamedRun["work"] = async (onProgress) => {
    const result = await deps.runPlan(plan, { prove, signal, onProgress });
    timings.mark("run");
    const advice = await adviseOnBudget(deps.runPlan, { plan, result }, { signal, onProgress });
    timings.mark("advice");
    return { ...told, summary: result.summary, advice, answer: null } satisfies AnswerOf<typeof chatAnswer>;
  };
  await send(wanted, work);
}

/** What is asked beside a run is asked of the plan in force, or of the default plan before the first. */
function answerQuestion(
  deps: AppDeps,
  { wish, ask }: { readonly wish: Wish; readonly ask: Question },
  job: JobOptions,
): Promise<AskAnswer | null> {
  const plan = readConversation(wish.history).current ?? planFromQuery({});
  const policy = canonicalPolicy({ ...plan.policy, ...wish.policy });
  return answerAsk(deps, { ask, plan: { ...plan, policy } }, job);
}
