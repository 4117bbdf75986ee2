import type { Request, Response } from "express";
import type { AnswerOf } from "../../contract/answer-of.ts";
import { planFromQuery, planToQuery } from "../../contract/plan-query.ts";
import { RULE_FORMATS, type RuleFormat, rulesAnswer, rulesQuery } from "../../contract/rules.ts";
import { validateQuery } from "../../contract/validate.ts";
import { type Plan, type Rules, rulesText } from "../../tiering/index.ts";
import { answerUnchanged, identity } from "../answers/identity.ts";
import { planLinks } from "../answers/links.ts";
import type { AppDeps } from "../deps.ts";
import { negotiate } from "../negotiation.ts";
import type { Resource } from "../resource.ts";
import { clientSignal } from "../stream/client.ts";
import { startTimings } from "../timings.ts";

/** Readable rules for a plan's tiers: text for people, JSON for programs, SQL for a warehouse. */
export function rulesRoute(deps: AppDeps): Resource {
  return {
    path: "/v1/rules",
    get: {
      summary: "A decision tree learnt from a plan's tiers, as JSON, text or SQL",
      query: rulesQuery,
      content: { "application/json": rulesAnswer, "text/plain": null, "application/sql": null },
      problems: [422, 503],
      handle: (req, res) => answerRules(deps, req, res),
    },
  };
}

async function answerRules(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { format, kind, dialect, accountsTable, tamTable, maxDepth, minLeaf, testShare, seed, ...asked } =
    validateQuery(rulesQuery, req.url);
  const written = format ?? negotiateFormat(req);
  const plan = planFromQuery(asked);
  const learning = defined({ maxDepth, minLeaf, testShare, seed });
  const sql = { kind, dialect, tables: defined({ accounts: accountsTable, tam: tamTable }) };
  const query = `${planToQuery(plan)} ${JSON.stringify([learning, sql])}`;
  if (answerUnchanged(req, res, deps, { form: written, query })) return;

  const signal = clientSignal(res);
  const timings = startTimings();
  const { run } = await deps.runPlan(plan, { signal });
  timings.mark("run");
  const rules = await deps.learnRules({ plan, run, learning }, { signal });
  timings.mark("rules");
  timings.tell(res);
  if (written === "json") {
    res.json(rulesJson(deps, plan, rules));
    return;
  }
  const text =
    written === "text"
      ? rulesText(rules, kind)
      : await deps.tasks.perform("rulesSql", { run, rules, sql }, { signal });
  res.type(`${RULE_FORMATS[written]}; charset=utf-8`).send(text);
}

function rulesJson(deps: AppDeps, plan: Plan, rules: Rules) {
  return { ...identity(deps), plan, rules, links: planLinks(plan) } satisfies AnswerOf<typeof rulesAnswer>;
}

function negotiateFormat(req: Request): RuleFormat {
  const type = negotiate(req, Object.values(RULE_FORMATS));
  return (Object.keys(RULE_FORMATS) as RuleFormat[]).find((format) => RULE_FORMATS[format] === type)!;
}

/** The fields that were given. */
function defined<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
