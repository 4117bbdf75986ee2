import { z } from "zod";
import { METHODS, type Plan, SIGNALS } from "../tiering/index.ts";
import { policySchema, scaleSchema } from "./policy.ts";

const weight = z.number().min(0).max(1e9);

/** Schema of four weights: non-negative, of any sum. */
export const fourWeights = z.strictObject({ runway: weight, growth: weight, geo: weight, category: weight });

/** Schema of weights in a plan: non-negative, not all zero, of any sum. */
export const weightsSchema = fourWeights.refine(
  (weights) => SIGNALS.some((signal) => weights[signal] > 0),
  "expected at least one positive weight",
);

/** Schema of a plan in a request's history and in every answer. */
export const planSchema = z
  .strictObject({
    method: z.enum(METHODS),
    weights: weightsSchema,
    policy: policySchema,
    scale: scaleSchema.optional(),
  })
  .meta({ id: "Plan" }) satisfies z.ZodType<Plan>;
