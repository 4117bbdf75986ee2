import { z } from "zod";
import { explanationShape } from "./identity.ts";

/** Answer of `GET /v1/runs/:id`. */
export const runAnswer = z
  .object({ ...explanationShape, run: z.string().describe("The id: the same plan on the same book has it.") })
  .meta({ id: "RunAnswer" });
