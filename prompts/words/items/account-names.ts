import { type Context, type Found, make } from "./finding.ts";
import { senseOf } from "./lexicon.ts";
import { isOrdinary, namesOf } from "./names.ts";
import type { Token } from "./token.ts";

/** Most words of an account's name that are tried. */
const MAX_WORDS = 6;

/** An account that goes by its name: one that the book has once is its ID, another stays as it was said. */
export function accountNamedAt(context: Context, at: number): Found | null {
  const { message, tokens, vocabulary, words } = context;
  const { accountsNamed } = vocabulary;
  if (accountsNamed === undefined || !/^\p{L}/u.test(words[at] ?? "")) return null;
  const from = (tokens[at] as Token).start;
  const capital = /^\p{Lu}/u.test(message.slice(from, from + 2));
  if (!capital && isOrdinary(words[at] as string)) return null;
  // What the book calls a group of accounts goes before a name that is no longer.
  const group = namesOf(vocabulary).at(words, at)[0]?.words.length ?? 0;
  for (let count = Math.min(MAX_WORDS, tokens.length - at); count > group; count--) {
    const last = tokens[at + count - 1] as Token;
    if (!/[\p{L}\p{N}]/u.test(last.text)) continue;
    const said = message.slice(from, last.end).replace(/['’]s$/u, "");
    if (/[\n.,;:!?]\s/u.test(said) || !standsAlone(words.slice(at, at + count), capital)) continue;
    const found = accountsNamed(said);
    if (found.length === 0) continue;
    return make(context, at, at + count, {
      kind: "account",
      names: [found.length === 1 ? (found[0] as string) : said],
    });
  }
  return null;
}

/** Whether words can be a name: not one word of the language alone, nor several in small letters. */
function standsAlone(words: readonly string[], capital: boolean): boolean {
  const [word = ""] = words;
  if (words.length === 1) return !isOrdinary(word) && senseOf(word) === null;
  return capital || words.some((each) => !isOrdinary(each));
}
