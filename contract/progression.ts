import { z } from "zod";
import {
  type AccountProgression,
  CHANGES,
  type ListedProgression,
  PROGRESSION_LISTS,
  type ProgressionSummary,
} from "../tiering/index.ts";
import { csvShape } from "./csv.ts";
import { explanationShape } from "./identity.ts";
import { numberParameter, textsParameter } from "./parameters.ts";
import { planQuery } from "./plan-query.ts";

const listSchema = z.enum(PROGRESSION_LISTS);
const whereParameter = textsParameter(z.array(z.string()).max(20))
  .optional()
  .describe("Selectors as in scope, such as Geo_Entity:Africa; an account has to match them all.");

/** Query of `GET /v1/progression`: which list, which of its accounts, and a plan to set beside them. */
export const progressionQuery = planQuery.extend({
  list: listSchema
    .default("risk")
    .describe(
      "risk: likely to fall, by revenue; opportunity: likely to rise, by runway; misfit: looks wrong in its tier; frozen: never moved though its peers did.",
    ),
  where: whereParameter,
  offset: numberParameter(z.int().min(0)).default(0).describe("First account to list."),
  limit: numberParameter(z.int().min(0).max(100)).default(20).describe("Most accounts to list."),
});

const { columns: _, ...csvFormat } = csvShape;

/** Query of `GET /v1/progression.csv`. */
export const progressionCsvQuery = planQuery.extend({
  list: listSchema.optional().describe("One list in its order; the whole book in file order where absent."),
  ...csvFormat,
});

const maybe = z.number().nullable();
const maybeName = z.string().nullable();
const share = maybe.describe("0 … 1; null where there is nothing to divide by.");
const change = z.enum(CHANGES);
const liftSchema = z
  .object({ top: z.int(), share: z.number(), base: z.number() })
  .meta({ id: "ProgressionLift" });

const scoreSchema = z.object({
  precision: share,
  recall: share,
  f1: share,
  prAuc: share,
  auc: share,
  reliability: z.array(z.object({ accounts: z.int(), predicted: z.number(), observed: z.number() })),
  calibrationError: share,
  support: z.int(),
});

const evaluationSchema = z
  .object({
    accounts: z.int(),
    accuracy: share,
    macroPrecision: share,
    macroRecall: share,
    macroF1: share,
    logLoss: z.number(),
    classes: z.array(scoreSchema).describe("Up, stay, down."),
    confusion: z
      .array(z.array(z.int()))
      .describe("Accounts by what happened (row) and what was said (column)."),
    lift: z
      .object({ move: z.array(liftSchema), up: z.array(liftSchema), down: z.array(liftSchema) })
      .describe("Of the first accounts by chance, the share that did move so, and the share of all."),
    moveAuc: share,
  })
  .meta({ id: "ChangeEvaluation" });

const splitSchema = z
  .object({
    kind: z
      .enum(["random", "time"])
      .describe("random explains a year from its own accounts; time predicts a year from the one before."),
    learned: z.string(),
    tested: z.string(),
    trained: z.int(),
    rounds: z.int(),
    thresholds: z.object({ up: z.number(), down: z.number() }),
    evaluation: evaluationSchema,
    conformal: z.object({
      coverage: z.array(share).describe("Up, stay, down: promised .9 where accounts are exchangeable."),
      meanSize: z.number(),
      flagged: z.number().describe("Share of accounts for which staying can be excluded."),
    }),
    nobodyChanges: share.describe("Macro-F1 of saying that every account stays."),
  })
  .meta({ id: "ProgressionSplit" });

/** What is known of a book's progression, its accounts aside. */
export const progressionSummarySchema = z
  .object({
    years: z.array(z.string()),
    sentences: z.array(z.string()).describe("What may be believed and what is missing; the headline first."),
    outlook: z
      .object({
        learned: z.string(),
        trained: z.int(),
        eligible: z.int(),
        changes: z.record(change, z.int()),
        rounds: z.int(),
        thresholds: z.object({ up: z.number(), down: z.number() }),
      })
      .nullable(),
    evaluations: z.array(splitSchema),
    misfitEvidence: z
      .object({ from: z.string(), to: z.string(), misfits: z.int(), moved: share, othersMoved: share })
      .nullable(),
    lists: z.record(listSchema, z.int()).describe("Accounts by list."),
  })
  .meta({ id: "ProgressionSummary" }) satisfies z.ZodType<ProgressionSummary>;

const reasonsSchema = z
  .object({
    logOdds: z.number(),
    base: z.number(),
    reasons: z.array(
      z.object({
        feature: z.string(),
        value: z.string(),
        median: z.string().nullable(),
        contribution: z.number(),
        odds: z.number(),
      }),
    ),
  })
  .describe("base + Σ contributions = logOdds, exactly (TreeSHAP).")
  .meta({ id: "ProgressionReasons" });

const accountShape = {
  lists: z.array(listSchema),
  outlook: z
    .object({
      probabilities: z.record(change, z.number()),
      said: change,
      possible: z.array(change).describe("What cannot be excluded at 90 %."),
      move: change,
      reasons: reasonsSchema,
    })
    .nullable(),
  fit: z.object({ ownTier: z.number(), looksLike: z.string(), reasons: reasonsSchema.nullable() }).nullable(),
  peersMoved: maybe,
  sentences: z.array(z.string()),
};

/** One account's chances and fit, with exact reasons; a diagnostic, not a forecast. */
export const accountProgressionSchema = z
  .object(accountShape)
  .meta({ id: "AccountProgression" }) satisfies z.ZodType<AccountProgression>;

const listedSchema = z
  .object({
    id: z.string(),
    name: maybeName.describe("What people call it; null where the book has no names."),
    tier: z.string(),
    plannedTier: z.string().describe("Tier that the plan gives it."),
    revenue: z.number(),
    runway: maybe,
    ...accountShape,
  })
  .meta({ id: "ListedProgression" }) satisfies z.ZodType<ListedProgression>;

/** Answer of `GET /v1/progression`. */
export const progressionAnswer = z
  .object({
    ...explanationShape,
    progression: progressionSummarySchema,
    list: listSchema,
    total: z.int().describe("Accounts of the list that match."),
    offset: z.int(),
    accounts: z.array(listedSchema),
  })
  .meta({ id: "ProgressionAnswer" });
