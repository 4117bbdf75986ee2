import { DEFAULT_WEIGHTS, SIGNALS, type Signal } from "../../tiering/index.ts";
import type { Conversation } from "../conversation.ts";
import { type Meaning, normaliseWeights } from "../interpretation.ts";
import { kpiWish } from "../kpi.ts";
import { isUndo, resolveUndo } from "../undo.ts";
import type { Vocabulary } from "../vocabulary.ts";

const WORDS: Readonly<Record<Signal, RegExp>> = {
  runway: /\b(?:runway|upside|potential|headroom|whitespace|expansion|opportunit)/iu,
  growth: /\b(?:growth|growing|cagr|momentum|accelerat)/iu,
  geo: /\b(?:geo|region|territor|location|emea|apac)/iu,
  category: /\b(?:category|industry|vertical|sector)/iu,
};

/** A message's meaning without a model: deterministic, in process. */
export function interpretOffline(
  message: string,
  conversation: Conversation,
  _vocabulary: Vocabulary,
): Meaning {
  if (isUndo(message)) return resolveUndo(conversation);
  const named = SIGNALS.filter((signal) => WORDS[signal].test(message));
  const wish = kpiWish(message);
  const runs = /\b(?:tier|retier|run|again|default|same)\b/iu.test(message);
  if (wish === "question" || (named.length === 0 && wish === "absent" && !runs)) {
    const reply = "Tell me what matters to you: runway, growth, geography or industry.";
    return { method: "none", weights: null, policy: {}, ask: null, reply, explanation: reply };
  }
  const base = { ...(conversation.current?.weights ?? DEFAULT_WEIGHTS) };
  for (const signal of named) base[signal] += 0.5;
  const method = wish === "wanted" ? "kpi" : (conversation.current?.method ?? "hybrid");
  const explanation = named.length === 0 ? "The weights are unchanged." : `Named: ${named.join(", ")}.`;
  const policy = conversation.current?.policy ?? {};
  return { method, weights: normaliseWeights(base), policy, ask: null, reply: explanation, explanation };
}
