import { z } from "zod";
import { planSchema, policySchema, turnSchema } from "../../prompts/index.ts";

/** Longest message, characters. */
export const MESSAGE_LIMIT = 4_000;
/** Most turns of history. */
export const HISTORY_LIMIT = 20;

z.globalRegistry.add(planSchema, { id: "Plan" });
z.globalRegistry.add(policySchema, { id: "Policy" });
z.globalRegistry.add(turnSchema, { id: "Turn" });

/** Body of `POST /v1/chat` and `POST /v1/interpretations`. */
export const chatBody = z
  .strictObject({
    message: z
      .string()
      .max(MESSAGE_LIMIT)
      .refine((text) => text.trim() !== "", "expected a message that says something")
      .describe("What matters, in plain words.")
      .meta({ examples: ["prioritize runway growth"] }),
    history: z.array(turnSchema).max(HISTORY_LIMIT).default([]).describe("Earlier turns, oldest first."),
    policy: policySchema.optional().describe("Business rules; they go before those in the words."),
  })
  .meta({ id: "ChatRequest" });
export type ChatBody = z.output<typeof chatBody>;
