import { reportQuery } from "../../contract/report.ts";
import { leaderReport } from "../../service/report/leader-report.ts";
import { REPORT_POLICY, reportHtml } from "../../service/report/report-html.ts";
import { reportSlides } from "../../service/report/report-slides.ts";
import { reportWorkbook } from "../../service/report/report-workbook.ts";
import type { Service } from "../../service/service.ts";
import type { Plan } from "../../tiering/index.ts";
import { operation, PPTX, type Work, XLSX } from "../operations/operation.ts";
import { planHeaders } from "../plan-headers.ts";

/** Groups that a report names; the others are one line. */
const NAMED = 20;

interface Asked {
  readonly plan: Plan;
  readonly query: { readonly prove?: number; readonly title?: string; readonly remark?: string };
}

/** A plan's result for those who decide on it: pure functions of the query and the book. */
export function reportOperations(service: Service) {
  const make = async ({ plan, query: { prove, title, remark } }: Asked, work: Work) => {
    const { book } = service;
    const { summary } = await service.runPlan(plan, { prove, ...work });
    const query = {
      column: book.roles.geo ?? book.roles.category ?? book.roles.owner ?? undefined,
      limit: NAMED,
    };
    const movers =
      summary.moved === null ? null : await service.findOfRun("movers", plan, { query }, { prove, ...work });
    return leaderReport({ book, summary, movers, title, note: remark });
  };
  const shared = {
    method: "get",
    role: "viewer",
    cost: ({ query }: Asked) => (query.prove === undefined ? "cheap" : "heavy"),
    query: reportQuery,
    problems: [422, 429, 503],
  } as const;
  const open = ({ plan, query: { prove } }: Asked) => planHeaders(service, { plan, prove });
  return [
    operation({
      ...shared,
      path: "/v1/report.html",
      summary: "The report of a plan for print: plan, result, who moves, constraints, method",
      open: (call) => ({ headers: { ...open(call), "Content-Security-Policy": REPORT_POLICY } }),
      answers: { "text/html": async (call, work) => reportHtml(await make(call, work)) },
    }),
    operation({
      ...shared,
      path: "/v1/report.xlsx",
      summary: "The report of a plan as a workbook",
      open: (call) => ({ headers: open(call) }),
      answers: { [XLSX]: async (call, work) => reportWorkbook(await make(call, work)) },
    }),
    operation({
      ...shared,
      path: "/v1/report.pptx",
      summary: "The report of a plan as three slides",
      open: (call) => ({ headers: open(call) }),
      answers: { [PPTX]: async (call, work) => reportSlides(await make(call, work)) },
    }),
  ];
}
