import type { AnswerOf } from "../../contract/answer-of.ts";
import { moversAnswer, moversQuery } from "../../contract/movers.ts";
import { versusPlan } from "../../contract/versus.ts";
import { planFacts } from "../../service/links.ts";
import { identityOf, type Service } from "../../service/service.ts";
import { operation } from "../operations/operation.ts";

/** Who moves, in all and by a column. */
export function moverOperations(service: Service) {
  return [
    operation({
      method: "get",
      path: "/v1/movers",
      role: "viewer",
      cost: "cheap",
      summary: "Who moves up and down: accounts, revenue and potential, by the values of a column",
      query: moversQuery,
      problems: [422, 429, 503],
      open: ({ query: { versus } }) => ({ state: { before: versusPlan(versus) } }),
      about: ({ plan }) => planFacts(plan),
      answers: {
        "application/json": {
          schema: moversAnswer,
          async make({ plan, before, query: { versus: _, ...query } }, work) {
            const movers = await service.findOfRun("movers", plan, { query }, { ...work, before });
            return { ...identityOf(service), ...planFacts(plan), movers } satisfies AnswerOf<
              typeof moversAnswer
            >;
          },
        },
      },
    }),
  ];
}
