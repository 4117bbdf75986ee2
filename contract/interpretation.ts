import { z } from "zod";
import { METHODS } from "../tiering/index.ts";
import type { AnswerOf } from "./answer-of.ts";
import { planSchema } from "./plan.ts";
import { policySchema } from "./policy.ts";
import { questionSchema } from "./question.ts";

const count = z.int().min(0);

const usageSchema = z.object({ promptTokens: count, completionTokens: count });

/** Tokens that the model's provider counted (or, where it is silent, that we estimated). */
export type Usage = AnswerOf<typeof usageSchema>;

/** What one message means, and how that was found. */
export const interpretationSchema = z
  .object({
    method: z.enum([...METHODS, "none"]),
    weights: planSchema.shape.weights.nullable(),
    policy: policySchema,
    ask: questionSchema.nullable(),
    reply: z.string(),
    explanation: z.string(),
    interpreter: z.enum(["openai", "offline"]),
    attempts: count,
    fallback: z
      .string()
      .nullable()
      .describe("Why the offline interpreter answered; null where the model did."),
    usage: usageSchema.nullable(),
    cached: z.boolean(),
  })
  .meta({ id: "Interpretation" });

/** What one message means, and how that was found; `none` means no run, and the weights are null then only. */
export type Interpretation = AnswerOf<typeof interpretationSchema>;
