import type { Turn } from "../contract/turn.ts";
import type { Plan } from "../tiering/index.ts";
import { planOf } from "./history.ts";
import { isUndo } from "./undo-words.ts";

/** What a conversation remembers: its plans. */
export interface Conversation {
  /** Plans in force and beneath it, oldest first: an undo has taken the newest away. */
  readonly stack: readonly Plan[];
  /** Every plan that was run, oldest first. */
  readonly plans: readonly Plan[];
  /** The plan in force; null before the first. */
  readonly current: Plan | null;
}

/**
 * The plans of a history, oldest turn first. A plan that followed an "undo" is the one beneath come
 * back, so that undoing twice goes two plans back rather than to and fro.
 */
export function readConversation(history: readonly Turn[]): Conversation {
  const stack: Plan[] = [];
  const plans: Plan[] = [];
  let undoing = false;
  for (const turn of history) {
    if (turn.role === "user") {
      undoing = isUndo(turn.content);
      continue;
    }
    const plan = planOf(turn);
    if (plan === null) continue;
    if (undoing && stack.length > 1) stack.pop();
    else stack.push(plan);
    plans.push(plan);
    undoing = false;
  }
  return { stack, plans, current: stack.at(-1) ?? null };
}
