import type { CallToolResult } from "@modelcontextprotocol/server";
import { goalToQuery } from "../../contract/goal.ts";
import { planToQuery } from "../../contract/plan-query.ts";
import {
  compareInput,
  compareOutput,
  explainAccountInput,
  explainAccountOutput,
  frontierInput,
  frontierOutput,
  goalInput,
  goalOutput,
  planOfTool,
  retierInput,
  retierOutput,
} from "../../contract/tools.ts";
import type { Plan } from "../../tiering/index.ts";
import { comparePlans } from "../compare-plans.ts";
import { explainAccount } from "../explain-account.ts";
import { goalText } from "../goal-text.ts";
import { planLinks } from "../links.ts";
import { identityOf, type Service } from "../service.ts";
import { tiersUri } from "./resources.ts";
import { type AnyTool, type Caller, tool } from "./tool.ts";
import { RUN_VIEW } from "./view.ts";

/** The tools that run plans. */
export function planTools(service: Service): AnyTool[] {
  const { book } = service;
  const identity = identityOf(service);
  return [
    tool({
      name: "retier",
      title: "Re-tier the book",
      description:
        "Runs a plan over the whole book: KPIs before and after, migration between tiers, business rules kept or broken, how far from the best, and the accounts that move (a page at a time). The tiers of all accounts are a linked CSV, never inline.",
      input: retierInput,
      output: retierOutput,
      cost: ({ prove }) => (prove === undefined ? "cheap" : "heavy"),
      view: RUN_VIEW,
      async run({ plan: asked, prove, offset, limit }, job, caller) {
        const plan = planOfTool(asked);
        const { summary: whole } = await service.runPlan(plan, { prove, ...job });
        const page = await service.findOfRun("moved", plan, { offset, limit }, { prove, ...job });
        const { plan: _, ...summary } = whole;
        const links = planLinks(plan, prove);
        const result = { ...identity, summary, moved: { offset, ...page }, links };
        return { result, beside: links === null ? [] : linksOf(plan, links.csv, caller) };
      },
    }),
    tool({
      name: "explain_account",
      title: "Explain an account",
      description:
        "Why one account is in its tier under a plan: signals against book and tier, what each tier in reach is worth, the nearest boundaries, the rule it falls under; on request what would move it.",
      input: explainAccountInput,
      output: explainAccountOutput,
      cost: ({ counterfactuals }) => (counterfactuals ? "heavy" : "cheap"),
      async run({ id, plan: asked, counterfactuals }, job) {
        const question = { plan: planOfTool(asked), id, kind: "plain", counterfactuals } as const;
        return { result: { ...identity, account: await explainAccount(service, question, job) } };
      },
    }),
    tool({
      name: "compare",
      title: "Compare plans or methods",
      description:
        "Two to six plans side by side: KPIs each by its own weights and all by the first plan's, tier sizes, rules broken, how many accounts they place differently. One plan: the same under every method.",
      input: compareInput,
      output: compareOutput,
      cost: "heavy",
      async run({ plans: asked }, job) {
        const plans = asked.map(planOfTool);
        if (plans.length === 1) {
          const { methods } = await service.find("compare", { plan: plans[0]!, list: [] }, job);
          return { result: { ...identity, methods, scenarios: null } };
        }
        const { runs, ...others } = await comparePlans(service, plans, job);
        const scenarios = { ...others, runs: runs.map(({ plan: _, ...run }) => run) };
        return { result: { ...identity, methods: null, scenarios } };
      },
    }),
    tool({
      name: "frontier",
      title: "What each further move brings",
      description:
        "The disruption frontier: the KPIs as a function of the share of accounts that may move, and the share beyond which little is gained.",
      input: frontierInput,
      output: frontierOutput,
      cost: "heavy",
      async run({ plan: asked, points }, job) {
        const frontier = await service.find("frontier", { plan: planOfTool(asked), points }, job);
        return { result: { ...identity, frontier } };
      },
    }),
    tool({
      name: "goal",
      title: "Reach a KPI with the fewest moves",
      description:
        "The fewest account moves that bring a KPI to a value under the plan's rules: reached, proven impossible, or not found, with bounds.",
      input: goalInput,
      output: goalOutput,
      cost: "heavy",
      async run({ plan: asked, kpi, atLeast }, job) {
        const plan = planOfTool(asked);
        const goal = { kpi, atLeast };
        const outcome = await service.find("goal", { plan, goal }, job);
        const { plan: _, ...summary } = outcome.summary;
        const links = { csv: `/v1/goals.csv?${goalToQuery(plan, goal)}` };
        const text = goalText(outcome);
        return { result: { ...identity, goal: outcome.found, text, summary, links } };
      },
    }),
  ];

  function linksOf(plan: Plan, csv: string, { origin }: Caller): CallToolResult["content"] {
    const query = planToQuery(plan).toString();
    const described = {
      type: "resource_link",
      name: "tiers.csv",
      mimeType: "text/csv",
      description: `The tiers of all ${book.n.toLocaleString("en")} accounts under this plan.`,
    } as const;
    const own = { ...described, uri: tiersUri(query) };
    return origin === null ? [own] : [own, { ...described, uri: origin + csv }];
  }
}
