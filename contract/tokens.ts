import { z } from "zod";
import { callerSchema } from "./caller.ts";

/** Answer of `GET /v1/tokens`. */
export const tokensAnswer = z.object({
  tokens: z
    .array(
      z.object({
        ...callerSchema.shape,
        expires: z.string().nullable().describe("The first moment at which it is no longer taken."),
        expired: z.boolean(),
        modelTokensToday: z.int().describe("Tokens of the language model spent this UTC day."),
      }),
    )
    .describe("The tokens of the caller's workspace; never what they are."),
});
