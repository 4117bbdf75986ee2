import { z } from "zod";
import {
  type Comparison,
  METHODS,
  SEGMENTATION_ALGORITHMS,
  type SegmentationOptions,
  TIER_POLICIES,
} from "../tiering/index.ts";
import type { AnswerOf } from "./answer-of.ts";
import { identityShape, linksSchema } from "./identity.ts";
import { kpisSchema } from "./kpis.ts";
import { textsParameter } from "./parameters.ts";
import { planSchema } from "./plan.ts";
import { planQuery } from "./plan-query.ts";
import {
  allTiedSchema,
  componentsSchema,
  resolvedSegmentation,
  silhouetteSchema,
  unassignedSchema,
} from "./segmentation.ts";

const shortForm = z.object({
  algorithm: z.enum(SEGMENTATION_ALGORITHMS),
  k: z.int().min(1).max(26).optional(),
  policy: z.enum(TIER_POLICIES).optional(),
});

/** A segmentation as `algorithm:k:policy`, the last two of which may be left out. */
const segmentationList = z.codec(textsParameter(z.array(z.string()).max(12)), z.array(shortForm), {
  decode: (texts) =>
    texts.map((text) => {
      const [algorithm, k, policy] = text.split(":");
      return {
        algorithm,
        ...(k ? { k: Number(k) } : {}),
        ...(policy ? { policy } : {}),
      } as SegmentationOptions & {
        k?: number;
        policy?: "v1" | "v2" | "blend";
      };
    }),
  encode: (list) => list.map(({ algorithm, k, policy }) => [algorithm, k ?? "", policy ?? ""].join(":")),
});

/** Query of `GET /v1/compare`: a plan, and segmentations to stand beside the methods; or several plans. */
export const compareQuery = planQuery.extend({
  segmentation: segmentationList
    .optional()
    .describe("Segmentations to stand beside the methods, such as ward:4:v2 or hdbscan; repeatable."),
  run: textsParameter(z.array(z.string().max(6_000)).min(2).max(10))
    .optional()
    .describe(
      "Plans to compare, each as a query of its own (percent-encoded), such as run=method%3Dkpi%26runway%3D1; in place of one plan under every method.",
    ),
});

const row = {
  name: z.string(),
  kpis: kpisSchema,
  sizes: z.array(z.int()),
  moved: z.int().nullable(),
};

/** Methods and segmentations side by side. */
export const comparisonSchema = z
  .object({
    accounts: z.int(),
    methods: z.array(z.object({ ...row, method: z.enum(METHODS) })),
    segmentations: z.array(
      z.object({
        ...row,
        options: resolvedSegmentation,
        silhouette: silhouetteSchema,
        allTied: allTiedSchema,
        unassigned: unassignedSchema,
      }),
    ),
    components: componentsSchema.nullable(),
  })
  .meta({ id: "Comparison" }) satisfies z.ZodType<Comparison>;

/** Several plans' results side by side. */
export const scenariosSchema = z
  .object({
    runs: z.array(
      z.object({
        plan: planSchema,
        kpis: kpisSchema,
        measured: kpisSchema.describe(
          "Its tiers by the first plan's weights, strategic tiers and coefficients.",
        ),
        moved: z.int(),
        sizes: z.array(z.int()),
        broken: z.array(z.string()).describe("Business rules that it does not keep."),
        links: linksSchema.nullable(),
      }),
    ),
    before: kpisSchema
      .nullable()
      .describe("The book's own tiers, measured as the first plan's; null where it has none."),
    differing: z
      .array(z.array(z.int()))
      .describe("Accounts whose tier differs between two of the runs; a row and a column for each."),
  })
  .meta({ id: "Scenarios" });

/** Several plans' results side by side. */
export type Scenarios = AnswerOf<typeof scenariosSchema>;

/** Answer of `GET /v1/compare`. */
export const compareAnswer = z
  .object({
    ...identityShape,
    comparison: comparisonSchema
      .nullable()
      .describe("Methods and segmentations; null where runs are compared."),
    scenarios: scenariosSchema.nullable().describe("The runs asked for; null where methods are compared."),
  })
  .meta({ id: "CompareAnswer" });
