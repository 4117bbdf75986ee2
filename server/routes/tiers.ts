import { csvTiersQuery, tiersAnswer, tiersQuery } from "../../contract/tiers.ts";
import { planLinks } from "../../service/links.ts";
import type { Service } from "../../service/service.ts";
import { csvForm, tiersCsv, tiersXlsx } from "../../service/tiers-csv.ts";
import { tiersReport } from "../../service/tiers-report.ts";
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
          make: ({ plan, query }, work) => tiersReport(service, { plan, query }, work),
        },
      },
    }),
  ];
}
