import type { Question } from "../../contract/question.ts";
import type { Turn } from "../../contract/turn.ts";
import type { Plan, Policy, TierSize } from "../../tiering/index.ts";
import { isUndo } from "../words/items/undo-words.ts";
import { planOf } from "./history.ts";

/** The sizes that were said, apart from those that were filled in; `rest` takes what is left. */
export type SaidSizes = Readonly<Record<string, TierSize | "rest">>;

/** What a conversation remembers: its plans, and what was left open. */
export interface Conversation {
  /** Plans in force and beneath it, oldest first: an undo has taken the newest away. */
  readonly stack: readonly Plan[];
  /** Every plan that was run, oldest first. */
  readonly plans: readonly Plan[];
  /** Plans that undos have taken away since the last new plan, newest last. */
  readonly redo: readonly Plan[];
  /** The plan in force; null before the first. */
  readonly current: Plan | null;
  /** The user's words that led to it; empty before the first. */
  readonly wish: string;
  /** The plan that the last answer proposed instead of running one; null where no question is open. */
  readonly proposed: Plan | null;
  /** What was unclear when that plan was proposed. */
  readonly open: readonly string[];
  /** The question that the last answer answered; null where it answered none. */
  readonly question: Question | null;
  /** Whether the last answer neither ran nor proposed a plan, nor answered a question of the accounts. */
  readonly idle: boolean;
  /** Tier sizes of the plan in force that were said rather than filled in. */
  readonly saidSizes: SaidSizes;
  /** The request's own rules: they go before those in the words, and the reply says them. */
  readonly ruled: Policy;
}

/**
 * The state after a history, oldest turn first. A plan that followed an undo is the one beneath come back,
 * so that undoing twice goes two plans back rather than to and fro.
 */
export function readConversation(history: readonly Turn[], ruled: Policy = {}): Conversation {
  const stack: Plan[] = [];
  const plans: Plan[] = [];
  let redo: Plan[] = [];
  let undoing = false;
  let said: SaidSizes | null = null;
  let [asked, wish] = ["", ""];
  for (const turn of history) {
    if (turn.role === "user") {
      asked = turn.content;
      undoing = isUndo(turn.content);
      continue;
    }
    const plan = planOf(turn);
    if (plan === null) continue;
    if ((turn.undo ?? undoing) && stack.length > 1) redo.push(stack.pop() as Plan);
    else {
      stack.push(plan);
      redo = [];
    }
    plans.push(plan);
    wish = asked;
    said = turn.saidSizes ?? plan.policy.tierSizes ?? {};
    undoing = false;
  }
  const last = history.findLast(({ role }) => role === "assistant");
  return {
    stack,
    plans,
    redo,
    current: stack.at(-1) ?? null,
    wish,
    proposed: last?.proposed ?? null,
    open: last?.open ?? [],
    question: last?.question ?? null,
    idle: last !== undefined && planOf(last) === null && last.proposed == null && last.question == null,
    saidSizes: said ?? {},
    ruled,
  };
}
