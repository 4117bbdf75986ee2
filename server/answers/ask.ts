import { goalToQuery } from "../../contract/goal.ts";
import { planToQuery } from "../../contract/plan-query.ts";
import type { Question } from "../../contract/question.ts";
import { segmentationToQuery } from "../../contract/segmentation.ts";
import { type Plan, rulesText, tellAccount } from "../../tiering/index.ts";
import type { AppDeps } from "../deps.ts";
import type { JobOptions } from "../worker/pool.ts";
import { comparisonText } from "./compare.ts";
import { goalText } from "./goal-text.ts";
import { segmentationText } from "./segmentation-text.ts";

/** The algorithm that a plain word means. */
const ALGORITHMS = { ward: "ward", kmeans: "kmeans", kmedoids: "kmedoids-b4", hdbscan: "hdbscan" } as const;

/** What was asked beside a run, answered. */
export interface AskAnswer {
  readonly kind: Question["kind"];
  readonly text: string;
  /** The same as the linked resource gives it. */
  readonly data: unknown;
  readonly link: string;
}

/** Answers what the words ask of the plan in force; null for what is no question about a run. */
export async function answerAsk(
  deps: AppDeps,
  { ask, plan }: { readonly ask: Question; readonly plan: Plan },
  options: JobOptions,
): Promise<AskAnswer | null> {
  const query = planToQuery(plan);
  const run = async () => (await deps.runPlan(plan, options)).run;
  switch (ask.kind) {
    case "account": {
      const job = {
        run: await run(),
        id: ask.id,
        rules: await deps.learnRules({ plan, run: await run(), learning: {} }, options),
        kind: "plain" as const,
        counterfactuals: true,
      };
      const account = await deps.tasks.perform("account", job, options);
      const link = `/v1/accounts/${encodeURIComponent(ask.id)}?${query}&counterfactuals=1`;
      return { kind: ask.kind, text: tellAccount(account), data: account, link };
    }
    case "boundary": {
      const boundary = await deps.tasks.perform("boundary", { run: await run(), tiers: ask.tiers }, options);
      const link = `/v1/boundaries?${query}&between=${ask.tiers.join(",")}`;
      return { kind: ask.kind, text: boundary.text, data: boundary, link };
    }
    case "rules": {
      const rules = await deps.learnRules({ plan, run: await run(), learning: {} }, options);
      return { kind: ask.kind, text: rulesText(rules, "plain"), data: rules, link: `/v1/rules?${query}` };
    }
    case "compare": {
      const comparison = await deps.tasks.perform("compare", { plan, list: [] }, options);
      const link = `/v1/compare?${query}`;
      return { kind: ask.kind, text: comparisonText(comparison), data: comparison, link };
    }
    case "segment": {
      const { algorithm, k } = ask;
      const asked = { algorithm: ALGORITHMS[algorithm ?? "ward"], k, weights: plan.weights };
      const { summary } = await deps.segment(asked, options);
      const link = `/v1/segmentations?${segmentationToQuery(asked)}`;
      return { kind: ask.kind, text: segmentationText(summary), data: summary, link };
    }
    case "goal": {
      const { kpi, atLeast } = ask;
      const outcome = await deps.seekGoal(plan, { kpi, atLeast }, options);
      const link = `/v1/goals?${goalToQuery(plan, { kpi, atLeast })}`;
      return { kind: ask.kind, text: goalText(outcome), data: outcome.found, link };
    }
    case "undo":
      return null;
  }
}
