import { z } from "zod";
import { planSchema } from "./plan.ts";

/** Schema of one turn of a conversation; an assistant's turn carries the plan that it ran. */
export const turnSchema = z
  .strictObject({
    role: z.enum(["user", "assistant"]),
    content: z.string().max(8000),
    plan: planSchema.optional(),
  })
  .meta({ id: "Turn" });

/** One turn of a conversation. */
export type Turn = Readonly<z.infer<typeof turnSchema>>;
