import { z } from "zod";
import { METHODS, type Plan, SIGNALS } from "../tiering/index.ts";
import { normaliseWeights } from "./interpretation.ts";
import { parsePlan } from "./plan-text.ts";
import { policySchema, scaleSchema } from "./policy.ts";

const weight = z.number().min(0).max(1e9);

/** Schema of a plan in a request's history: weights are non-negative, not all zero, of any sum. */
export const planSchema = z.strictObject({
  method: z.enum(METHODS),
  weights: z
    .strictObject({ runway: weight, growth: weight, geo: weight, category: weight })
    .refine(
      (weights) => SIGNALS.some((signal) => weights[signal] > 0),
      "expected at least one positive weight",
    ),
  policy: policySchema,
  scale: scaleSchema.optional(),
}) satisfies z.ZodType<Plan>;

/** Schema of one turn of a conversation; an assistant's turn carries the plan that it ran. */
export const turnSchema = z.strictObject({
  role: z.enum(["user", "assistant"]),
  content: z.string().max(8000),
  plan: planSchema.optional(),
});

/** One turn of a conversation. */
export type Turn = Readonly<z.infer<typeof turnSchema>>;

/** The plan that a turn ran, from its `plan` or its text; null where it ran none. Weights sum to 1. */
export function planOf(turn: Turn): Plan | null {
  if (turn.role !== "assistant") return null;
  if (turn.plan === undefined) return parsePlan(turn.content);
  return { ...turn.plan, weights: normaliseWeights(turn.plan.weights) };
}
