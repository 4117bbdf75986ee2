import { z } from "zod";
import { listParameter, numberParameter } from "./parameters.ts";
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

/** How a seller meets customers. */
export const presenceSchema = z.enum(["in-person", "remote"]);
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

/** Who serves one geography alone. */
const singleGeoSchema = z
  .enum(["in-person", "remote", "all", "none"])
  .describe("Who serves one geography alone; in-person unless given.");

/** Business rules of a coverage. */
export const coverageRulesSchema = z
  .strictObject({
    singleGeo: singleGeoSchema,
    domainTiers: z
      .array(z.string())
      .describe("Tiers whose accounts need a seller of their domain; the lower half unless given."),
    presence: z
      .record(z.string(), presenceSchema)
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
  presence: presenceSchema.default("in-person"),
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
    .describe(
      "Most seconds of an exact answer, all its solver runs together; 60 unless given. What was reached by then is the answer.",
    ),
};

const changeKind = z.enum(["moved", "gained", "lost"]).optional().describe("Changes of this kind alone.");
const changeOrder = z
  .enum(["account", "whitespace"])
  .default("account")
  .describe(
    "Order of the listed changes and accounts without a seller: by account, or the most whitespace first.",
  );

/** Body of `POST /v1/coverage.csv` and of `POST /v1/coverage/moves.csv`. */
export const coverageCsvBody = z.strictObject(coverageShape);

/** The sales force that a conversation is about, where it is not the one on file. */
export const ownForceSchema = z
  .strictObject({ sellers: coverageShape.sellers.unwrap(), capacities: coverageShape.capacities })
  .meta({ id: "OwnForce" });
/** A conversation's own sales force. */
export type OwnForce = z.output<typeof ownForceSchema>;

const fileSchema = z.strictObject({
  name: z.string().min(1).max(200).describe("What to call the file in messages."),
  text: z.string().min(1).describe("The file's text."),
});

/** Body of `POST /v1/coverage/sellers`. */
export const sellersBody = z.strictObject({
  sellers: fileSchema
    .optional()
    .describe("sellers.csv: Seller_ID and Role, and what else is known; those on file where absent."),
  capacities: fileSchema.optional().describe("capacity.csv: most accounts of one seller by role and tier."),
});

/** Body of `POST /v1/coverage`. */
export const coverageBody = z.strictObject({
  ...coverageShape,
  kind: changeKind,
  order: changeOrder,
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
/** The body of a coverage request as it is read. */
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
  singleGeo: singleGeoSchema.optional(),
  apart: listParameter(z.string().regex(/^[^:]+:[^:]+$/, "expected two accounts, such as 101:102"), 1_000)
    .optional()
    .describe("Accounts that never go to one seller, two by two: 101:102, or several by commas."),
  prove: numberParameter(z.number().min(0).max(1)).optional().describe("Gap to prove, such as 0.0001."),
  seconds: numberParameter(z.number().min(1).max(120))
    .optional()
    .describe("Most seconds of an exact answer."),
};

/** Query of `GET /v1/coverage.csv` and of `GET /v1/coverage/moves.csv`. */
export const coverageCsvQuery = planQuery.extend(coverageQueryShape);
/** The query of a coverage CSV as it is read. */
export type CoverageQuery = z.output<typeof coverageCsvQuery>;

/** Query of `GET /v1/coverage/frontier`. */
export const coverageFrontierQuery = planQuery.extend({
  points: numberParameter(z.int().min(2).max(10))
    .default(5)
    .describe("Budgets of the tiering, evenly up to the plan's own."),
});

/** Query of `GET /v1/coverage`. */
export const coverageQuery = planQuery.extend({
  ...coverageQueryShape,
  offset: numberParameter(z.int().min(0)).default(0).describe("First change to list."),
  limit: numberParameter(z.int().min(0).max(1_000)).default(100).describe("Most changes to list."),
});
