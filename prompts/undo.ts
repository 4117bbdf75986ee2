import type { Conversation } from "./conversation.ts";
import type { Meaning } from "./interpretation.ts";

const UNDO = new RegExp(
  [
    String.raw`\b(?:undo|revert|step back|roll(?:ed|ing)? ?(?:it |that |this )?back)\b`,
    String.raw`\b(?:take|put) (?:it|that|this|things?) back\b`,
    String.raw`\bscrap (?:it|that|this)\b`,
    // "go back to growth" is a wish; "go back to what we had" is not.
    String.raw`\b(?:go|going|went|switch|change it) back\b(?! to\b)`,
    String.raw`\b(?:go|going|went|switch|change it) back to (?:what|where|how|before|that|the (?:previous|last|earlier|one|plan|version|state|way|settings|weights)\b)(?! with)`,
  ].join("|"),
  "iu",
);
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
