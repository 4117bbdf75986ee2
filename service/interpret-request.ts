import type { Interpretation } from "../contract/interpretation.ts";
import type { Turn } from "../contract/turn.ts";
import { type Interpreter, type InterpretRequest, readConversation } from "../prompts/index.ts";
import { canonicalPlan, DEFAULT_WEIGHTS, type Plan, type Policy } from "../tiering/index.ts";

/** What someone asks for, in words. */
export interface WordsRequest {
  readonly message: string;
  readonly history: readonly Turn[];
  /** Business rules of the request itself; they go before those in the words. */
  readonly policy?: Policy;
}

/** What the words meant; no plan where they asked for no run. */
export interface InterpretedRequest {
  readonly interpretation: Interpretation;
  readonly plan: Plan | null;
}

/**
 * Interprets a request; its policy goes before the words', theirs before the last plan's.
 * @throws {PromptError} where the interpreter fails and may not fall back, or the caller left
 */
export async function interpretRequest(
  interpreter: Interpreter,
  { message, history, policy }: WordsRequest,
  asker: Pick<InterpretRequest, "signal" | "budget"> = {},
): Promise<InterpretedRequest> {
  const interpretation = await interpreter.interpret({
    message,
    history,
    ...(policy === undefined ? {} : { policy }),
    ...asker,
  });
  const { method, scale, weights } = interpretation;
  if (method === "none" || weights === null) return { interpretation, plan: null };
  const asked = { ...interpretation.policy, ...policy };
  return { interpretation, plan: canonicalPlan({ method, weights, policy: asked, scale }) };
}

/** The plan that a question is about: the one in force, or the default plan before the first. */
export function planInQuestion({ history, policy }: WordsRequest): Plan {
  const inForce = readConversation(history).current;
  const plan: Plan = inForce ?? { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} };
  return canonicalPlan({ ...plan, policy: { ...plan.policy, ...policy } });
}
