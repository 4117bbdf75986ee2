import type { AnswerOf } from "../../contract/answer-of.ts";
import { compareAnswer, compareQuery } from "../../contract/compare.ts";
import { planWithin } from "../../contract/versus.ts";
import { comparePlans } from "../../service/compare-plans.ts";
import { identityOf, type Service } from "../../service/service.ts";
import { operation } from "../operations/operation.ts";

/** Methods and segmentations, or any plans, side by side. */
export function compareOperations(service: Service) {
  return [
    operation({
      method: "get",
      path: "/v1/compare",
      role: "viewer",
      cost: "heavy",
      summary: "Every method and any segmentations under one plan, or several plans, side by side",
      query: compareQuery,
      problems: [422, 429, 503],
      open: ({ query: { run } }) => ({
        state: { plans: run?.map((query) => planWithin("run", query)) ?? null },
      }),
      about: ({ plan, plans }) => ({ plans: plans ?? [plan] }),
      answers: {
        "application/json": {
          schema: compareAnswer,
          async make({ plan, plans, query: { segmentation: list = [] } }, work) {
            const scenarios = plans && (await comparePlans(service, plans, work));
            const comparison = plans ? null : await service.find("compare", { plan, list }, work);
            return { ...identityOf(service), comparison, scenarios } satisfies AnswerOf<typeof compareAnswer>;
          },
        },
      },
    }),
  ];
}
