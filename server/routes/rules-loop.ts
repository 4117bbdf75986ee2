import type { AnswerOf } from "../../contract/answer-of.ts";
import { csvLoopQuery, loopAnswer, loopQuery } from "../../contract/rules-loop.ts";
import { outOfTime } from "../../service/errors.ts";
import { planFacts } from "../../service/links.ts";
import { identityOf, type Service } from "../../service/service.ts";
import { csvForm, tiersCsv } from "../../service/tiers-csv.ts";
import { operation } from "../operations/operation.ts";

/** Tiers that agree better with their own rules, and what that costs. */
export function rulesLoopOperations(service: Service) {
  return [
    operation({
      method: "get",
      path: "/v1/rules/loop",
      role: "viewer",
      cost: "heavy",
      summary: "Agreement with the rules against composite: how explainable tiers can be, at which cost",
      query: loopQuery,
      problems: [422, 429, 503],
      about: ({ plan }) => planFacts(plan),
      answers: {
        "application/json": {
          schema: loopAnswer,
          async make({ plan, query: { kind }, spelled }, work) {
            const { loop } = await service.findOfRun("loop", plan, { kind }, work);
            const choices = loop.choices.map((choice) => ({
              ...choice,
              csv: `/v1/rules/loop.csv?${spelled}&reward=${choice.reward}`,
            }));
            return {
              ...identityOf(service),
              ...planFacts(plan),
              loop: { ...loop, choices },
            } satisfies AnswerOf<typeof loopAnswer>;
          },
        },
      },
    }),
    operation({
      method: "get",
      path: "/v1/rules/loop.csv",
      role: "viewer",
      cost: "heavy",
      summary: "The tiers of one choice between composite and agreement, as CSV",
      query: csvLoopQuery,
      problems: [422, 429, 503],
      answers: {
        async "text/csv"({ plan, query: { kind, reward, ...csv } }, work) {
          const form = csvForm(csv, service.book);
          const { loop, results, stopped } = await service.findOfRun("loop", plan, { kind }, work);
          const at = loop.choices.findIndex((choice) => choice.reward === reward);
          const chosen = results[at];
          if (chosen === undefined) throw outOfTime(stopped);
          return tiersCsv(service.book, chosen, form);
        },
      },
    }),
  ];
}
