import { z } from "zod";
import { DEFAULT_REWARDS, type LoopChoice } from "../tiering/index.ts";
import { csvShape } from "./csv.ts";
import { explanationShape } from "./identity.ts";
import { numberParameter } from "./parameters.ts";
import { planQuery } from "./plan-query.ts";
import { stoppedSchema } from "./stopped.ts";

/** Query of the closed loop: a hybrid plan, and which tree its tiers are to agree with. */
export const loopQuery = planQuery.omit({ method: true }).extend({
  kind: z
    .enum(["plain", "balanced"])
    .default("plain")
    .describe("plain: every account counts the same in the tree; balanced: every tier does."),
});

/** One choice of the loop as CSV. */
export const csvLoopQuery = loopQuery.extend(csvShape).extend({
  reward: numberParameter(
    z.number().refine((reward) => reward === 0 || DEFAULT_REWARDS.includes(reward), {
      error: `expected the reward of a choice: 0, ${DEFAULT_REWARDS.join(", ")}`,
    }),
  ).describe("Reward of the choice; 0 is the plan's own run."),
});

/** The choices between composite and agreement with the rules. */
export const loopSchema = z
  .object({
    choices: z.array(
      z.object({
        reward: z.number().describe("What agreement is worth; 0 is the plan's own run."),
        composite: z.number(),
        cost: z.number().describe("Composite given up against the plan's own run."),
        agreement: z.number().describe("Share of the accounts whose tier the rules give."),
        moved: z.int(),
        leaves: z.int(),
        rounds: z.int(),
        stable: z.boolean(),
        efficient: z.boolean().describe("No other choice has more of both."),
        csv: z.string().describe("Where the choice's tiers stand as CSV."),
      }) satisfies z.ZodType<LoopChoice>,
    ),
    text: z.string(),
    stopped: stoppedSchema,
  })
  .meta({ id: "RulesLoop" });

/** Answer of `GET /v1/rules/loop`. */
export const loopAnswer = z.object({ ...explanationShape, loop: loopSchema }).meta({ id: "RulesLoopAnswer" });
