import { z } from "zod";
import { presenceSchema } from "./coverage.ts";
import { explanationShape, identityShape } from "./identity.ts";

const evenness = z.object({ mean: z.number(), cv: z.number(), gini: z.number(), maxToMean: z.number() });

const summarySchema = z
  .object({
    accounts: z.int(),
    covered: z.int(),
    whitespace: z.number(),
    coveredWhitespace: z.number(),
    owned: z.int().describe("Accounts with an owner today: kept + moved + lost."),
    departed: z.int().describe("Those among them whose owner is not one of the sellers."),
    kept: z.int(),
    moved: z.int().describe("Accounts that go from their owner to another."),
    gained: z.int().describe("Accounts without an owner that get one."),
    lost: z.int().describe("Accounts that go from their owner to none."),
    objective: z.number(),
    bound: z.number().describe("No coverage under the rules has a larger objective."),
    gap: z.number(),
    proven: z.boolean(),
    stopped: z
      .string()
      .nullable()
      .describe("What was reached when the seconds were over; null where they were not."),
    sellers: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        role: z.string(),
        geos: z.array(z.string()),
        presence: presenceSchema,
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
    departedOwners: z
      .array(z.object({ owner: z.string(), accounts: z.int(), moved: z.int(), lost: z.int() }))
      .describe("Where the accounts go of owners who are not among the sellers; the most accounts first."),
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
        name: z.string().nullable().describe("Name of the account, where the book has them."),
        geo: z.string(),
        tier: z.string(),
        from: z.string().nullable(),
        to: z.string().nullable(),
        fromName: z.string().nullable().describe("Names of the two, where they are sellers who have one."),
        toName: z.string().nullable(),
        kind: z.enum(["moved", "gained", "lost"]),
        whitespace: z.number(),
        gain: z.number().describe("What the change brings at the margin."),
        reason: z.string(),
      }),
    ),
  }),
  unassigned: z.object({
    total: z.int(),
    today: z.int().describe("Accounts that have no owner among the sellers before this coverage."),
    offset: z.int(),
    byCode: z.record(z.string(), z.int()),
    accounts: z.array(
      z.object({
        account: z.string(),
        name: z.string().nullable().describe("Name of the account, where the book has them."),
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
        presence: presenceSchema,
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

/** Answer of `GET /v1/coverage/frontier`. */
export const coverageFrontierAnswer = z
  .object({
    ...explanationShape,
    points: z.array(
      z.object({
        maxMovedShare: z.number(),
        moved: z.int().nullable().describe("Accounts that the tiering moves."),
        composite: z.number(),
        covered: z.int().describe("Accounts with a seller under the instant coverage of those tiers."),
        coveredWhitespace: z.number(),
        whitespace: z.number().describe("Runway × tier weight: it rises as runway gets into higher tiers."),
        coveredByTier: z.array(z.int()),
        kept: z.int().describe("Accounts that keep their owner."),
        gap: z.number(),
      }),
    ),
  })
  .meta({ id: "CoverageFrontier" });

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
