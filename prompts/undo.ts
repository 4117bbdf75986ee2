import type { Conversation } from "./conversation.ts";
import type { Meaning } from "./interpretation.ts";

const UNDO =
  /\b(?:undo|revert|roll(?:ed|ing)? ?(?:it |that |this )?back|(?:take|put) (?:it|that|this|things?) back|step back|scrap (?:it|that|this)|(?:go|going|went|switch|change it) back(?! to (?:the )?(?:default|first|original|initial|very first|published|standard|kpi|hybrid|normal|one with)))\b/iu;
const NOT = /\b(?:do ?n[o']?t|never|can(?:'t| ?not)) (?:undo|revert|go back|roll)\b/iu;

/** Whether a message asks to take the last plan back. */
export function isUndo(message: string): boolean {
  const start = message.slice(0, 400).replaceAll("’", "'");
  return UNDO.test(start) && !NOT.test(start);
}

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
