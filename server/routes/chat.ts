import type { AnswerOf } from "../../contract/answer-of.ts";
import { chatAnswer, chatQuery, chatTurnBody } from "../../contract/chat.ts";
import { adviseOnBudget } from "../../service/advice.ts";
import { answerQuestion } from "../../service/answer-question.ts";
import { describeInterpretation } from "../../service/describe-interpretation.ts";
import { interpretRequest, planInQuestion } from "../../service/interpret-request.ts";
import type { Service } from "../../service/service.ts";
import { settleInterpreted } from "../../service/settle-holds.ts";
import { csvForm, tiersCsv } from "../../service/tiers-csv.ts";
import { operation } from "../operations/operation.ts";
import { planHeaders } from "../plan-headers.ts";

/** Most bytes of a turn: the sellers of a few thousand, and the words beside them. */
const TURN_LIMIT = 2 ** 20;

/** Words in, their meaning carried out. */
export function chatOperations(service: Service) {
  return [
    operation({
      method: "post",
      path: "/v1/chat",
      role: "analyst",
      cost: "model",
      summary: "Say what matters, get the book re-tiered",
      description:
        "Accept text/csv (the default) for the refreshed tiers, application/json for the report, text/event-stream for plan, progress, result and error events. Small talk is answered as JSON with method none, whatever was accepted; so is a question, unless events were.",
      query: chatQuery,
      body: chatTurnBody,
      bodyLimit: TURN_LIMIT,
      problems: [403, 413, 415, 422, 429, 502, 503],
      async open({ query: { prove, ...csv }, body, origin, wanted }, work) {
        const form = csvForm(csv, service.book);
        const preferred = wanted();
        const read = await interpretRequest(service.interpreter, body, work);
        const interpreted = await settleInterpreted(service.store, read, work.caller.workspace);
        work.mark("interpret");
        const { plan, interpretation } = interpreted;
        const meaning = describeInterpretation(service, interpreted, { origin, prove });
        const spoken = preferred === "text/event-stream" && interpretation.ask !== null;
        return {
          state: { interpreted, meaning, form },
          headers: plan ? planHeaders(service, { plan, prove, interpretation }) : {},
          form: plan || spoken ? preferred : "application/json",
        };
      },
      about: ({ meaning }) => meaning,
      answers: {
        async "text/csv"({ interpreted, query: { prove }, form }, work) {
          return tiersCsv(service.book, await service.runPlan(interpreted.plan!, { ...work, prove }), form);
        },
        "application/json": {
          schema: chatAnswer,
          async make({ interpreted: { plan, interpretation }, meaning, body, query: { prove } }, work) {
            if (plan === null) {
              const question = interpretation.ask;
              const about = { question: question!, plan: planInQuestion(body), coverage: body.coverage };
              const answer = question && (await answerQuestion(service, about, work));
              return { ...meaning, summary: null, advice: null, answer } satisfies AnswerOf<
                typeof chatAnswer
              >;
            }
            const result = await service.runPlan(plan, { ...work, prove });
            work.mark("run");
            const advice = await adviseOnBudget(service.runPlan, { plan, result }, work);
            const { summary } = result;
            const { ask } = interpretation;
            const answer =
              ask && (await answerQuestion(service, { question: ask, plan, coverage: body.coverage }, work));
            return { ...meaning, summary, advice, answer } satisfies AnswerOf<typeof chatAnswer>;
          },
        },
      },
    }),
  ];
}
