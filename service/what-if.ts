import type { QuestionAnswer } from "../contract/chat.ts";
import { planToQuery } from "../contract/plan-query.ts";
import type { Question } from "../contract/question.ts";
import { formatCount, type Plan } from "../tiering/index.ts";
import type { Results } from "./results.ts";
import type { JobOptions } from "./workers/lane.ts";

/** What another plan would change against the one in force, by running both; neither is put in force. */
export async function answerWhatIf(
  results: Results,
  { plan, question }: { readonly plan: Plan; readonly question: Extract<Question, { kind: "whatIf" }> },
  job: JobOptions,
): Promise<QuestionAnswer> {
  const { where = [] } = question;
  const other = (question.plan as Plan | null) ?? plan;
  const query = { direction: "both" as const, ...(where.length === 0 ? {} : { where }), limit: 1 };
  const [now, then, between] = await Promise.all([
    results.runPlan(plan, job),
    results.runPlan(other, job),
    results.findOfRun("movers", other, { query }, { ...job, before: plan }),
  ]);
  const figures = ({ summary: { kpis, moved } }: typeof now) =>
    `${moved === null ? "no" : formatCount(moved.count)} accounts change tier, composite ${kpis.after.composite.toFixed(4)}`;
  const { down, up } = between;
  const among = where.length === 0 ? "" : " of those you asked about";
  const differing =
    up.accounts + down.accounts === 0
      ? `No account${among} would be in another tier than in the plan as it is.`
      : `${formatCount(up.accounts + down.accounts)} accounts${among} would be in another tier than in the plan as it is: ${formatCount(up.accounts)} in a higher one, ${formatCount(down.accounts)} in a lower one.`;
  const text = `So: ${figures(then)}. As it is: ${figures(now)}. ${differing} Nothing was changed; say "do it" to run it.`;
  return { kind: "whatIf", text, data: between, link: `/v1/tiers?${planToQuery(other)}` };
}
