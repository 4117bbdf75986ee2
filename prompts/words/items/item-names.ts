import { type Cue, cuesOf } from "./cue-words.ts";
import { type Context, type Found, make } from "./finding.ts";
import { LEXICON_WORDS, senseOf } from "./lexicon.ts";
import { type BookName, isOrdinary, namesOf, plainWords, stemOf } from "./names.ts";
import type { Token } from "./tokens.ts";

const ACCOUNT_NOUN = /^(?:accounts?|customers?|clients?|ids?|company|companies)$/u;

/** An account's ID: digits after "account" or long ones, or a word with a digit that is one of the book's. */
export function accountAt(context: Context, at: number): Found | null {
  const { items, message, tokens, vocabulary, words } = context;
  const { start, text } = tokens[at] as Token;
  if (start > 0 && !/[\s,;(/"'#]/u.test(message[start - 1] ?? "")) return null;
  const [chunk = ""] = /^[^\s,;()"/]+/u.exec(message.slice(start, start + 64)) ?? [];
  const id = chunk.replace(/(?<![.?!:'])[.?!:']+$/u, "");
  let next = at;
  while (next < tokens.length && (tokens[next] as Token).end <= start + id.length) next++;
  if (next === at) return null;
  const counted = /^(?:%|percent|accounts?|customers?|points?|k|million)$/u.test(words[next] ?? "");
  const last = items.at(-1);
  const named =
    ACCOUNT_NOUN.test(last?.text ?? "") ||
    (/^(?:and|,|&|or)$/u.test(last?.text ?? "") && items.at(-2)?.kind === "account");
  const digits = /^\d+$/u.test(id);
  // "20003 is to stay": an ID of the book that nothing counts or compares.
  const own =
    id.length >= 4 &&
    vocabulary.hasAccount(id) &&
    !/^(?:than|over|above|under|below|least|most|to|of|at|by|top|fy|in|max)$/u.test(words[at - 1] ?? "") &&
    !/^(?:moves?|changes?|and more|or more)$/u.test(words[next] ?? "");
  if (
    digits
      ? counted || !(named || own || id.length >= 7)
      : !/\d/u.test(id) || !/[\p{L}-]/u.test(id) || !vocabulary.hasAccount(id)
  )
    return null;
  if (digits && !named && id.length < 9 && !vocabulary.hasAccount(id)) return null;
  return make(context, at, next, { kind: "account", names: [id], text });
}

/** "tier A", "A-tier", "our A's", a capital letter after another tier, "gold", "the top tier". */
export function tierAt(context: Context, at: number): Found | null {
  const { items, message, tokens, vocabulary, words } = context;
  const { tiers } = vocabulary;
  const known = (word: string | undefined) => tiers.find((tier) => tier.toLowerCase() === word);
  const word = words[at] as string;
  // "class 2" where the book's column is so called.
  const called = calledTier(vocabulary.roles.tier);
  const noun = (index: number) =>
    /^tiers?$/u.test(words[index] ?? "") || called === stemOf(words[index] ?? "");
  if (noun(at)) {
    const named = known(words[at + 1]);
    if (named !== undefined) return make(context, at, at + 2, { kind: "tier", names: [named] });
    // "Tier Q" is meant as a tier, though the book has none.
    const token = tokens[at + 1];
    const letter = token === undefined ? "" : message.slice(token.start, token.end);
    if (/^[A-Z]$/u.test(letter) && letter !== "I")
      return make(context, at, at + 2, { kind: "tier", names: [letter] });
    return null;
  }
  const end = /^(?:top|highest|best|uppermost)$/u.test(word)
    ? tiers[0]
    : /^(?:bottom|lowest|last)$/u.test(word)
      ? tiers.at(-1)
      : undefined;
  if (end !== undefined && words[at + 1] === "tier")
    return make(context, at, at + 2, { kind: "tier", names: [end] });
  const { start, end: stop } = tokens[at] as Token;
  const written = message.slice(start, stop);
  // "how many As fall?"
  const plural = /^\p{Lu}s$/u.test(written) && start > 0 && !/^['’]/u.test(message.slice(stop));
  const named = known(word) ?? (plural ? known(word.slice(0, 1)) : undefined);
  if (named === undefined) return null;
  // "a tier B account": the article is no tier.
  if (noun(at + 1) && (written === "A" || !/^[ai]$/u.test(word)))
    return make(context, at, at + 2, { kind: "tier", names: [named] });
  if (named.length > 2) {
    return isOrdinary(named.toLowerCase()) && written !== named && !ACCOUNT_NOUN.test(words[at + 1] ?? "")
      ? null
      : make(context, at, at + 1, { kind: "tier", names: [named] });
  }
  // A letter or number alone: only written as the book does and where tiers are spoken of.
  const capital = written.replace(/'?s$/u, "") === named;
  const before = items.at(-1);
  const listed =
    /^(?:and|or|&|,|\/|from|than|to|not|vs|versus|rather than|but)$/u.test(before?.text ?? "") &&
    items.slice(-4).some((item) => item.kind === "tier");
  const counted = ACCOUNT_NOUN.test(words[at + 1] ?? "");
  const counts =
    /^(?:[\d.].*|should|must|gets|may|can|needs|stays|holds|has)$/u.test(words[at + 1] ?? "") ||
    (/^(?:and|or|,|&|\/)$/u.test(words[at + 1] ?? "") &&
      written === "A" &&
      known(words[at + 2]) !== undefined);
  const article = word === "a" && !/[.!?:;]\s*$/u.test(message.slice(0, start)) && start > 0;
  const letter = /^[A-Z]$/u.test(named) && capital && (word !== "a" || article || counts) && word !== "i";
  if (listed && (capital || (word !== "a" && word !== "i")))
    return make(context, at, at + 1, { kind: "tier", names: [named] });
  if (letter || (counted && capital)) return make(context, at, at + 1, { kind: "tier", names: [named] });
  return null;
}

/** What a book calls its tiers where that is another word than "tier": "class" of "Customer_Class", whose tiers are 1, 2 and 3. */
function calledTier(column: string | null): string | null {
  const last = plainWords((column ?? "").replace(/_/gu, " ").replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")).at(-1);
  return last === undefined || !/^\p{L}{4,}$/u.test(last) ? null : stemOf(last.toLowerCase());
}

const RANKS: readonly Cue[] = ["first", "second", "third", "last"];

/** "1) upside 2) growth", "1. upside", "priority 1 geography", "#1": a small number that ranks what follows. */
export function rankAt(context: Context, at: number): Found | null {
  const { message, tokens, words } = context;
  const rank = /^[1-4]$/u.test(words[at] ?? "") ? Number(words[at]) : 0;
  if (rank === 0) return null;
  const { end } = tokens[at] as Token;
  const listed =
    words[at + 1] === ")" ||
    (words[at + 1] === "." &&
      /^\.\s*\p{L}/u.test(message.slice(end, end + 4)) &&
      at + 2 < words.length &&
      (rank > 1 || at === 0 || /^[:.\n]$/u.test(words[at - 1] ?? "")));
  const numbered = /^(?:priority|prio|rank|#)$/u.test(words[at - 1] ?? "");
  // "Priority 1" may be a value of the book's column "Priority".
  if ((!listed && !numbered) || (numbered && context.items.at(-1)?.kind === "column")) return null;
  const cues = new Set<Cue>([RANKS[rank - 1] as Cue]);
  return make(context, at, listed ? at + 2 : at + 1, { cues, text: `${rank})` });
}

/** "UK&I": a name that the book spells without the sign. */
export function squashedAt(context: Context, at: number): Found | null {
  const { message, tokens, vocabulary } = context;
  const { start } = tokens[at] as Token;
  const [chunk = ""] = /^\p{L}+&\p{L}+/u.exec(message.slice(start, start + 40)) ?? [];
  if (chunk === "" || tokens[at + 2]?.end !== start + chunk.length) return null;
  const name = namesOf(vocabulary).at([chunk.replace("&", "").toLowerCase()], 0)[0];
  if (name?.kind !== "value") return null;
  return make(context, at, at + 3, { kind: "values", values: { column: name.name, values: name.values } });
}

/** Nouns behind which, or before which, a word names a kind of account. */
const KIND_NOUN =
  /^(?:accounts?|accts?|customers?|clients?|companies|firms?|channel|segment|plan|stage|class|contracts?|folks|ones|guys|business)$/u;
/** Words that are no name, whatever a book holds. */
const CLOSED =
  /^(?:yes|no|none|all|any|not|and|or|only|other|others|the|new plan|ja|nein|in|on|at|to|of|is|are|do|more|less|first|last|one|two)$/u;
const DETERMINER = /^(?:the|our|my|all|any|every|each|these|those|most|anyone|anything|anybody)$/u;
const SLOTS: readonly Cue[] = cuesOf("in only except hold not ignore move rise fall release");

/** Whether a name may stand here for itself: in its own spelling, quoted, beside its column or a noun for accounts. */
export function stands(name: BookName, context: Context, at: number): boolean {
  if (name.kind === "tier") return false;
  const { items, message, tokens, words } = context;
  const start = (tokens[at] as Token).start;
  const next = at + name.words.length;
  const end = (tokens[next - 1] as Token).end;
  const written = message.slice(start, end).replace(/['’]s?$/u, "");
  // "more than 500 Employees" is not the 500 of a column of words.
  const compared = /^(?:than|over|above|under|below|least|most|exceeding|>|<|=)$/u;
  if (name.kind === "value" && /^[\d.,]+$/u.test(written) && compared.test(words[at - 1] ?? "")) return false;
  const measured =
    context.vocabulary.numbers.includes(name.name) &&
    words.slice(Math.max(0, at - 4), next + 4).some((word) => /^\d/u.test(word));
  if (name.kind === "column" && measured) return true;
  if (name.part) return false;
  if (name.kind === "column")
    return name.words.length > 1 || written === name.spelt || !isOrdinary(name.words[0] ?? "");
  const quoted = /["'“„«]/u.test(message[start - 1] ?? "") && /["'”“»]/u.test(message[end] ?? "");
  const before = items.at(-1);
  const behind =
    before?.kind === "stop" || /^(?:=|is|:|in|of|,|or|and)$/u.test(before?.text ?? "")
      ? items.at(-2)
      : before;
  const beside =
    [before, behind, items.at(-3)].some(
      (item) =>
        item !== undefined &&
        item.names[0] === name.name &&
        (item.kind === "column" || item.signals.length > 0),
    ) ||
    (before?.kind !== "word" &&
      items.slice(-3).some((item) => item.values?.column === name.name && item.kind === "values")) ||
    columnFollows(name, words, next);
  const code = isCode(name);
  if (quoted || (beside && (!code || written === name.spelt || before?.kind === "column"))) return true;
  // "or a contract" speaks of no rating A.
  if (name.spelt.length === 1 && written !== name.spelt) return false;
  const word = name.words[0] ?? "";
  if (name.free && !code) {
    const plain = name.words.length > 1 || senseOf(word) === null;
    return plain || spelledAs(written, name);
  }
  if (name.words.length === 1 && CLOSED.test(word) && !code) return false;
  // "US" is a country, "us" is not; "OK" is one where a name can stand.
  const ahead = items.findLast((item) => !DETERMINER.test(item.text));
  const slotted = ahead !== undefined && SLOTS.some((cue) => ahead.cues.has(cue));
  if (code) return written === name.spelt && (word !== "ok" || slotted) && /\p{Ll}/u.test(message);
  if (senseOf(word)?.signal) return false;
  const following = words[next] ?? "";
  const noun = KIND_NOUN.test(following) || (senseOf(following)?.cues.has("accounts") ?? false);
  const spelt = spelledAs(written, name);
  const capital = spelt && /^\p{Lu}/u.test(written) && /[\p{L},]\s$/u.test(message.slice(0, start));
  if (noun || capital) return true;
  // A geography or an industry that is an ordinary word, where a name can stand.
  const main = name.name === context.vocabulary.roles.geo || name.name === context.vocabulary.roles.category;
  if (main && !LEXICON_WORDS.has(word) && /\p{L}{3}/u.test(word) && slotted) return true;
  // "lapsed and pending: leave alone", "distributors must not move"
  const headed = /^(?::|and|or|,|must|may|should|can|will|stays?|are|keep)$/u.test(following);
  return !isOrdinary(word) && (slotted || spelt || headed);
}

/** A short name in capitals: "TX", "DE", "B2B". */
function isCode({ spelt }: BookName): boolean {
  return spelt.length <= 3 && spelt.length > 1 && spelt === spelt.toUpperCase() && /\p{Lu}/u.test(spelt);
}

/** Whether a name is written as the book spells it, in the singular or the plural. */
function spelledAs(written: string, { spelt }: BookName): boolean {
  return (
    written === spelt ||
    (spelt.length > 2 && written.startsWith(spelt.slice(0, -2)) && written.length - spelt.length <= 2)
  );
}

/** Whether a value's column is named right behind it: "the Legacy plan", "high churn risk". */
export function columnFollows({ name }: BookName, words: readonly string[], next: number): boolean {
  const column = plainWords(name.replace(/_/gu, " "));
  return column.every((word, step) => stemOf(words[next + step] ?? "") === stemOf(word));
}
