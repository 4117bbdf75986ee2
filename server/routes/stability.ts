import type { AnswerOf } from "../../contract/answer-of.ts";
import { stabilityAnswer, stabilityQuery } from "../../contract/stability.ts";
import { planFacts } from "../../service/links.ts";
import { listStability } from "../../service/list-stability.ts";
import { identityOf, type Service } from "../../service/service.ts";
import { operation } from "../operations/operation.ts";

/** How firmly each move stands. */
export function stabilityOperations(service: Service) {
  return [
    operation({
      method: "get",
      path: "/v1/stability",
      role: "viewer",
      cost: "heavy",
      summary: "For each move, over which range of each weight it stands",
      query: stabilityQuery,
      problems: [422, 429, 503],
      about: ({ plan }) => planFacts(plan),
      answers: {
        "application/json": {
          schema: stabilityAnswer,
          async make({ plan, query }, work) {
            const stability = await listStability(service, plan, query, work);
            return { ...identityOf(service), ...planFacts(plan), stability } satisfies AnswerOf<
              typeof stabilityAnswer
            >;
          },
        },
      },
    }),
  ];
}
