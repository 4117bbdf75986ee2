import type { Question } from "../contract/question.ts";
import type { Method, Policy, Signal, Weights } from "../tiering/index.ts";

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
}

/**
 * Weights scaled to sum to 1 within 1e-12; such as already do are kept to the bit.
 * Input: non-negative finite numbers, at least one of them positive; the caller checks.
 */
export function normaliseWeights(weights: Readonly<Record<Signal, number>>): Weights {
  const { runway, growth, geo, category } = weights;
  const sum = runway + growth + geo + category;
  if (Math.abs(sum - 1) <= 1e-12) return { runway, growth, geo, category };
  // Huge or denormal weights are brought near 1 first, so that neither sum nor quotient is lost.
  const unit = sum > 1e-300 && sum < Number.POSITIVE_INFINITY ? 1 : Math.max(runway, growth, geo, category);
  const total = runway / unit + growth / unit + geo / unit + category / unit;
  const part = (weight: number) => weight / unit / total;
  return { runway: part(runway), growth: part(growth), geo: part(geo), category: part(category) };
}
