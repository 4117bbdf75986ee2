import { signal } from "@preact/signals";
import type { Plan } from "../../tiering/index.ts";
import { type Decision, withDecision, withoutDecision } from "./decided-policy.ts";
import { canUndo, changePlan, changePolicy, undo } from "./planning.ts";
import { session } from "./session.ts";

/** The latest decision: how many accounts it is about, and the plans on either side of it. */
export interface Decided {
  readonly accounts: number;
  /** Null: they may move again. */
  readonly decision: Decision | null;
  readonly before: Plan;
  readonly after: Plan;
}

/** The latest decision of this visit; null before there is one. */
export const decided = signal<Decided | null>(null);

/** Decides on accounts: they keep their tier or get another; a text says why. */
export function decide(ids: readonly string[], decision: Decision, why: string): void {
  const before = session.plan.value;
  changePolicy(withDecision(before.policy, ids, decision, why));
  decided.value = { accounts: ids.length, decision, before, after: session.plan.value };
}

/** Lets an account move again. */
export function release(id: string): void {
  const before = session.plan.value;
  changePolicy(withoutDecision(before.policy, [id]));
  decided.value = { accounts: 1, decision: null, before, after: session.plan.value };
}

/** Takes the latest decision back, like any other change. */
export function takeBack({ before }: Decided): void {
  if (canUndo()) undo();
  else changePlan(before);
}
