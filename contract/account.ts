import { z } from "zod";
import { type AccountExplanation, INPUTS, SIGNALS } from "../tiering/index.ts";
import { explanationShape } from "./identity.ts";
import { flagParameter } from "./parameters.ts";
import { planQuery } from "./plan-query.ts";
import { accountProgressionSchema } from "./progression.ts";

const maybe = z.number().nullable();
const position = { value: maybe, bookPercentile: maybe, tierPercentile: maybe };
const positionSchema = z.object(position).meta({ id: "Position" });
const boundarySchema = z
  .object({ tier: z.string(), potentialIndex: z.number(), distance: z.number(), rank: z.number() })
  .nullable();

const gainSchema = z.object({
  tier: z.string(),
  tpa: z.number(),
  sfi: z.number(),
  tciPi: z.number(),
  tciRev: z.number(),
  total: z.number(),
  price: maybe,
  net: maybe,
});

const ruleSchema = z.object({
  steps: z.array(
    z.object({ feature: z.string(), operator: z.enum(["<=", ">"]), threshold: z.number(), value: maybe }),
  ),
  tier: z.string(),
  accounts: z.number(),
  purity: z.number(),
});

const counterfactualsSchema = z.object({
  blocked: z.object({ up: z.string().nullable(), down: z.string().nullable() }),
  changes: z.array(
    z.object({
      direction: z.enum(["up", "down"]),
      lever: z.enum([...INPUTS, ...SIGNALS.map((signal) => `weights.${signal}` as const)]),
      from: maybe,
      to: maybe,
      relative: maybe,
      staysAt: maybe,
      tier: z.string().nullable(),
      text: z.string(),
    }),
  ),
  runs: z.int(),
});

/** Why an account is where it is. */
export const accountSchema = z
  .object({
    id: z.string(),
    name: z.string().nullable().describe("Null where the book has no names."),
    previousTier: z.string().nullable().describe("Null in a first tiering."),
    tier: z.string(),
    change: z.enum(["up", "same", "down"]).nullable(),
    reason: z.string(),
    signals: z.array(
      z.object({
        ...position,
        signal: z.enum(SIGNALS),
        z: z.number(),
        weight: z.number(),
        contribution: z.number(),
      }),
    ),
    potentialIndex: z.object({ ...position, rank: z.int(), of: z.int() }),
    inputs: z.object({
      revenue: positionSchema,
      baseRevenue: positionSchema,
      potential: positionSchema,
    }),
    gains: z
      .array(gainSchema)
      .describe(
        "What each tier in reach is worth to it; price and net are null where the method has no prices.",
      ),
    boundaries: z.object({ up: boundarySchema, down: boundarySchema }),
    rule: ruleSchema.nullable(),
    counterfactuals: counterfactualsSchema.nullable().describe("Null where not asked for."),
  })
  .meta({ id: "AccountExplanation" }) satisfies z.ZodType<AccountExplanation>;

/** Query of `GET /v1/accounts/:id`. */
export const accountQuery = planQuery.extend({
  kind: z.enum(["plain", "balanced"]).default("plain").describe("Which tree the rule path is of."),
  counterfactuals: flagParameter
    .default(false)
    .describe("Look for what would move the account, verified by running again; takes a few dozen runs."),
  progression: flagParameter
    .default(false)
    .describe(
      "Add its chances of moving and how well its tier fits; the first to ask waits for the book's assessment.",
    ),
});

/** Answer of `GET /v1/accounts/:id`. */
export const accountAnswer = z
  .object({
    ...explanationShape,
    account: accountSchema,
    progression: accountProgressionSchema.nullable().describe("Null where not asked for."),
  })
  .meta({ id: "AccountAnswer" });
