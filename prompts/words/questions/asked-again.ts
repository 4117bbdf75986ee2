import type { Question } from "../../../contract/question.ts";
import type { Vocabulary } from "../../book/vocabulary.ts";
import type { Conversation } from "../../conversation/conversation.ts";
import { spend } from "../clauses/spend.ts";
import type { Item } from "../items/item.ts";
import { readFilters } from "./question-filters.ts";

/** What narrows or exchanges the accounts of the question before, and says nothing of its own. */
const SMALL =
  /^(?:and|now|so|ok|okay|then|but|again|please|the|same|the same|thing|question|ones?|those|only|just|what about|what|how|how about|about|for|in|of|from|among|within|do|it|that|this|instead|accounts?|tier|tiers|,|\?|\.)$/u;
/** What refers to the question before, in words. */
const AGAIN = /\b(?:same|what about|how about)\b|^(?:(?:ok|okay|so|now|then) )*(?:and|but)\b/u;

/** Whether a message only names other accounts, as a question does that follows one: "and only in France?". */
function isAskedAgain(items: readonly Item[], message: string): boolean {
  const named = items.some(({ kind }) => kind === "values" || kind === "tier");
  const bare = items.every(
    ({ kind, text }) => kind === "values" || kind === "tier" || kind === "stop" || isSmall(text),
  );
  if (!named || !bare) return false;
  const text = items.map((item) => item.text).join(" ");
  return /\?\s*$/u.test(message) || AGAIN.test(text);
}

const isSmall = (text: string): boolean =>
  SMALL.test(text) || text.split(" ").every((word) => SMALL.test(word));

/**
 * "now the same only for Hungary", "and in France?" after a question: the question again, of other accounts. Of a column that
 * it already names the value is exchanged; any other condition joins those that it has. Null where no question of some
 * accounts goes before.
 */
export function askedAgain(
  items: readonly Item[],
  message: string,
  { proposed, question }: Conversation,
  vocabulary: Vocabulary,
): Question | null {
  if (proposed !== null || question === null || !("where" in question)) return null;
  if (question.kind === "whatIf" || !isAskedAgain(items, message)) return null;
  const { where } = readFilters(items, vocabulary);
  if (where.length === 0) return null;
  spend(items, `the question: ${question.kind}`);
  const among = question.kind === "accounts" ? question.among : null;
  return {
    ...question,
    where: exchanged(question.where ?? [], where),
    ...(among == null
      ? {}
      : {
          among: exchanged(
            among,
            where.filter((entry) => !entry.startsWith("tier:")),
          ),
        }),
  };
}

/** Conditions with others in their stead, as far as these are of the same column. */
function exchanged(old: readonly string[], own: readonly string[]): string[] {
  const columns = own.map(columnOf);
  return [...old.filter((entry) => !columns.includes(columnOf(entry))), ...own];
}

/** The column that a condition is of; the condition itself where it is of several. */
const columnOf = (entry: string): string => (/^[^:!<>&()]+(?=[:!<>])/u.exec(entry) ?? [entry])[0];

/** One of the rows of the answer before. */
const LISTED =
  /\bthe (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|top|bottom)(?: (?:one|account|customer|client))?(?= (?:was|is|did|why|does|would|could|,|-|–)| \?|$)/u;

/**
 * What is said to "the second one, was it close?" about an answer's rows, which no state holds, and to "now the same for Hungary"
 * where what went before came to nothing: neither is a wish for a plan. Null for anything else.
 */
export function noQuestionOf(
  items: readonly Item[],
  message: string,
  { idle, question }: Conversation,
): string | null {
  const asks = /\?\s*$/u.test(message);
  const text = items.map((item) => item.text).join(" ");
  if (asks && question !== null && "where" in question && LISTED.test(text))
    return 'I do not know which account stands where in the answer before, so nothing was run. Ask by its ID: "why is account 42 in its tier?".';
  const clear = asks || items.some((item) => /^(?:the )?same$/u.test(item.text));
  return idle && clear && isAskedAgain(items, message)
    ? "The message before was not answered, so there is nothing to ask again of these accounts, and nothing was run. Please ask the whole question."
    : null;
}
