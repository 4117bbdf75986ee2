import { z } from "zod";
import { saidSizesSchema } from "./interpretation.ts";
import { planSchema } from "./plan.ts";
import { questionSchema } from "./question.ts";

/**
 * Schema of one turn of a conversation. An assistant's turn carries the plan that it ran, or the one that it
 * proposed, and the question that it answered.
 */
export const turnSchema = z
  .strictObject({
    role: z.enum(["user", "assistant"]),
    content: z.string().max(8000),
    plan: planSchema.optional(),
    proposed: planSchema.optional().describe("The plan that waits for a yes."),
    open: z
      .array(z.string().max(300))
      .max(50)
      .optional()
      .describe("What was unclear when the plan was proposed."),
    question: questionSchema.optional().describe("The question answered beside or instead of a run."),
    undo: z.boolean().optional().describe("True where the plan is an earlier one come back."),
    saidSizes: saidSizesSchema
      .optional()
      .describe("The tier sizes that were said; the plan's others were filled in."),
  })
  .meta({ id: "Turn" });

/** One turn of a conversation. */
export type Turn = Readonly<z.infer<typeof turnSchema>>;
