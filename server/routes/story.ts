import type { Request, Response } from "express";
import { z } from "zod";
import { planSchema } from "../../prompts/index.ts";
import type { Plan, Run } from "../../tiering/index.ts";
import { answerUnchanged, identity } from "../answers/identity.ts";
import { planLinks } from "../answers/links.ts";
import type { AppDeps } from "../deps.ts";
import { negotiate } from "../negotiation.ts";
import type { Resource } from "../resource.ts";
import { identityShape, linksSchema } from "../schemas/answers.ts";
import { planFromQuery, planToQuery } from "../schemas/plan.ts";
import { planQuery } from "../schemas/query.ts";
import { separationSchema, storySchema, tierPair } from "../schemas/story.ts";
import { validateQuery } from "../schemas/validate.ts";
import { clientSignal } from "../stream/client.ts";
import { startTimings } from "../timings.ts";

const boundaryQuery = planQuery.extend({ between: tierPair });
const shape = { ...identityShape, plan: planSchema, links: linksSchema.nullable() };
const storyAnswer = z.object({ ...shape, story: storySchema }).meta({ id: "StoryAnswer" });
const boundaryAnswer = z.object({ ...shape, boundary: separationSchema }).meta({ id: "BoundaryAnswer" });

/** A plan's result told: what changed, who gained, what it cost, and what separates its tiers. */
export function storyRoutes(deps: AppDeps): Resource[] {
  return [
    {
      path: "/v1/story",
      get: {
        summary: "What a plan changes, in words and facts",
        query: planQuery,
        content: { "application/json": storyAnswer },
        problems: [422, 503],
        async handle(req, res) {
          const plan = planFromQuery(validateQuery(planQuery, req.url));
          await explain(deps, req, res, {
            plan,
            more: "",
            work: async (run, signal) => ({
              story: await deps.tasks.perform("story", { run }, { signal }),
            }),
          });
        },
      },
    },
    {
      path: "/v1/boundaries",
      get: {
        summary: "What separates two tiers of a plan's result",
        query: boundaryQuery,
        content: { "application/json": boundaryAnswer },
        problems: [422, 503],
        async handle(req, res) {
          const { between: tiers, ...asked } = validateQuery(boundaryQuery, req.url);
          await explain(deps, req, res, {
            plan: planFromQuery(asked),
            more: ` ${tiers}`,
            work: async (run, signal) => ({
              boundary: await deps.tasks.perform("boundary", { run, tiers }, { signal }),
            }),
          });
        },
      },
    },
  ];
}

/** A deterministic answer about one run. */
interface Explanation {
  readonly plan: Plan;
  /** What the query says beside the plan. */
  readonly more: string;
  readonly work: (run: Run, signal: AbortSignal) => Promise<object>;
}

async function explain(deps: AppDeps, req: Request, res: Response, asked: Explanation): Promise<void> {
  const { plan, more, work } = asked;
  negotiate(req, ["application/json"]);
  if (answerUnchanged(req, res, deps, { form: "json", query: `${planToQuery(plan)}${more}` })) return;
  const signal = clientSignal(res);
  const timings = startTimings();
  const { run } = await deps.runPlan(plan, { signal });
  timings.mark("run");
  const explained = await work(run, signal);
  timings.mark("explain");
  timings.tell(res);
  res.json({ ...identity(deps), plan, ...explained, links: planLinks(plan) });
}
