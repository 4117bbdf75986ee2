import { z } from "zod";
import { explanationShape } from "./identity.ts";

const answerSchema = z
  .object({
    at: z.string(),
    who: z.string(),
    action: z.string(),
    query: z.string().describe("What was asked beside the plan."),
    form: z.string().nullable(),
    engine: z.string(),
    sha256: z.string().nullable().describe("Of the bytes that were sent then."),
    now: z.string().nullable().describe("Of the bytes made now; null where they were not made."),
    same: z.boolean().nullable().describe("Null where nothing could be compared."),
    why: z.string().nullable().describe("What differs, or why nothing was compared."),
  })
  .meta({ id: "ReplayedAnswer" });

/** Answer of `GET /v1/runs/:id`. */
export const runAnswer = z
  .object({
    ...explanationShape,
    run: z.string().describe("The id: the same plan on the same book has it."),
    replay: z
      .object({
        same: z
          .boolean()
          .nullable()
          .describe("Whether all that could be compared is the same, byte by byte."),
        text: z.string(),
        answers: z.array(answerSchema).describe("The latest recorded answers, made again now."),
      })
      .nullable()
      .describe("Null where the audit trail has no answer of this run yet."),
  })
  .meta({ id: "RunAnswer" });
