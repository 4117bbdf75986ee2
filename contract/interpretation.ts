import { z } from "zod";
import { METHODS, type TierSize } from "../tiering/index.ts";
import type { AnswerOf } from "./answer-of.ts";
import { planSchema } from "./plan.ts";
import { policySchema, scaleSchema } from "./policy.ts";
import { questionSchema } from "./question.ts";

const count = z.int().min(0);

const usageSchema = z.object({ promptTokens: count, completionTokens: count });

/** Tokens that the model's provider counted (or, where it is silent, that we estimated). */
export type Usage = AnswerOf<typeof usageSchema>;

const size = z.union([z.number(), z.string().max(20)]) as z.ZodType<TierSize | "rest", TierSize | "rest">;

/** Schema of tier sizes as they were said. */
export const saidSizesSchema = z.record(z.string().max(200), size);

/** Schema of a phrase of the message and what it became. */
export const phraseReadingSchema = z
  .object({
    phrase: z.string(),
    start: count.describe("Where it stands in the message, UTF-16 offset."),
    end: count,
    became: z.string(),
    kind: z
      .enum(["said", "guessed", "default"])
      .describe("In so many words; one of several meanings; where the words leave it open."),
  })
  .meta({ id: "PhraseReading" });

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
    scale: scaleSchema.optional(),
    unread: z.array(z.string()).describe("Phrases of the message that nothing came of."),
    readings: z.array(phraseReadingSchema).describe("What the phrases of the message became."),
    proposed: planSchema
      .nullable()
      .describe("The plan that runs if the user says yes, where something was unclear."),
    question: z.string().nullable().describe("The one question that is asked with a proposed plan."),
    undo: z.boolean().describe("True where the plan is an earlier one come back."),
    saidSizes: saidSizesSchema.describe("The tier sizes that were said rather than filled in."),
  })
  .meta({ id: "Interpretation" });

/** What one message means, and how that was found; `none` means no run, and the weights are null then only. */
export type Interpretation = AnswerOf<typeof interpretationSchema>;
