import { z } from "zod";
import {
  SEGMENTATION_ALGORITHMS,
  type SegmentationOptions,
  type SegmentationSummary,
  TIER_POLICIES,
} from "../tiering/index.ts";
import { csvShape } from "./csv.ts";
import { identityShape } from "./identity.ts";
import { kpisSchema } from "./kpis.ts";
import { numberParameter, numbersByName, toParameters } from "./parameters.ts";
import { planSchema } from "./plan.ts";
import { weightsFromQuery, weightsShape } from "./plan-query.ts";
import { stoppedSchema } from "./stopped.ts";
import { runNoteSchema } from "./summary.ts";

const maybe = z.number().nullable();
const amount = z.number().min(0);
const whole = (least: number, most: number) => numberParameter(z.int().min(least).max(most));
const oneOf = <const T extends readonly string[]>(words: T) =>
  z.enum(words, { error: `expected one of ${words.join(", ")}` });

/** Query of the segmentations: an algorithm, its settings, and how clusters become tiers. */
export const segmentationQuery = z.strictObject({
  algorithm: oneOf(SEGMENTATION_ALGORITHMS).default("ward").describe("How accounts are grouped."),
  k: whole(1, 26)
    .optional()
    .describe("Clusters; as many as the book has tiers. HDBSCAN finds its own number."),
  policy: oneOf(TIER_POLICIES).optional().describe("How clusters are ranked as tiers; v1."),
  policyWeights: numbersByName(
    z.strictObject({ potential: amount, meanRevenue: amount, totalRevenue: amount }),
    "potential:0.5,meanRevenue:0,totalRevenue:0.5",
  )
    .optional()
    .describe("What the linear (required) and the blend policy weigh."),
  ...z.strictObject(weightsShape).partial().shape,
  strategicTiers: whole(1, 26).optional().describe("How many top tiers count in SFI; 2."),
  varianceShare: numberParameter(z.number().gt(0).max(1)).optional().describe("Variance to keep; .9."),
  alpha: numberParameter(amount).optional().describe("Weighted Ward: factor of PI_acct; 4."),
  beta: numberParameter(amount).optional().describe("Weighted Ward: factor of revenue; .8."),
  pcScale: numberParameter(amount).optional().describe("Weighted Ward: factor of the components; .7."),
  seed: whole(0, 4_294_967_295).optional().describe("Seed of the randomised algorithms; 1."),
  starts: whole(1, 50).optional().describe("Descents of K-means; 10."),
  minClusterSize: whole(2, 10_000_000)
    .optional()
    .describe("HDBSCAN: least accounts in a cluster; 8 % of the book."),
  minSamples: whole(1, 100).optional().describe("HDBSCAN: neighbours that make a place dense; 10."),
  silhouette: oneOf(["exact", "sampled", "none"])
    .optional()
    .describe("exact up to 10,000 accounts, else sampled."),
});
/** The query of a segmentation as it is read. */
export type SegmentationQuery = z.output<typeof segmentationQuery>;

/** The segmentation that a query asks for. @throws {ServerError} `invalid-query` where every weight is 0 */
export function segmentationFromQuery(query: SegmentationQuery): SegmentationOptions {
  const { runway, growth, geo, category, ...options } = query;
  return { ...options, weights: weightsFromQuery({ runway, growth, geo, category }) };
}

/** The one query that spells a segmentation: the schema's order, settings that were not named left out. */
export function segmentationToQuery({ weights, k, ...options }: SegmentationOptions): URLSearchParams {
  return toParameters(z.encode(segmentationQuery, { ...options, ...weights, k: k ?? undefined }));
}

const clusterSchema = z.object({
  tier: z.string(),
  cluster: z.int(),
  accounts: z.int(),
  share: z.number(),
  revenueShare: maybe,
  meanPotential: z.number(),
  meanRevenue: z.number(),
  totalRevenue: z.number(),
  traits: z.array(z.object({ feature: z.string(), z: z.number() })),
});

/** How well clusters are apart; null where not asked. */
export const silhouetteSchema = z
  .object({ mean: maybe, standardError: z.number(), accounts: z.int() })
  .nullable();

/** Whether a tier policy tells the clusters apart. */
export const allTiedSchema = z
  .boolean()
  .describe(
    "True where all clusters score the same under the tier policy, so that only the tie-break ranks them.",
  );

/** Accounts in no cluster. */
export const unassignedSchema = z.object({ accounts: z.int(), share: z.number(), revenueShare: maybe });

/** Principal components kept. */
export const componentsSchema = z.object({ kept: z.int(), explained: z.number() });

/** A segmentation's settings with every default filled in. */
export const resolvedSegmentation = z
  .object({
    algorithm: z.enum(SEGMENTATION_ALGORITHMS),
    k: z.int().nullable(),
    policy: z.enum(TIER_POLICIES),
    policyWeights: z.object({ potential: z.number(), meanRevenue: z.number(), totalRevenue: z.number() }),
    weights: planSchema.shape.weights,
    strategicTiers: z.int(),
    varianceShare: z.number(),
    alpha: z.number(),
    beta: z.number(),
    pcScale: z.number(),
    seed: z.int(),
    starts: z.int(),
    minClusterSize: z.int(),
    minSamples: z.int(),
    silhouette: z.enum(["exact", "sampled", "none"]),
  })
  .meta({ id: "SegmentationSettings" });

/** A segmentation as a report. */
export const segmentationSchema = z
  .object({
    options: resolvedSegmentation,
    accounts: z.int(),
    kpis: z.object({ before: kpisSchema.nullable(), after: kpisSchema, lift: kpisSchema.nullable() }),
    silhouette: silhouetteSchema,
    clusters: z.array(clusterSchema).describe("Highest tier first."),
    allTied: allTiedSchema,
    unassigned: unassignedSchema,
    components: componentsSchema,
    tiersBefore: z.array(z.string()),
    tiers: z.array(z.string()),
    distribution: z.object({ before: z.array(z.int()).nullable(), after: z.array(z.int()) }),
    migration: z.array(z.array(z.int())).nullable(),
    moved: z
      .object({ up: z.int(), down: z.int() })
      .nullable()
      .describe("Null where the numbers of tiers differ."),
    notes: z.array(runNoteSchema).describe("Signals that do not count, whose weight went to the others."),
    stopped: stoppedSchema,
  })
  .meta({ id: "SegmentationSummary" }) satisfies z.ZodType<SegmentationSummary>;

/** Query of `GET /v1/segmentations.csv`. */
export const csvSegmentationQuery = segmentationQuery.extend(csvShape);

/** Answer of `GET /v1/segmentations`. */
export const segmentationAnswer = z
  .object({ ...identityShape, segmentation: segmentationSchema, links: z.object({ csv: z.string() }) })
  .meta({ id: "SegmentationAnswer" });
