import { z } from "zod";
import type { Stopped } from "../tiering/index.ts";

/** What was reached where the time limit ended a computation; null where nothing was left out. */
export const stoppedSchema = z
  .object({ seconds: z.number(), text: z.string() })
  .nullable()
  .describe(
    "What was reached at the time limit; null where nothing was left out.",
  ) satisfies z.ZodType<Stopped | null>;
