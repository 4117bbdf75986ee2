import type { QuestionAnswer } from "../contract/chat.ts";
import { planToQuery } from "../contract/plan-query.ts";
import type { Question } from "../contract/question.ts";
import { formatCount, type Plan } from "../tiering/index.ts";
import type { Results } from "./results.ts";
import type { JobOptions } from "./workers/lane.ts";

type Ran = Awaited<ReturnType<Results["runPlan"]>>;

function figures({ summary: { kpis, moved } }: Ran): string {
  const ways =
    moved === null ? "" : ` (${formatCount(moved.up)} promoted, ${formatCount(moved.down)} downgraded)`;
  return `${moved === null ? "no" : formatCount(moved.count)} accounts change tier${ways}, overall score ${kpis.after.composite.toFixed(3)}`;
}

/** Where the accounts that end in another tier under one plan than under another are counted. */
function differencesLink(plan: Plan, versus: Plan, where: readonly string[] = []): string {
  const query = planToQuery(plan);
  query.set("versus", planToQuery(versus).toString());
  for (const selector of where) query.append("where", selector);
  return `/v1/movers?${query}`;
}

/** What is other under the plan in force than under the one before, by running both. */
export async function answerChanges(
  results: Results,
  { plan, question }: { readonly plan: Plan; readonly question: Extract<Question, { kind: "changes" }> },
  job: JobOptions,
): Promise<QuestionAnswer> {
  const earlier = (question.plan as Plan | null) ?? plan;
  const query = { direction: "both" as const, limit: 1 };
  const [before, now, between] = await Promise.all([
    results.runPlan(earlier, job),
    results.runPlan(plan, job),
    results.findOfRun("movers", plan, { query }, { ...job, before: earlier }),
  ]);
  const { down, up } = between;
  const differing =
    up.accounts + down.accounts === 0
      ? "Every account is in the same tier under both."
      : `${formatCount(up.accounts + down.accounts)} accounts are in another tier than under it: ${formatCount(up.accounts)} in a higher one, ${formatCount(down.accounts)} in a lower one.`;
  const text = `Under the plan before: ${figures(before)}. Now: ${figures(now)}. ${differing}`;
  return { kind: "changes", text, data: between, link: differencesLink(plan, earlier) };
}

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
  const { down, up } = between;
  const among = where.length === 0 ? "" : " of those you asked about";
  const differing =
    up.accounts + down.accounts === 0
      ? `No account${among} would be in another tier than in the plan as it is.`
      : `${formatCount(up.accounts + down.accounts)} accounts${among} would be in another tier than in the plan as it is: ${formatCount(up.accounts)} in a higher one, ${formatCount(down.accounts)} in a lower one.`;
  const text = `So: ${figures(then)}. As it is: ${figures(now)}. ${differing} Nothing was changed; say "do it" to run it.`;
  return { kind: "whatIf", text, data: between, link: differencesLink(other, plan, where) };
}
