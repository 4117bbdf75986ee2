import type { z } from "zod";
import type { PlanQuery } from "../../contract/plan-query.ts";
import type { reportQuery } from "../../contract/report.ts";
import type { Plan } from "../../tiering/index.ts";
import type { Service } from "../service.ts";
import { holdsOf } from "../settle-holds.ts";
import type { JobOptions } from "../workers/lane.ts";
import { type LeaderReport, leaderReport } from "./leader-report.ts";

/** Groups that a report names; the others are one line. */
const NAMED = 20;

/** What a report is asked for beside its plan. */
type ReportQuery = Omit<z.output<typeof reportQuery>, keyof PlanQuery>;

/** Runs a plan and makes its report; a pure function of plan, query, book and the version of the holds. */
export async function makeReport(
  service: Service,
  { plan, query }: { readonly plan: Plan; readonly query: ReportQuery },
  workspace: string,
  job: JobOptions,
): Promise<LeaderReport> {
  const { book } = service;
  const { prove, bound, stability, title, remark: note, wish } = query;
  const { summary } = await service.runPlan(plan, { ...job, prove, bound, stability });
  const grouped = {
    column: book.roles.geo ?? book.roles.category ?? book.roles.owner ?? undefined,
    limit: NAMED,
  };
  const movers =
    summary.moved === null
      ? null
      : await service.findOfRun("movers", plan, { query: grouped }, { ...job, prove, stability });
  const holds = await holdsOf(service, plan, workspace);
  return leaderReport({ book, summary, movers, title, note, wish, holds });
}
