import { z } from "zod";
import { csvShape } from "./csv.ts";
import { identityShape, linksSchema } from "./identity.ts";
import { flagParameter, numberParameter } from "./parameters.ts";
import { planQuery, proveParameter } from "./plan-query.ts";
import { movedSchema, summarySchema } from "./summary.ts";

/** Query of `GET /v1/tiers.csv`. */
export const csvTiersQuery = planQuery.extend({ ...csvShape, prove: proveParameter.optional() });

/** Query of `GET /v1/tiers`. */
export const tiersQuery = planQuery.extend({
  prove: proveParameter.optional(),
  stability: flagParameter
    .optional()
    .describe("1: also judge how firmly the moves stand when a weight changes."),
  offset: numberParameter(z.int().min(0)).default(0).describe("First moved account to list."),
  limit: numberParameter(z.int().min(0).max(1_000)).default(100).describe("Most moved accounts to list."),
});

/** Answer of `GET /v1/tiers` as JSON. */
export const tiersAnswer = z
  .object({
    ...identityShape,
    summary: summarySchema,
    moved: z.object({ total: z.int(), offset: z.int(), accounts: z.array(movedSchema) }),
    links: linksSchema.nullable(),
  })
  .meta({ id: "TiersAnswer" });
