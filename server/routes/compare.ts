import { z } from "zod";
import { planSchema } from "../../prompts/index.ts";
import { answerUnchanged, identity } from "../answers/identity.ts";
import { type Comparison, comparePlans, everyMethod } from "../compare.ts";
import type { AppDeps } from "../deps.ts";
import { negotiate } from "../negotiation.ts";
import type { Resource } from "../resource.ts";
import type { AnswerOf } from "../schemas/answer-of.ts";
import { identityShape, kpisSchema, linksSchema } from "../schemas/answers.ts";
import { planFromQuery, planToQuery } from "../schemas/plan.ts";
import { planQuery, textsParameter } from "../schemas/query.ts";
import { validateQuery } from "../schemas/validate.ts";
import { clientSignal } from "../stream/client.ts";
import { startTimings } from "../timings.ts";

const compareQuery = planQuery.extend({
  run: textsParameter(z.array(z.string().max(6_000)).min(2).max(10))
    .describe(
      "Plans to compare, each as a query of its own (percent-encoded), such as run=method%3Dkpi%26runway%3D1; in place of one plan under every method.",
    )
    .optional(),
});

const comparedRun = z.object({
  plan: planSchema,
  kpis: kpisSchema,
  moved: z.int(),
  sizes: z.array(z.int()),
  broken: z.array(z.string()).describe("Business rules that it does not keep."),
  links: linksSchema.nullable(),
});

/** Results side by side. */
export const comparisonSchema = z
  .object({
    runs: z.array(comparedRun),
    differing: z
      .array(z.array(z.int()))
      .describe("Accounts whose tier differs between two of the runs; a row and a column for each."),
  })
  .meta({ id: "Comparison" }) satisfies z.ZodType<Comparison>;

const compareAnswer = z
  .object({ ...identityShape, comparison: comparisonSchema })
  .meta({ id: "CompareAnswer" });

/** Methods, or any plans, side by side. */
export function compareRoute(deps: AppDeps): Resource {
  return {
    path: "/v1/compare",
    get: {
      summary: "One plan under every method, or several plans, side by side",
      query: compareQuery,
      content: { "application/json": compareAnswer },
      problems: [422, 503],
      async handle(req, res) {
        const { run: queries, ...asked } = validateQuery(compareQuery, req.url);
        negotiate(req, ["application/json"]);
        const plans = queries
          ? queries.map((query) => planFromQuery(validateQuery(planQuery, `?${query}`)))
          : everyMethod(planFromQuery(asked));
        const query = plans.map((plan) => planToQuery(plan)).join(" ");
        if (answerUnchanged(req, res, deps, { form: "json", query })) return;
        const timings = startTimings();
        const comparison = await comparePlans(deps.runPlan, plans, { signal: clientSignal(res) });
        timings.mark("runs");
        timings.tell(res);
        res.json({ ...identity(deps), comparison } satisfies AnswerOf<typeof compareAnswer>);
      },
    },
  };
}
