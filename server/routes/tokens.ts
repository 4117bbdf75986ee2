import type { AnswerOf } from "../../contract/answer-of.ts";
import { noQuery } from "../../contract/parameters.ts";
import { tokensAnswer } from "../../contract/tokens.ts";
import type { Access } from "../../service/access/access.ts";
import type { ModelBudgets } from "../../service/limits/model-budgets.ts";
import { operation } from "../operations/operation.ts";

/** The tokens of a workspace, for whoever keeps them: never what they are. */
export function tokenOperations({ tokens }: Access, budgets: ModelBudgets) {
  return [
    operation({
      method: "get",
      path: "/v1/tokens",
      role: "admin",
      cost: "cheap",
      summary: "The tokens of your workspace: names, roles, ends, and what they spent today",
      query: noQuery,
      stable: false,
      answers: {
        "application/json": {
          schema: tokensAnswer,
          make: (_call, { caller }) =>
            ({
              tokens: tokens.list(caller.workspace).map(({ name, role, workspace, expires }) => ({
                name,
                role,
                workspace,
                expires: expires === null ? null : new Date(expires).toISOString(),
                expired: expires !== null && expires <= Date.now(),
                modelTokensToday: budgets.of(`${workspace}/${name}`).used(),
              })),
            }) satisfies AnswerOf<typeof tokensAnswer>,
        },
      },
    }),
  ];
}
