import type { Question } from "../../contract/question.ts";
import type { Method, Plan, Policy, Scale, Weights } from "../../tiering/index.ts";
import type { SaidSizes } from "../conversation/conversation.ts";
import type { PhraseReading } from "./reading.ts";

/** Longest reply that reaches a user, in characters. */
export const MAX_REPLY = 2000;

/** What one message means: a plan to run, or a reply alone. */
export interface Meaning {
  /** `none` means no run. A repeated or restored plan keeps its method, whatever that was. */
  readonly method: Method | "none";
  /** Sum 1 within 1e-12; null exactly where the method is `none`. */
  readonly weights: Weights | null;
  /** The words' policy over the last plan's; the request's own goes on top of it. */
  readonly policy: Policy;
  readonly ask: Question | null;
  /** Text for the user: at most 2,000 characters, no control or bidirectional characters. */
  readonly reply: string;
  /** One sentence that says which words led to which numbers. */
  readonly explanation: string;
  /** How the signals are standardised; absent for the default. */
  readonly scale?: Scale;
  /** Phrases of the message that nothing came of; they are named in the reply too. */
  readonly unread: readonly string[];
  /** What the phrases of the message became. */
  readonly readings: readonly PhraseReading[];
  /** The plan that runs if the user says yes, where the method is `none` because something was unclear. */
  readonly proposed: Plan | null;
  /** The one question that is asked with a proposed plan. */
  readonly question: string | null;
  /** True where the plan is an earlier one come back. */
  readonly undo: boolean;
  /** Tier sizes that were said rather than filled in. */
  readonly saidSizes: SaidSizes;
}
