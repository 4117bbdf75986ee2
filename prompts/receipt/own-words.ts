import type { Vocabulary } from "../book/vocabulary.ts";
import type { Meaning } from "../merge/meaning.ts";
import { quotesPrompt } from "../model/quoted-prompt.ts";
import { cleanReply } from "../reply/reply-text.ts";
import { isForeign } from "../words/clauses/unused.ts";
import { languageOf } from "../words/items/languages.ts";
import { readItems } from "../words/items/read-items.ts";

/** Longest sentence of the model that stands beside the composed reply, characters. */
const LONGEST = 300;

/**
 * The reply to a message that is not in English: the model's own sentence, in the user's language, ahead of the composed
 * reply, which alone says the plan. It is left out where it is long, has a number, or names what the plan does not.
 */
export function withOwnWords(
  said: string,
  meaning: Meaning,
  { message, vocabulary }: { readonly message: string; readonly vocabulary: Vocabulary },
): Meaning {
  const own = cleanReply(said);
  if (
    meaning.method === "none" ||
    own === "" ||
    own.length > LONGEST ||
    !isOtherLanguage(message, vocabulary)
  )
    return meaning;
  if (/\p{N}/u.test(own) || quotesPrompt(own) || !bornOut(own, meaning, vocabulary)) return meaning;
  return { ...meaning, reply: cleanReply(`${own} (${meaning.reply})`) };
}

/** Whether most words of a message are no English that we know: those of a name or a signal are of any language. */
function isOtherLanguage(message: string, vocabulary: Vocabulary): boolean {
  if (languageOf(message) !== null) return true;
  const items = readItems(message, vocabulary).filter(({ text }) => /^\p{L}{2,}$/u.test(text));
  const words = items.map(({ text }) => text);
  // A language without blanks is a single word.
  const ofAnotherScript = words.filter((word) => !/^\p{Script=Latin}+$/u.test(word));
  if (ofAnotherScript.length > 0.5 * words.length) return true;
  const foreign = items.filter(
    ({ kind, cues, text }) => kind === "word" && cues.size === 0 && isForeign(text),
  );
  return foreign.length >= 2 && foreign.length > 0.6 * words.length;
}

/** Whether the plan speaks of every account, tier and value of the book that a sentence names. */
function bornOut(own: string, { method, policy }: Meaning, vocabulary: Vocabulary): boolean {
  const rules = JSON.stringify(policy);
  const spoken = (name: string) => rules.includes(JSON.stringify(name).slice(1, -1));
  if (/\bkpis?\b/iu.test(own) && method !== "kpi") return false;
  return readItems(own, vocabulary).every((item) => {
    if (item.kind === "values") return item.values?.values.every(spoken) ?? true;
    return item.kind === "tier" || item.kind === "account" ? item.names.every(spoken) : true;
  });
}
