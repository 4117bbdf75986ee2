import type { AnswerOf } from "../../contract/answer-of.ts";
import { csvTiersQuery, tiersAnswer, tiersQuery } from "../../contract/tiers.ts";
import { planLinks } from "../../service/links.ts";
import { identityOf, type Service } from "../../service/service.ts";
import { csvForm, tiersCsv, tiersXlsx } from "../../service/tiers-csv.ts";
import { operation, XLSX } from "../operations/operation.ts";
import { planHeaders } from "../plan-headers.ts";

/** The tiers of a plan, as CSV and as a report: pure functions of the query and the book. */
export function tiersOperations(service: Service) {
  return [
    operation({
      method: "get",
      path: "/v1/tiers.csv",
      role: "viewer",
      cost: ({ query }) => (query.prove === undefined ? "cheap" : "heavy"),
      summary: "The refreshed tiers of a plan as CSV",
      query: csvTiersQuery,
      problems: [422, 429, 503],
      open: ({ plan, query: { prove } }) => ({ headers: planHeaders(service, { plan, prove }) }),
      answers: {
        async "text/csv"({ plan, query: { prove, ...csv } }, work) {
          const form = csvForm(csv, service.book);
          return tiersCsv(service.book, await service.runPlan(plan, { prove, ...work }), form);
        },
      },
    }),
    operation({
      method: "get",
      path: "/v1/tiers.xlsx",
      role: "viewer",
      cost: ({ query }) => (query.prove === undefined ? "cheap" : "heavy"),
      summary: "The refreshed tiers of a plan as a workbook: Summary, Moves, Tiers, Plan",
      query: csvTiersQuery,
      problems: [422, 429, 503],
      open: ({ plan, query: { prove } }) => ({ headers: planHeaders(service, { plan, prove }) }),
      answers: {
        async [XLSX]({ plan, query: { prove, ...csv } }, work) {
          const form = csvForm(csv, service.book);
          return tiersXlsx(service.book, await service.runPlan(plan, { prove, ...work }), form);
        },
      },
    }),
    operation({
      method: "get",
      path: "/v1/tiers",
      role: "viewer",
      cost: ({ query }) => (query.prove === undefined ? "cheap" : "heavy"),
      summary: "What a plan changes: KPI lift, migration, rules, moved accounts",
      query: tiersQuery,
      problems: [422, 429, 503],
      about: ({ plan, query: { prove } }) => ({ plan, links: planLinks(plan, prove) }),
      answers: {
        "application/json": {
          schema: tiersAnswer,
          async make({ plan, query: { offset, limit, prove, stability } }, work) {
            const { summary } = await service.runPlan(plan, { prove, stability, ...work });
            // The page follows a slider with limit=0: it wants the summary alone, as soon as it is there.
            const page =
              limit === 0
                ? { total: summary.moved?.count ?? 0, accounts: [] }
                : await service.findOfRun("moved", plan, { offset, limit }, { prove, stability, ...work });
            return {
              ...identityOf(service),
              summary,
              moved: { offset, ...page },
              links: planLinks(plan, prove),
            } satisfies AnswerOf<typeof tiersAnswer>;
          },
        },
      },
    }),
  ];
}
