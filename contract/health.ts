import { z } from "zod";
import { identityShape } from "./identity.ts";

/** Answer of `GET /livez`. */
export const liveAnswer = z.object({ status: z.literal("live") });

/** Answer of `GET /readyz`. */
export const readyAnswer = z.object({
  status: z.literal("ready"),
  ...identityShape,
  rejected: z.int().describe("Rows of the accounts file that could not be read."),
  model: z.string().nullable().describe("The language model; null where the offline interpreter answers."),
  trouble: z
    .string()
    .nullable()
    .describe("Why the model did not answer the last message; null where it did."),
});
