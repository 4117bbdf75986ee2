import type { ModelAnswer } from "../contract/model-answer.ts";
import { normaliseWeights } from "../tiering/index.ts";
import type { Conversation } from "./conversation.ts";
import type { Meaning } from "./interpretation.ts";
import { kpiAllowed, kpiWish } from "./kpi.ts";
import { mergePolicy } from "./policy-words.ts";
import { quotesPrompt } from "./reply.ts";
import { cleanReply } from "./reply-text.ts";
import { checkPolicy } from "./selectors.ts";
import { resolveUndo } from "./undo.ts";
import { isUndo } from "./undo-words.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What an answer is judged by. */
export interface Context {
  readonly message: string;
  readonly conversation: Conversation;
  readonly vocabulary: Vocabulary;
}

/**
 * The meaning of a valid answer once our own rules have been applied to it: undo comes from the
 * history, KPI only where the message allows it, names must be the book's, the reply is clean.
 * @param offline the offline interpreter's meaning, made only where its reply is needed.
 */
export function finishAnswer(answer: ModelAnswer, context: Context, offline: () => Meaning): Meaning {
  const { conversation, message, vocabulary } = context;
  if (answer.ask?.kind === "undo" || isUndo(message)) return resolveUndo(conversation);
  const words = answer.policy ?? { set: {}, lift: [] };
  const checked = checkPolicy(words.set, vocabulary);
  if ("problem" in checked) return withoutRun(checked.problem, null);
  const reply = safeReply(answer.reply, offline);
  if (answer.method === "none" || (answer.method === "kpi" && kpiWish(message) === "question")) {
    return {
      ...withoutRun(reply, answer.ask ?? null),
      explanation: "No run: the model found no tiering wish.",
    };
  }
  // What is asked beside a run is answered without one.
  if (answer.ask !== null && answer.ask !== undefined) return withoutRun(reply, answer.ask);
  const denied = answer.method === "kpi" && !kpiAllowed(message, conversation);
  return {
    method: denied ? "hybrid" : answer.method,
    weights: normaliseWeights(answer.weights),
    policy: mergePolicy(conversation.current?.policy ?? {}, { set: checked.policy, lift: words.lift }),
    ask: null,
    reply,
    explanation: denied
      ? "Weights as the model read them; hybrid, because the message does not ask for KPI."
      : "Weights, method and rules as the model read them.",
  };
}

function withoutRun(reply: string, ask: Meaning["ask"]): Meaning {
  return { method: "none", weights: null, policy: {}, ask, reply, explanation: reply };
}

function safeReply(text: string, offline: () => Meaning): string {
  const reply = cleanReply(text);
  return reply === "" || quotesPrompt(reply) ? offline().reply : reply;
}
