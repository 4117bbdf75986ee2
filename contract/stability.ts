import { z } from "zod";
import { explanationShape } from "./identity.ts";
import { numberParameter } from "./parameters.ts";
import { planQuery } from "./plan-query.ts";

/** Query of `GET /v1/stability`: a plan with prices, and which of its moves to list. */
export const stabilityQuery = planQuery.extend({
  offset: numberParameter(z.int().min(0)).default(0).describe("First move to list, by ID."),
  limit: numberParameter(z.int().min(0).max(1_000)).default(100).describe("Most moves to list."),
});

const range = z.tuple([z.number(), z.number()]);

const share = z.number().nullable();

/** How firmly the moves of a run stand when one weight changes and the others make up for it. */
export const stabilitySchema = z
  .object({
    surviving: share.describe(
      "Share of the moves that stand a change of ± 10 % in any one weight, by running the plan again; null where nothing moves.",
    ),
    bySignal: z
      .object({ runway: share, growth: share, geo: share, category: share })
      .describe("The same for each weight alone; null for a weight of 0."),
    searched: z
      .object({ runway: range, growth: range, geo: range, category: range })
      .describe("From which to which value of each weight the moves' ranges were looked for."),
    total: z.int().describe("Moves of the run."),
    offset: z.int(),
    moves: z.array(
      z.object({
        id: z.string(),
        previousTier: z.string(),
        tier: z.string(),
        ranges: z
          .object({ runway: range, growth: range, geo: range, category: range })
          .describe("From which to which value of each weight the move stands, at the run's prices."),
      }),
    ),
  })
  .meta({ id: "Stability" });

/** Answer of `GET /v1/stability`. */
export const stabilityAnswer = z
  .object({
    ...explanationShape,
    stability: stabilitySchema.nullable().describe("Null where the method has no prices to judge at."),
  })
  .meta({ id: "StabilityAnswer" });
