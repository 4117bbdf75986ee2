import { type Cue, cuesOf } from "./cue-words.ts";
import type { Context } from "./finding.ts";
import { type Item, NO_CUES } from "./item.ts";
import { NOUNS } from "./item-lists.ts";
import { LEXICON_WORDS, senseOf } from "./lexicon.ts";
import { type BookName, isOrdinary, namesOf, stemOf } from "./names.ts";
import { plainWords } from "./plain-words.ts";
import type { Token } from "./token.ts";

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
  if (name.shared) return standsAsPart(name, context, next);
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
  // "banks" are an industry; "bank on growth", "farm less" are not.
  const isPlural =
    name.kind === "value" &&
    name.words.length === 1 &&
    name.spelt.endsWith("s") &&
    !name.values.includes(name.spelt);
  if (isPlural && !/s$/iu.test(written)) return KIND_NOUN.test(words[next] ?? "");
  if (name.free && !code) {
    const plain = name.words.length > 1 || senseOf(word) === null;
    return plain || spelledAs(written, name);
  }
  if (name.words.length === 1 && CLOSED.test(word) && !code) return false;
  // "US" is a country, "us" is not, "the uk" is; "OK" is one where a name can stand.
  const slotted = isSlotted(items);
  if (code && /^(?:uk|usa|uae|ksa|eu|nz)$/u.test(word)) return true;
  if (code) return written === name.spelt && (word !== "ok" || slotted) && /\p{Ll}/u.test(message);
  if (senseOf(word)?.signals.length) return false;
  const following = words[next] ?? "";
  const noun = KIND_NOUN.test(following) || (senseOf(following)?.cues.has("accounts") ?? false);
  const spelt = spelledAs(written, name);
  const capital = spelt && /^\p{Lu}/u.test(written) && /[\p{L},]\s$/u.test(message.slice(0, start));
  if (noun || capital) return true;
  // A geography or an industry that is an ordinary word, where a name can stand.
  const main = name.name === context.vocabulary.roles.geo || name.name === context.vocabulary.roles.category;
  if (main && !LEXICON_WORDS.has(word) && /\p{L}{3}/u.test(word) && slotted) return true;
  // "lapsed and pending: leave alone", "distributors must not move"
  const headed = /^(?::|and|or|,|\+|&|only|alone|must|may|should|can|will|stays?|are|keep)$/u.test(following);
  return !isOrdinary(word) && (slotted || spelt || headed);
}

/** Whether what is before is one of the words behind which a name can stand. */
function isSlotted(items: readonly Item[]): boolean {
  const ahead = items.findLast((item) => !DETERMINER.test(item.text));
  return ahead !== undefined && SLOTS.some((cue) => ahead.cues.has(cue));
}

/** "partner-led accounts", "the regulated ones", "digital-led public sector": a part of names beside accounts, or beside another name. */
function standsAsPart(name: BookName, { items, vocabulary, words }: Context, next: number): boolean {
  const [following = ""] = words.slice(next);
  const { cues, signals } = senseOf(following) ?? { cues: NO_CUES, signals: [] };
  const noun =
    KIND_NOUN.test(following) || cues.has("accounts") || (signals.length > 0 && NOUNS.test(following));
  const several = name.words.length > 1;
  const tied = /^(?:and|or|&|,|\+)$/u.test(following) ? 1 : 0;
  const named = namesOf(vocabulary)
    .at(words, next + tied)
    .some(
      (other) =>
        other.kind === "value" && ((several && tied === 0) || (other.shared && other.name === name.name)),
    );
  if (!several && senseOf(name.words[0] ?? "")?.signals.length) return false;
  const all = /^(?:every|any)(?:thing|one|body)$/u.test(items.at(-1)?.text ?? "");
  return noun || named || (several && (all || isSlotted(items) || /^(?::|only|alone)$/u.test(following)));
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
