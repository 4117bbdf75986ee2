import type { Vocabulary } from "./book/vocabulary.ts";
import type { Conversation } from "./conversation/conversation.ts";
import type { Meaning } from "./merge/meaning.ts";
import { conclude } from "./receipt/conclude.ts";
import { readOffline } from "./words/read.ts";

/** What a message means, without a model: deterministic, in process, for any string. */
export function interpretOffline(
  message: string,
  conversation: Conversation,
  vocabulary: Vocabulary,
): Meaning {
  return conclude(readOffline(message, conversation, vocabulary), conversation, vocabulary);
}
