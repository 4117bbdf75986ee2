import type { z } from "zod";
import type { AnswerOf } from "../contract/answer-of.ts";
import type { PlanQuery } from "../contract/plan-query.ts";
import type { tiersAnswer, tiersQuery } from "../contract/tiers.ts";
import type { Plan } from "../tiering/index.ts";
import { planLinks } from "./links.ts";
import { identityOf, type Service } from "./service.ts";
import type { JobOptions } from "./workers/lane.ts";

/** What is asked of a report beside its plan. */
export type ReportQuery = Omit<z.output<typeof tiersQuery>, keyof PlanQuery>;

/** What a plan changes, with a page of the accounts that move. */
export async function tiersReport(
  service: Service,
  { plan, query }: { readonly plan: Plan; readonly query: ReportQuery },
  job: JobOptions,
): Promise<AnswerOf<typeof tiersAnswer>> {
  const { offset, limit, prove, stability } = query;
  const { summary } = await service.runPlan(plan, { prove, stability, ...job });
  // The page follows a slider with limit=0: it wants the summary alone, as soon as it is there.
  const page =
    limit === 0
      ? { total: summary.moved?.count ?? 0, accounts: [] }
      : await service.findOfRun("moved", plan, { offset, limit }, { prove, stability, ...job });
  return { ...identityOf(service), summary, moved: { offset, ...page }, links: planLinks(plan, prove) };
}
