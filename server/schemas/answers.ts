import { z } from "zod";
import type { Interpreted } from "../../prompts/index.ts";
import { askSchema, planSchema, policySchema } from "../../prompts/index.ts";
import { METHODS, type MovedAccount, type Summary } from "../../tiering/index.ts";
import type { Problem } from "../errors.ts";

const nullableNumber = z.number().nullable();
const count = z.int().min(0);

/** The KPIs of a tier assignment. */
export const kpisSchema = z
  .object({
    tpa: nullableNumber.describe("Tier Potential Alignment, Spearman ρ; null where it is undefined."),
    tciPi: z.number().describe("Tier Compactness Index of PI_acct, η²."),
    tciRev: z.number().describe("Tier Compactness Index of current revenue, η²."),
    sfi: nullableNumber.describe("Strategic Focus Index; null where total revenue is not positive."),
    composite: z.number(),
  })
  .meta({ id: "Kpis" });

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

export const interpretationSchema = z
  .object({
    method: z.enum([...METHODS, "none"]),
    weights: planSchema.shape.weights.nullable(),
    policy: policySchema,
    ask: askSchema.nullable(),
    reply: z.string(),
    explanation: z.string(),
    interpreter: z.enum(["openai", "offline"]),
    attempts: count,
    fallback: z
      .string()
      .nullable()
      .describe("Why the offline interpreter answered; null where the model did."),
    usage: z.object({ promptTokens: count, completionTokens: count }).nullable(),
    cached: z.boolean(),
  })
  .meta({ id: "Interpretation" }) satisfies z.ZodType<Interpreted>;

/** What was asked beside a run, answered. */
export const askAnswerSchema = z
  .object({
    kind: z.enum(["undo", "account", "boundary", "rules", "compare", "segment", "goal"]),
    text: z.string(),
    data: z.unknown().describe("The same as the linked resource gives it."),
    link: z.string(),
  })
  .meta({ id: "AskAnswer" });

/** What every answer says of itself. */
export const identityShape = {
  book: z
    .object({ id: z.string(), rows: count, source: z.object({ accounts: z.string(), tam: z.string() }) })
    .meta({ id: "Book" }),
  engine: z.string(),
};

export const linksSchema = z.object({ csv: z.string(), summary: z.string() }).meta({ id: "Links" });

export const copySchema = z
  .object({ csv: z.string(), curl: z.string() })
  .describe("The links as someone would paste them.");

const faultSchema = z.object({
  pointer: z.string().optional(),
  parameter: z.string().optional(),
  detail: z.string(),
  nearest: z.array(z.string()).optional(),
});

/** An RFC 9457 problem. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(faultSchema).optional(),
    instance: z.string(),
    requestId: z.string(),
  })
  .meta({ id: "Problem" }) satisfies z.ZodType<Problem>;
