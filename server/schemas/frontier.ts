import { z } from "zod";
import { GOAL_KPIS } from "../../prompts/index.ts";
import type { Frontier, Goal, GoalResult, Plan } from "../../tiering/index.ts";
import { kpisSchema } from "./answers.ts";
import { planToQuery } from "./plan.ts";
import { numberParameter, planQuery } from "./query.ts";

/** Query of `GET /v1/frontier`: a plan, and how many budgets to try. */
export const frontierQuery = planQuery.omit({ method: true }).extend({
  points: numberParameter(z.int().min(2).max(200))
    .default(50)
    .describe("Budgets, from the fewest moves to no cap."),
});

/** The composite as a function of the share of the book that moves. */
export const frontierSchema = z
  .object({
    points: z.array(
      z.object({
        share: z.number(),
        moved: z.int(),
        kpis: kpisSchema,
        lift: z.number().describe("Composite gained over the baseline."),
      }),
    ),
    advice: z
      .object({ share: z.number(), firstShare: z.number(), part: z.number(), sentence: z.string() })
      .nullable(),
  })
  .meta({ id: "Frontier" }) satisfies z.ZodType<Frontier>;

/** Query of the goals: a plan, a KPI, and the value that it is to reach. */
export const goalQuery = planQuery.omit({ method: true }).extend({
  kpi: z.enum(GOAL_KPIS, { error: `expected one of ${GOAL_KPIS.join(", ")}` }).describe("The KPI."),
  atLeast: numberParameter(z.number().min(0).max(2)).describe("The value that it is to reach."),
});

/** The one query that spells a goal. */
export function goalToQuery(plan: Plan, { kpi, atLeast }: Goal): URLSearchParams {
  const query = planToQuery(plan);
  query.delete("method");
  query.append("kpi", kpi);
  query.append("atLeast", String(atLeast));
  return query;
}

/** The fewest moves found that reach a goal. */
export const goalSchema = z
  .object({
    goal: z.object({ kpi: z.enum(GOAL_KPIS), atLeast: z.number() }),
    reached: z.boolean(),
    moves: z
      .int()
      .describe("Accounts that move; where the goal is out of reach, those of the nearest result."),
    fewest: z.number().nullable().describe("Proven: the goal cannot be reached with fewer moves."),
    bound: z.number().describe("Proven: the KPI cannot be above this under the plan's rules."),
  })
  .meta({ id: "Goal" }) satisfies z.ZodType<Omit<GoalResult, "run">>;
