import { z } from "zod";
import type { AnswerOf } from "../../contract/answer-of.ts";
import { noQuery } from "../../contract/parameters.ts";
import { runAnswer } from "../../contract/run.ts";
import { planFacts } from "../../service/links.ts";
import { identityOf, type Service } from "../../service/service.ts";
import { ServerError } from "../errors.ts";
import { operation } from "../operations/operation.ts";

/** Plans that are too long for a header, by the id that stands there in their place. */
export function runOperations(service: Service) {
  return [
    operation({
      method: "get",
      path: "/v1/runs/:id",
      role: "viewer",
      cost: "cheap",
      summary: "The plan of a run that a header names by its id",
      pathParameters: z.object({ id: z.string() }),
      query: noQuery,
      stable: false,
      answers: {
        "application/json": {
          schema: runAnswer,
          make({ path: { id } }) {
            const plan = service.plans.find(id);
            if (plan === null) {
              throw new ServerError("not-found", "No run of that id is remembered; send its request again.");
            }
            return { ...identityOf(service), ...planFacts(plan), run: id } satisfies AnswerOf<
              typeof runAnswer
            >;
          },
        },
      },
    }),
  ];
}
