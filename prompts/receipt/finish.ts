import type { ModelAnswer } from "../../contract/model-answer.ts";
import type { Meaning } from "../merge/meaning.ts";
import type { Fault } from "../model/answer-text.ts";
import { quotesPrompt } from "../model/quoted-prompt.ts";
import { cleanReply } from "../reply/reply-text.ts";
import { isUndo } from "../words/items/undo-words.ts";
import { conclude } from "./conclude.ts";
import { type Context, readingOf } from "./model-reading.ts";
import { withOwnWords } from "./own-words.ts";

/**
 * The meaning of a valid answer: its operations merged into the plan in force, names held against the book,
 * KPI only where the message allows it, and a reply composed from the merged plan. The model's own words are
 * for talk, and beside the reply to a message that is not in English.
 * @param leftOut rules of the answer that were not valid
 * @param offline the offline interpreter's meaning, made only where its reply is needed
 */
export function finishAnswer(
  answer: ModelAnswer,
  context: Context,
  leftOut: readonly Fault[],
  offline: () => Meaning,
): Meaning {
  const said = cleanReply(answer.reply);
  const talk = said === "" || quotesPrompt(said) ? offline().reply : said;
  const undone =
    isUndo(context.message) && answer.plan == null ? { ...answer, plan: "undo" as const } : answer;
  const reading = readingOf(undone, context, leftOut, talk);
  return withOwnWords(said, conclude(reading, context.conversation, context.vocabulary), context);
}
