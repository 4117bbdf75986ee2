import { z } from "zod";
import type { AnswerOf } from "./answer-of.ts";

/** The measures a goal can name: TPA, TCI of potential, TCI of revenue, SFI, and the composite. */
export const GOAL_KPIS = ["tpa", "tciPi", "tciRev", "sfi", "composite"] as const;

/** The natural-grouping algorithms that a message can ask for. */
export const GROUPINGS = ["ward", "kmeans", "kmedoids", "hdbscan"] as const;

const letter = z.string().regex(/^[A-Z]$/u, "expected a tier letter A to Z");

/**
 * Schema of what a message wants beside (or instead of) a run: take back the last plan, explain an
 * account, explain what separates two tiers, the rules, a comparison, natural groups, or a KPI goal.
 */
export const questionSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("undo") }),
  z.object({ kind: z.literal("account"), id: z.string().min(1).max(200) }),
  z.object({ kind: z.literal("boundary"), tiers: z.tuple([letter, letter]) }),
  z.object({ kind: z.literal("rules") }),
  z.object({ kind: z.literal("compare") }),
  z.object({
    kind: z.literal("segment"),
    algorithm: z.enum(GROUPINGS).nullable(),
    k: z.int().min(2).max(26).nullable(),
  }),
  z.object({ kind: z.literal("goal"), kpi: z.enum(GOAL_KPIS), atLeast: z.number().min(0).max(2) }),
]);

/** What a message wants beside (or instead of) a run. */
export type Question = AnswerOf<typeof questionSchema>;
