import type { AnswerOf } from "../../contract/answer-of.ts";
import { csvGoalQuery, goalAnswer, goalQuery } from "../../contract/goal.ts";
import { identityOf, type Service } from "../../service/service.ts";
import { csvForm, tiersCsv } from "../../service/tiers-csv.ts";
import { operation } from "../operations/operation.ts";

/** A KPI that is to reach a value, with the fewest moves. */
export function goalOperations(service: Service) {
  const links = (spelled: string) => ({ csv: `/v1/goals.csv?${spelled}` });
  return [
    operation({
      method: "get",
      path: "/v1/goals",
      role: "viewer",
      cost: "heavy",
      summary: "The fewest moves that bring a KPI to a value",
      query: goalQuery,
      problems: [422, 429, 503],
      about: ({ plan, query: goal, spelled }) => ({ plan, goal, links: links(spelled) }),
      answers: {
        "application/json": {
          schema: goalAnswer,
          async make({ plan, query: goal, spelled }, work) {
            const { found, summary } = await service.find("goal", { plan, goal }, work);
            return {
              ...identityOf(service),
              goal: found,
              summary,
              links: links(spelled),
            } satisfies AnswerOf<typeof goalAnswer>;
          },
        },
      },
    }),
    operation({
      method: "get",
      path: "/v1/goals.csv",
      role: "viewer",
      cost: "heavy",
      summary: "The tiers that reach a goal, as CSV",
      query: csvGoalQuery,
      problems: [422, 429, 503],
      answers: {
        async "text/csv"({ plan, query: { kpi, atLeast, ...csv } }, work) {
          const form = csvForm(csv, service.book);
          const goal = { kpi, atLeast };
          return tiersCsv(service.book, await service.find("goal", { plan, goal }, work), form);
        },
      },
    }),
  ];
}
