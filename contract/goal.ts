import { z } from "zod";
import type { Goal, GoalResult, Plan } from "../tiering/index.ts";
import { csvShape } from "./csv.ts";
import { identityShape } from "./identity.ts";
import { numberParameter } from "./parameters.ts";
import { planQuery, planToQuery } from "./plan-query.ts";
import { GOAL_KPIS } from "./question.ts";
import { stoppedSchema } from "./stopped.ts";
import { summarySchema } from "./summary.ts";

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
    state: z
      .enum(["reached", "impossible", "not-found"])
      .describe("Reached; proven impossible under the plan's rules; or not found, though it may exist."),
    moves: z
      .int()
      .describe("Accounts that move; where the goal is out of reach, those of the nearest result."),
    fewest: z.number().nullable().describe("Proven: the goal cannot be reached with fewer moves."),
    bound: z
      .number()
      .nullable()
      .describe("Proven: the KPI cannot be above this under the plan's rules; null where it is undefined."),
    stopped: stoppedSchema,
  })
  .meta({ id: "Goal" }) satisfies z.ZodType<Omit<GoalResult, "run">>;

/** Query of `GET /v1/goals.csv`. */
export const csvGoalQuery = goalQuery.extend(csvShape);

/** Answer of `GET /v1/goals`. */
export const goalAnswer = z
  .object({
    ...identityShape,
    goal: goalSchema,
    summary: summarySchema,
    links: z.object({ csv: z.string() }),
  })
  .meta({ id: "GoalAnswer" });
