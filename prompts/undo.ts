import type { Conversation } from "./conversation.ts";
import type { Meaning } from "./interpretation.ts";

/** The plan beneath the one in force, or a reply where there is none. */
export function resolveUndo(conversation: Conversation): Meaning {
  const plan = conversation.stack.at(-2);
  if (plan === undefined) {
    const nothing = "There is no earlier plan to go back to.";
    return {
      method: "none",
      weights: null,
      policy: {},
      ask: { kind: "undo" },
      reply: nothing,
      explanation: nothing,
    };
  }
  return {
    method: plan.method,
    weights: plan.weights,
    policy: plan.policy,
    ask: { kind: "undo" },
    reply: "Taken back: the plan before the last one is in force again.",
    explanation: "The whole plan: 'undo' restores the one before the last.",
  };
}
