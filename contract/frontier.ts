import { z } from "zod";
import type { Frontier } from "../tiering/index.ts";
import { explanationShape } from "./identity.ts";
import { kpisSchema } from "./kpis.ts";
import { numberParameter } from "./parameters.ts";
import { planQuery } from "./plan-query.ts";
import { stoppedSchema } from "./stopped.ts";

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
    stopped: stoppedSchema,
  })
  .meta({ id: "Frontier" }) satisfies z.ZodType<Frontier>;

/** Answer of `GET /v1/frontier`. */
export const frontierAnswer = z
  .object({ ...explanationShape, frontier: frontierSchema })
  .meta({ id: "FrontierAnswer" });
