import type { z } from "zod";
import type { AnswerOf } from "../../contract/answer-of.ts";
import type { PlanQuery } from "../../contract/plan-query.ts";
import { reportAnswer, reportQuery } from "../../contract/report.ts";
import { tablesOf } from "../../service/report/leader-report.ts";
import { makeReport } from "../../service/report/make-report.ts";
import { REPORT_POLICY, reportHtml } from "../../service/report/report-html.ts";
import { reportSlides } from "../../service/report/report-slides.ts";
import type { ReportTable } from "../../service/report/report-tables.ts";
import { reportWorkbook } from "../../service/report/report-workbook.ts";
import { identityOf, type Service } from "../../service/service.ts";
import type { Plan } from "../../tiering/index.ts";
import { operation, PPTX, type Work, XLSX } from "../operations/operation.ts";
import { planHeaders } from "../plan-headers.ts";

interface Asked {
  readonly plan: Plan;
  readonly query: Omit<z.output<typeof reportQuery>, keyof PlanQuery>;
}

/** A plan's result for those who decide on it: pure functions of the query and the book. */
export function reportOperations(service: Service) {
  const make = ({ plan, query }: Asked, work: Work) =>
    makeReport(service, { plan, query }, work.caller.workspace, work);
  const shared = {
    method: "get",
    role: "viewer",
    cost: ({ query: { prove, bound, stability } }: Asked) =>
      prove === undefined && bound === undefined && !stability ? "cheap" : "heavy",
    query: reportQuery,
    problems: [422, 429, 503],
  } as const;
  const open = ({ plan, query: { prove } }: Asked) => planHeaders(service, { plan, prove });
  return [
    operation({
      ...shared,
      path: "/v1/report",
      summary: "The report of a plan as what it says: sentences, figures and tables, in their order",
      open: (call) => ({ headers: open(call) }),
      answers: {
        "application/json": {
          schema: reportAnswer,
          async make(call, work) {
            const report = await make(call, work);
            const { title, source, lead, note, wish, figures, method } = report;
            return {
              ...identityOf(service),
              report: {
                title,
                source,
                lead,
                note,
                wish,
                figures,
                tables: tablesOf(report).map(saidOf),
                method,
              },
            } satisfies AnswerOf<typeof reportAnswer>;
          },
        },
      },
    }),
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

/** A table as it is said: the exact numbers are the workbook's. */
function saidOf({ exact: _, ...said }: ReportTable) {
  return said;
}
