import { z } from "zod";
import type { MovedAccount, Summary } from "../tiering/index.ts";
import { kpisSchema } from "./kpis.ts";
import { planSchema } from "./plan.ts";

const count = z.int().min(0);

const ruleSchema = z
  .object({
    rule: z.enum(["tier-sizes", "max-tier-step", "max-moved-share", "hold", "scope"]),
    limit: z.string(),
    asked: z.boolean(),
    kept: z.boolean(),
    accounts: count.describe("How many accounts break it."),
  })
  .meta({ id: "RuleOutcome" });

const certificateSchema = z
  .object({
    value: z.number(),
    bound: z.number(),
    gap: z.number(),
    liftGap: z.number(),
    nodes: count,
    proven: z.boolean(),
  })
  .meta({ id: "Certificate" });

const stabilitySchema = z
  .object({
    surviving: z.number().describe("Share of the moves that stand a change of ± 10 % in any one weight."),
    bySignal: z.object({ runway: z.number(), growth: z.number(), geo: z.number(), category: z.number() }),
  })
  .meta({ id: "WeightStability" });

/** A run as a report. */
export const summarySchema = z
  .object({
    plan: planSchema,
    accounts: count,
    kpis: z.object({ before: kpisSchema, after: kpisSchema, lift: kpisSchema }),
    tiers: z.array(z.string()),
    strategicTiers: z.array(z.string()),
    distribution: z.object({ before: z.array(count), after: z.array(count) }),
    migration: z.array(z.array(count)).describe("Accounts by tier before (rows) and after (columns)."),
    moved: z.object({ count, up: count, down: count, share: z.number() }),
    rules: z.array(ruleSchema),
    certificate: certificateSchema.nullable(),
    stability: stabilitySchema.nullable(),
  })
  .meta({ id: "Summary" }) satisfies z.ZodType<Summary>;

/** One account that left its tier. */
export const movedSchema = z
  .object({
    id: z.string(),
    previousTier: z.string(),
    tier: z.string(),
    change: z.enum(["up", "down"]),
    potential: z.number(),
    revenue: z.number(),
    reason: z.string(),
  })
  .meta({ id: "MovedAccount" }) satisfies z.ZodType<MovedAccount>;
