import type { Turn } from "../contract/turn.ts";
import type { Plan } from "../tiering/index.ts";
import { describePlan } from "./conversation/plan-text.ts";
import type { Meaning } from "./merge/meaning.ts";

/**
 * The assistant's turn to send back as history: the reply with the plan's canonical sentence, the plan that
 * runs (`plan`: the request's own rules may have gone on top), or the proposed one and what was asked.
 */
export function turnOf(meaning: Meaning, plan: Plan | null): Turn {
  const { ask, proposed, reply, saidSizes, undo, unread } = meaning;
  return {
    role: "assistant",
    content: (plan === null ? reply : `${reply}\n${describePlan(plan)}`).slice(0, 8000),
    ...(plan === null ? {} : { plan: plan as NonNullable<Turn["plan"]> }),
    ...(proposed === null ? {} : { proposed: proposed as NonNullable<Turn["proposed"]>, open: [...unread] }),
    ...(ask === null || ask.kind === "undo" ? {} : { question: ask as NonNullable<Turn["question"]> }),
    ...(undo ? { undo } : {}),
    ...(Object.keys(saidSizes).length > 0 ? { saidSizes: { ...saidSizes } } : {}),
  };
}
