import { z } from "zod";
import { explanationShape, identityShape } from "./identity.ts";
import { numberParameter } from "./parameters.ts";
import { planQuery } from "./plan-query.ts";

const weight = z.number().min(0);

/** What a coverage is to be good at; unnamed weights keep their default. */
export const coverageWeightsSchema = z
  .strictObject({
    whitespace: weight.describe(
      "Share of the whitespace (runway × tier weight) that is covered; 0.8 unless given.",
    ),
    fairness: weight.describe("Equal opportunity within a role; 0 unless given."),
    balance: weight.describe("Equal load within a role; 0 unless given."),
    continuity: weight.describe("Accounts that keep their owner; 0.2 unless given."),
    travel: weight.describe("Few areas a seller; 0 unless given."),
  })
  .partial()
  .meta({ id: "CoverageWeights" });

const presence = z.enum(["in-person", "remote"]);
const accountSeller = z.strictObject({ account: z.string(), seller: z.string() });
const pairs = z.array(accountSeller).max(10_000);

/** Rules on single accounts: an override is made of them. */
const singleRules = {
  keep: pairs.describe("This seller has this account, whatever else holds."),
  forbid: pairs.describe("This seller never has this account."),
  apart: z
    .array(z.tuple([z.string(), z.string()]))
    .max(1_000)
    .describe("These two accounts never go to one seller."),
};

/** Business rules of a coverage. */
export const coverageRulesSchema = z
  .strictObject({
    singleGeo: z
      .enum(["in-person", "remote", "all", "none"])
      .describe("Who serves one geography alone; in-person unless given."),
    domainTiers: z
      .array(z.string())
      .describe("Tiers whose accounts need a seller of their domain; the lower half unless given."),
    presence: z
      .record(z.string(), presence)
      .describe('Presence that a tier asks for, such as {"C": "remote"}.'),
    minAccounts: z.int().min(0).describe("Least number of accounts of every seller."),
    cover: z
      .record(z.string(), z.number().min(0).max(1))
      .describe("Least covered share of a tier in every geography."),
    ...singleRules,
  })
  .partial()
  .meta({ id: "CoverageRules" });

const sellerSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  role: z.string().min(1),
  geos: z
    .array(z.string())
    .default([])
    .describe("Geographies that the seller may serve; all where none is named."),
  domains: z
    .array(z.string())
    .default([])
    .describe("Domains that the seller knows; all where none is named."),
  presence: presence.default("in-person"),
  factor: z.number().positive().default(1).describe("Capacity against a full seller."),
});

const capacitiesSchema = z
  .record(z.string(), z.record(z.string(), z.number().min(0)))
  .describe("Most accounts of one seller by role, then tier; a tier left out is 0.");

const scenarioSchema = z.strictObject({
  name: z.string().min(1).max(200),
  retire: z.array(z.string()).max(10_000).optional(),
  add: z
    .array(
      sellerSchema.omit({ id: true, name: true }).extend({ count: z.int().min(1).max(1_000).default(1) }),
    )
    .max(50)
    .optional(),
  capacities: capacitiesSchema.optional(),
  rules: coverageRulesSchema.optional(),
  weights: coverageWeightsSchema.optional(),
});

/** What a request may say of the sellers, rules and weights, beside its plan. */
const coverageShape = {
  sellers: z.array(sellerSchema).min(1).max(20_000).optional().describe("In place of the sellers on file."),
  sellersPerGeo: z
    .record(z.string(), z.int().min(0).max(10_000))
    .optional()
    .describe("Where nothing but their number in each geography is known: generalists of default capacity."),
  capacities: capacitiesSchema.optional(),
  rules: coverageRulesSchema.optional(),
  weights: coverageWeightsSchema.optional(),
  tierWeights: z
    .record(z.string(), z.number().min(0))
    .optional()
    .describe("Worth of a unit of runway by tier."),
  prove: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe("Gap to prove, such as 0.0001; the instant answer unless given."),
  seconds: z
    .number()
    .min(1)
    .max(120)
    .optional()
    .describe("Most seconds of an exact answer; 60 unless given."),
};

/** Body of `POST /v1/coverage`. */
export const coverageBody = z.strictObject({
  ...coverageShape,
  override: z
    .strictObject(singleRules)
    .partial()
    .optional()
    .describe("Locks and bans to price: the answer says what they cost."),
  scenarios: z.array(scenarioSchema).min(1).max(8).optional().describe("Changes to compare side by side."),
  frontier: z
    .int()
    .min(2)
    .max(20)
    .optional()
    .describe("Points of the frontier of continuity against whitespace."),
  offset: z.int().min(0).default(0),
  limit: z
    .int()
    .min(0)
    .max(1_000)
    .default(100)
    .describe("Most changes, and most accounts without a seller, to list."),
});
export type CoverageBody = z.output<typeof coverageBody>;

const numbers = (about: string) => numberParameter(z.number().min(0)).optional().describe(about);

/** Coverage options of a query, which spell weights, rules and proof; the rest is the body's. */
const coverageQueryShape = {
  whitespace: numbers("Weight of covered whitespace."),
  fairness: numbers("Weight of equal opportunity."),
  balance: numbers("Weight of equal load."),
  continuity: numbers("Weight of kept owners."),
  travel: numbers("Weight of few areas a seller."),
  minAccounts: numberParameter(z.int().min(0))
    .optional()
    .describe("Least number of accounts of every seller."),
  prove: numberParameter(z.number().min(0).max(1)).optional().describe("Gap to prove, such as 0.0001."),
  seconds: numberParameter(z.number().min(1).max(120))
    .optional()
    .describe("Most seconds of an exact answer."),
};

/** Query of `GET /v1/coverage.csv` and of `GET /v1/coverage/moves.csv`. */
export const coverageCsvQuery = planQuery.extend(coverageQueryShape);
export type CoverageQuery = z.output<typeof coverageCsvQuery>;

/** Query of `GET /v1/coverage`. */
export const coverageQuery = planQuery.extend({
  ...coverageQueryShape,
  offset: numberParameter(z.int().min(0)).default(0).describe("First change to list."),
  limit: numberParameter(z.int().min(0).max(1_000)).default(100).describe("Most changes to list."),
});

const evenness = z.object({ mean: z.number(), cv: z.number(), gini: z.number(), maxToMean: z.number() });

const summarySchema = z
  .object({
    accounts: z.int(),
    covered: z.int(),
    whitespace: z.number(),
    coveredWhitespace: z.number(),
    owned: z.int(),
    kept: z.int(),
    moved: z.int(),
    gained: z.int(),
    lost: z.int(),
    objective: z.number(),
    bound: z.number().describe("No coverage under the rules has a larger objective."),
    gap: z.number(),
    proven: z.boolean(),
    sellers: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        role: z.string(),
        geos: z.array(z.string()),
        presence,
        accounts: z.int(),
        byTier: z.array(z.int()),
        load: z.number().describe("1 is all of the seller's capacity."),
        whitespace: z.number(),
        shareOfBest: z.number(),
        kept: z.int(),
        gained: z.int(),
        lost: z.int(),
        areas: z.int().nullable(),
      }),
    ),
    roles: z.array(
      z.object({
        role: z.string(),
        sellers: z.int(),
        accounts: z.int(),
        opportunity: evenness,
        load: evenness,
      }),
    ),
    geos: z.array(
      z.object({
        geo: z.string(),
        accounts: z.int(),
        covered: z.int(),
        whitespace: z.number(),
        coveredWhitespace: z.number(),
        byTier: z.array(z.int()),
        coveredByTier: z.array(z.int()),
      }),
    ),
  })
  .meta({ id: "CoverageSummary" });

const reportShape = {
  summary: summarySchema,
  prices: z
    .array(z.object({ geo: z.string(), role: z.string(), sellers: z.int(), worth: z.number() }))
    .describe("What one more seller of a role in a geography is worth at the most; dearest first."),
  changes: z.object({
    total: z.int(),
    offset: z.int(),
    accounts: z.array(
      z.object({
        account: z.string(),
        geo: z.string(),
        tier: z.string(),
        from: z.string().nullable(),
        to: z.string().nullable(),
        kind: z.enum(["moved", "gained", "lost"]),
        whitespace: z.number(),
        gain: z.number().describe("What the change brings at the margin."),
        reason: z.string(),
      }),
    ),
  }),
  unassigned: z.object({
    total: z.int(),
    offset: z.int(),
    byCode: z.record(z.string(), z.int()),
    accounts: z.array(
      z.object({
        account: z.string(),
        geo: z.string(),
        tier: z.string(),
        whitespace: z.number(),
        code: z.string(),
        reason: z.string().describe("The rule that binds."),
      }),
    ),
  }),
  solverMemory: z.int().describe("Bytes of WebAssembly memory that the solver holds until it rests."),
};

/** Answer of `GET` and `POST /v1/coverage`. */
export const coverageAnswer = z
  .object({
    ...explanationShape,
    ...reportShape,
    override: z
      .object({
        price: z.number().describe("Objective given up."),
        priceOfBound: z
          .number()
          .describe("Fall of the bound: the price without what rounding adds or takes."),
        differences: z.int().describe("Accounts whose seller differs."),
        summary: summarySchema,
      })
      .optional(),
    scenarios: z
      .array(
        z.object({ name: z.string(), summary: summarySchema.nullable(), infeasible: z.string().nullable() }),
      )
      .optional(),
    frontier: z
      .array(
        z.object({
          continuity: z.number(),
          kept: z.int(),
          changed: z.int(),
          coveredWhitespace: z.number(),
          gap: z.number(),
        }),
      )
      .optional(),
  })
  .meta({ id: "CoverageAnswer" });

const qualitySchema = z
  .object({
    input: z.int(),
    accepted: z.int(),
    rejected: z.int(),
    rows: z.array(z.object({ line: z.int(), column: z.string(), code: z.string(), reason: z.string() })),
    notes: z.record(z.string(), z.int()),
  })
  .nullable();

/** Answer of `GET /v1/coverage/sellers`. */
export const sellersAnswer = z
  .object({
    ...identityShape,
    source: z.enum(["files", "demonstration", "none"]),
    sellers: z.array(
      z.object({
        id: z.string(),
        name: z.string().optional(),
        role: z.string(),
        geos: z.array(z.string()),
        domains: z.array(z.string()),
        presence,
        factor: z.number(),
      }),
    ),
    capacities: z.record(z.string(), z.array(z.number())),
    ownedAccounts: z.int().describe("Accounts of the book that have an owner today."),
    quality: z.object({ sellers: qualitySchema, capacities: qualitySchema, owners: qualitySchema }),
    warnings: z.array(
      z.object({ code: z.string(), name: z.string(), sellers: z.int(), message: z.string() }),
    ),
  })
  .meta({ id: "CoverageSellers" });

const carried = z.array(z.int());

/** Answer of `GET /v1/coverage/tier-sizes`: arrays go by tier, highest first. */
export const tierSizesAnswer = z
  .object({
    ...explanationShape,
    tiers: z.array(z.string()),
    now: carried.describe("Accounts in the tier."),
    carried: carried.describe("How many of those can have a seller, the tiers above served first."),
    most: carried.describe("How many could if any account were in the tier, the tiers above served first."),
    geos: z.array(z.object({ geo: z.string(), now: carried, carried, most: carried })),
    tierSizes: z
      .record(z.string(), z.int())
      .describe(
        "Sizes to tier by: each but the lowest as large as it can be carried; a plan takes them as they are.",
      ),
  })
  .meta({ id: "CoverageTierSizes" });
