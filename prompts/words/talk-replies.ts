import type { Vocabulary } from "../book/vocabulary.ts";
import type { UnreadPhrase } from "../merge/reading.ts";
import { talkOf } from "./questions/talk.ts";
import { answerTerms, NOT_UNDERSTOOD, RULES_HINT, TALK_REPLIES } from "./questions/terms.ts";

/** The answer where phrases were not understood and nothing else is to run. */
export function notUnderstood(unread: readonly UnreadPhrase[]): string {
  return `I did not understand ${unread.map(({ phrase }) => `'${phrase}'`).join(", ")}, so nothing was run. ${RULES_HINT}`;
}

/** The answer to a message that wishes for no run; `named`: it names something of the book. */
export function talk(message: string, asked: boolean, vocabulary: Vocabulary, named = false): string {
  const kind = talkOf(message);
  if (kind !== null && !(asked && (kind === "greeting" || kind === "thanks"))) return TALK_REPLIES[kind];
  return asked ? answerTerms(message, vocabulary, named) : NOT_UNDERSTOOD;
}
