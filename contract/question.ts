import { z } from "zod";
import { PROGRESSION_LISTS } from "../tiering/index.ts";
import type { AnswerOf } from "./answer-of.ts";
import { coverageQuestions, listLimit, whereSchema } from "./coverage-question.ts";
import { planSchema } from "./plan.ts";

/** The measures a goal can name: TPA, TCI of potential, TCI of revenue, SFI, and the composite. */
export const GOAL_KPIS = ["tpa", "tciPi", "tciRev", "sfi", "composite"] as const;

/** The natural-grouping algorithms that a message can ask for. */
export const GROUPINGS = ["ward", "kmeans", "kmedoids", "hdbscan"] as const;

const tier = z.string().min(1).max(60);
/** Selectors that the accounts in question match all; none for the whole book. */
const where = whereSchema.default([]);

const statistic = z.enum(["sum", "mean", "median"]).nullish();
const measure = z
  .string()
  .min(1)
  .max(200)
  .nullish()
  .describe("A number column, or Revenue_CAGR for growth, whose sum, mean or median is asked for.");

/** Two tiers; that there is no third is written as a schema, for clients that take no bare `false` for one. */
const twoTiers = z.tuple([tier, tier]).meta({ items: { not: {} } });

/**
 * Schema of what a message wants beside (or instead of) a run: take back the last plan, explain an
 * account or set two side by side, say why a tier is as large as it is, explain what separates two tiers, the rules, a comparison, natural groups, a KPI goal, the frontier of
 * disruption, how stable the moves are, the run as a story, which accounts there are (counted, counted by a column, or
 * listed), who moved (all of them, or counted by a column), what
 * is other than under the plan before (`plan`; null while it is only in the words) or under another one (likewise), who is about to change tier or
 * looks misplaced, or something of the coverage.
 */
export const questionSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("undo") }),
  z.object({ kind: z.literal("account"), id: z.string().min(1).max(200) }),
  z.object({ kind: z.literal("pair"), id: z.string().min(1).max(200), other: z.string().min(1).max(200) }),
  z.object({ kind: z.literal("size"), tier }),
  z.object({ kind: z.literal("boundary"), tiers: twoTiers }),
  z.object({ kind: z.literal("rules") }),
  z.object({ kind: z.literal("compare") }),
  z.object({
    kind: z.literal("segment"),
    algorithm: z.enum(GROUPINGS).nullable(),
    k: z.int().min(2).max(26).nullable(),
  }),
  z.object({ kind: z.literal("goal"), kpi: z.enum(GOAL_KPIS), atLeast: z.number().min(0).max(2) }),
  z.object({
    kind: z.literal("frontier"),
    gain: z.number().min(0).max(1).nullish().describe("Part of the whole gain that is to be reached."),
    moves: z.int().min(0).nullish().describe("Accounts that may move, whose gain is asked for."),
  }),
  z.object({ kind: z.literal("stability") }),
  z.object({ kind: z.literal("story") }),
  z.object({
    kind: z.literal("movers"),
    by: z.string().min(1).max(200).nullable(),
    direction: z.enum(["up", "down"]).nullable(),
    limit: z.int().min(1).max(1000).nullable(),
    where,
    order: z
      .string()
      .min(1)
      .max(200)
      .nullish()
      .describe("The number column by which the most comes first; of groups, current or potential revenue."),
    to: tier.nullish().describe("The tier that they come to; the one that they leave is a selector."),
    steps: z.int().min(1).max(25).nullish().describe("The fewest tiers that they move by."),
  }),
  z.object({
    kind: z.literal("accounts"),
    by: z.string().min(1).max(200).nullable().describe("A text column by whose values they are counted."),
    where,
    order: z
      .string()
      .min(1)
      .max(200)
      .nullable()
      .describe("The number column by which the most comes first; of groups, current or potential revenue."),
    limit: z
      .int()
      .min(1)
      .max(1000)
      .nullable()
      .describe(
        "How many accounts to list, or groups to tell; without a column, null counts rather than lists.",
      ),
    among: whereSchema.nullish().describe("Selectors of those whose share is asked for."),
    tiers: z.boolean().nullish().describe("Each value of the column by tier as well."),
    net: tier
      .nullish()
      .describe("The tier whose gain or loss of accounts the column's values are ordered by."),
    ascending: z.boolean().nullish().describe("The least first."),
    measure,
    statistic,
  }),
  z.object({ kind: z.literal("changes"), plan: planSchema.nullable() }),
  z.object({ kind: z.literal("whatIf"), plan: planSchema.nullable(), where }),
  z.object({
    kind: z.literal("progression"),
    list: z.enum(PROGRESSION_LISTS).nullable().describe("Null: both who may rise and who may fall."),
    id: z.string().min(1).max(200).nullable().describe("One account rather than a list."),
    where: whereSchema,
    limit: listLimit,
  }),
  ...coverageQuestions,
]);

/** What a message wants beside (or instead of) a run. */
export type Question = AnswerOf<typeof questionSchema>;
