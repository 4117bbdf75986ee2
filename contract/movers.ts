import { z } from "zod";
import type { Movers } from "../tiering/index.ts";
import { explanationShape } from "./identity.ts";
import { numberParameter, runSelectors } from "./parameters.ts";
import { planQuery } from "./plan-query.ts";
import { versusParameter } from "./versus.ts";

/** Query of `GET /v1/movers`: a plan, and by what its movers are counted. */
export const moversQuery = planQuery.extend({
  versus: versusParameter.optional(),
  column: z.string().min(1).optional().describe("A text column of the book; in all alone where absent."),
  direction: z
    .enum(["both", "up", "down"])
    .default("both")
    .describe("Values without such movers are left out."),
  where: runSelectors,
  to: z.string().optional().describe("Name of the tier that they come to."),
  steps: numberParameter(z.int().min(1).max(25)).optional().describe("The fewest tiers that they move by."),
  by: z
    .enum(["accounts", "revenue", "potential"])
    .default("accounts")
    .describe("What the values are ordered by: how much of it moves."),
  limit: numberParameter(z.int().min(1).max(1_000)).default(20).describe("Most values to list."),
});

const flow = z.object({
  accounts: z.int(),
  revenue: z.number().describe("Current revenue, in the book's currency."),
  potential: z.number().nullable().describe("Potential revenue; null where the book has none."),
});

/** Who moves: in all, and by the values of one column. */
export const moversSchema = z
  .object({
    up: flow,
    down: flow,
    column: z.string().nullable(),
    groups: z.array(z.object({ value: z.string(), accounts: z.int(), up: flow, down: flow })),
    values: z.int().describe("Values with movers, those beyond the limit among them."),
  })
  .meta({ id: "Movers" }) satisfies z.ZodType<Movers>;

/** Answer of `GET /v1/movers`. */
export const moversAnswer = z
  .object({ ...explanationShape, movers: moversSchema })
  .meta({ id: "MoversAnswer" });
