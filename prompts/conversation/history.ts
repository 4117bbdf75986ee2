import type { Turn } from "../../contract/turn.ts";
import type { Plan } from "../../tiering/index.ts";
import { normaliseWeights } from "../../tiering/index.ts";
import { parsePlan } from "./plan-text.ts";

/** The plan that a turn ran, from its `plan` or its text; null where it ran none. Weights sum to 1. */
export function planOf(turn: Turn): Plan | null {
  if (turn.role !== "assistant") return null;
  if (turn.plan === undefined) return parsePlan(turn.content);
  return { ...turn.plan, weights: normaliseWeights(turn.plan.weights) };
}
