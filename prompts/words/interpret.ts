import type { Conversation } from "../conversation.ts";
import type { Meaning } from "../interpretation.ts";
import { conclude } from "../receipt/conclude.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { readOffline } from "./read.ts";

/** What a message means, without a model: deterministic, in process, for any string. */
export function interpretOffline(
  message: string,
  conversation: Conversation,
  vocabulary: Vocabulary,
): Meaning {
  return conclude(readOffline(message, conversation, vocabulary), conversation, vocabulary);
}
