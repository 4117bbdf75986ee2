import { z } from "zod";
import { identityShape } from "./identity.ts";

/** Answer of `GET /livez`. */
export const liveAnswer = z.object({ status: z.literal("live") });

/** Schema of how the store is and how it does. */
export const storeStateSchema = z
  .object({
    kind: z.enum(["memory", "sqlite", "postgres"]),
    kept: z.boolean().describe("False: scenarios, holds and audit go with the process."),
    trouble: z.string().nullable().describe("Why the store did not answer; null where it did."),
    auditWaiting: z.int().describe("Entries of the audit trail that are not written yet."),
    auditLost: z.int().describe("Entries that came while the store was away for too long."),
  })
  .meta({ id: "StoreState" });

/** Answer of `GET /readyz`: beside the status only to whom the book belongs. */
export const readyAnswer = z.object({
  status: z.literal("ready"),
  ...z.object(identityShape).partial().shape,
  rejected: z.int().optional().describe("Rows of the accounts file that could not be read."),
  model: z
    .string()
    .nullable()
    .optional()
    .describe("The language model; null where the offline interpreter answers."),
  trouble: z
    .string()
    .nullable()
    .optional()
    .describe("Why the model did not answer the last message; null where it did."),
  store: storeStateSchema.optional(),
  shared: z
    .object({ trouble: z.string().nullable() })
    .nullable()
    .optional()
    .describe("Redis, which replicas share, and why it did not answer; null where none is configured."),
  refresh: z
    .object({ at: z.string().nullable(), trouble: z.string().nullable() })
    .optional()
    .describe("When the book was last read anew, and why it was not taken; absent where no schedule is set."),
});
