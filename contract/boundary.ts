import { z } from "zod";
import type { TierSeparation } from "../tiering/index.ts";
import { explanationShape } from "./identity.ts";
import { planQuery } from "./plan-query.ts";

const letter = z.string().regex(/^[A-Za-z]$/, "expected a tier letter");

/** Two tiers in a query, `B,C`. */
export const tierPair = z
  .codec(
    z.string().regex(/^[^,]+,[^,]+$/, "expected two tier letters such as B,C"),
    z.tuple([letter, letter]),
    {
      decode: (text) => text.split(",").map((name) => name.trim()) as [string, string],
      encode: (letters) => letters.join(","),
    },
  )
  .describe("Two tier letters, such as B,C.");

/** What separates two tiers of a run. */
export const separationSchema = z
  .object({
    tiers: z.tuple([z.string(), z.string()]),
    accounts: z.tuple([z.int(), z.int()]),
    features: z.array(
      z.object({ feature: z.string(), more: z.number(), medians: z.tuple([z.number(), z.number()]) }),
    ),
    text: z.string(),
  })
  .meta({ id: "TierSeparation" }) satisfies z.ZodType<TierSeparation>;

/** Query of `GET /v1/boundaries`. */
export const boundaryQuery = planQuery.extend({ between: tierPair });

/** Answer of `GET /v1/boundaries`. */
export const boundaryAnswer = z
  .object({ ...explanationShape, boundary: separationSchema })
  .meta({ id: "BoundaryAnswer" });
