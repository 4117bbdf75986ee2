import { z } from "zod";
import type { TierSeparation } from "../tiering/index.ts";
import { explanationShape } from "./identity.ts";
import { planQuery } from "./plan-query.ts";

const name = z.string().min(1).max(100);

/** Two tiers in a query by their names, `B,C` or `Gold,Silver`. */
export const tierPair = z
  .codec(z.string().regex(/^[^,]+,[^,]+$/, "expected two tier names such as B,C"), z.tuple([name, name]), {
    decode: (text) => text.split(",").map((each) => each.trim()) as [string, string],
    encode: (names) => names.join(","),
  })
  .describe("Two tiers by name, such as B,C.");

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
