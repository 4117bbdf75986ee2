import { chatBody, interpretationAnswer } from "../../contract/chat.ts";
import { noQuery } from "../../contract/parameters.ts";
import { describeInterpretation } from "../../service/describe-interpretation.ts";
import { interpretRequest } from "../../service/interpret-request.ts";
import type { Service } from "../../service/service.ts";
import { settleInterpreted } from "../../service/settle-holds.ts";
import { operation } from "../operations/operation.ts";

/** Words to a plan, to be read back before anything runs. */
export function interpretationOperations(service: Service) {
  return [
    operation({
      method: "post",
      path: "/v1/interpretations",
      role: "analyst",
      cost: "model",
      summary: "Words to a plan, without a run",
      query: noQuery,
      body: chatBody,
      problems: [403, 413, 415, 422, 429, 502, 503],
      answers: {
        "application/json": {
          schema: interpretationAnswer,
          async make({ body, origin }, { signal, budget, caller }) {
            const read = await interpretRequest(service.interpreter, body, { signal, budget });
            const interpreted = await settleInterpreted(service.store, read, caller.workspace);
            return describeInterpretation(service, interpreted, { origin });
          },
        },
      },
    }),
  ];
}
