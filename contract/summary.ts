import { z } from "zod";
import { type MovedAccount, SIGNALS, type Summary } from "../tiering/index.ts";
import { kpisSchema } from "./kpis.ts";
import { planSchema } from "./plan.ts";

const count = z.int().min(0);

const ruleSchema = z
  .object({
    rule: z.enum([
      "tier-sizes",
      "max-tier-step",
      "max-moved-share",
      "hold",
      "force",
      "scope",
      "may-rise",
      "may-fall",
      "monotone",
    ]),
    limit: z.string(),
    asked: z.boolean(),
    kept: z.boolean(),
    accounts: count.describe("How many accounts break it."),
  })
  .meta({ id: "RuleOutcome" });

const certificateSchema = z
  .object({
    of: z.enum(["composite", "tpa"]).describe("What is bounded."),
    value: z.number(),
    bound: z.number(),
    gap: z.number().nullable().describe("Null where the value is 0 and the bound is not."),
    liftGap: z
      .number()
      .nullable()
      .describe("Null where the baseline breaks the plan's rules or nothing can be gained."),
    nodes: count,
    proven: z.boolean(),
    unproven: z.enum(["not-asked", "work-limit", "time-limit"]).nullable().describe("Why it is not proven."),
  })
  .meta({ id: "Certificate" });

const share = z.number().nullable();

const stabilitySchema = z
  .object({
    surviving: share.describe(
      "Share of the moves that stand a change of ± 10 % in any one weight, by running the plan again.",
    ),
    bySignal: z.object({ runway: share, growth: share, geo: share, category: share }),
  })
  .meta({ id: "WeightStability" });

/** Something that a reader of a run has to know and would not guess. */
export const runNoteSchema = z
  .object({
    kind: z.enum([
      "absent-signals",
      "constant-signals",
      "lone-spread",
      "ties",
      "first-tiering",
      "rules-left-out",
      "no-revenue",
      "time-limit",
      "binned-ranks",
    ]),
    text: z.string(),
    signals: z.array(z.enum(SIGNALS)).optional(),
    account: z.string().optional(),
  })
  .meta({ id: "RunNote" });

const mean = z.number().nullable();

const tierOrderSchema = z
  .object({
    tiers: z
      .array(
        z.object({
          tier: z.string(),
          meanBefore: mean,
          meanAfter: mean,
          medianBefore: mean,
          medianAfter: mean,
        }),
      )
      .describe("PI_acct per tier; null where it is empty."),
    inversions: z
      .array(
        z.object({
          higher: z.string(),
          lower: z.string(),
          meanOfHigher: z.number(),
          meanOfLower: z.number(),
          before: z.boolean().describe("True where the two were out of order before the run too."),
        }),
      )
      .describe("Neighbouring tiers of which the lower one has the larger mean PI_acct after the run."),
  })
  .meta({ id: "TierOrder" });

/** A run as a report. */
export const summarySchema = z
  .object({
    plan: planSchema,
    accounts: count,
    kpis: z
      .object({ before: kpisSchema.nullable(), after: kpisSchema, lift: kpisSchema.nullable() })
      .describe("Before and lift are null in a first tiering, as all that compares with a baseline is."),
    tiers: z.array(z.string()),
    strategicTiers: z.array(z.string()),
    distribution: z.object({ before: z.array(count).nullable(), after: z.array(count) }),
    contributions: z
      .object({ tpa: z.number(), tciPi: z.number(), tciRev: z.number(), sfi: z.number() })
      .nullable()
      .describe("What each KPI adds to the composite's lift; the four sum to it."),
    tierOrder: tierOrderSchema,
    migration: z
      .array(z.array(count))
      .nullable()
      .describe("Accounts by tier before (rows) and after (columns)."),
    moved: z.object({ count, up: count, down: count, share: z.number() }).nullable(),
    rules: z.array(ruleSchema),
    certificate: certificateSchema.nullable(),
    stability: stabilitySchema.nullable(),
    notes: z.array(runNoteSchema).describe("What a reader has to know and would not guess, a sentence each."),
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
