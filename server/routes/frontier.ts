import type { AnswerOf } from "../../contract/answer-of.ts";
import { frontierAnswer, frontierQuery } from "../../contract/frontier.ts";
import { planFacts } from "../../service/links.ts";
import { identityOf, type Service } from "../../service/service.ts";
import { operation } from "../operations/operation.ts";

/** How much each further share of moved accounts brings. */
export function frontierOperations(service: Service) {
  return [
    operation({
      method: "get",
      path: "/v1/frontier",
      role: "viewer",
      cost: "heavy",
      summary: "The disruption frontier: KPIs as a function of the share of accounts moved",
      query: frontierQuery,
      problems: [422, 429, 503],
      about: ({ plan }) => planFacts(plan),
      answers: {
        "application/json": {
          schema: frontierAnswer,
          async make({ plan, query: { points } }, work) {
            const frontier = await service.find("frontier", { plan, points }, work);
            return { ...identityOf(service), ...planFacts(plan), frontier } satisfies AnswerOf<
              typeof frontierAnswer
            >;
          },
        },
      },
    }),
  ];
}
