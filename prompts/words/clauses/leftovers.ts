import type { Vocabulary } from "../../book/vocabulary.ts";
import type { PhraseReading, UnreadPhrase } from "../../merge/reading.ts";
import type { Item } from "../items/item.ts";
import { type Clause, textOf, withCue } from "./clauses.ts";
import { phraseOf } from "./phrases.ts";
import { restricts } from "./restricting.ts";
import { isStory } from "./speech-acts.ts";
import { spend, UNSAYABLE } from "./spend.ts";
import { thingsIn } from "./things.ts";
import { isForeign, isUsed, unusedOf } from "./unused.ts";

/** What of a clause has become nothing, as one phrase; nothing where it only tells a story. */
export function unreadOf(clause: Clause, message: string): UnreadPhrase[] {
  const things = thingsIn([clause]).filter(({ item }) => item.became === null);
  if (things.length === 0) {
    spend(clause.items.filter(restricts), "a story");
    return [];
  }
  const counted = things.every(({ kind }) => kind === "number");
  const text = clause.items.map((item) => item.text).join(" ");
  const open = clause.items.filter((item) => item.became === null);
  const first = things.some(({ kind }) => kind === "restricts") ? clause.items[0] : things[0]?.item;
  // What is joined from two clauses may stand in another order.
  const start = Math.min((first as Item).start, ...open.map((item) => item.start));
  const end = Math.max(...open.map((item) => item.end));
  const phrase = message.slice(start, end).trim().replace(/\s+/gu, " ").slice(0, 200);
  return [
    {
      phrase,
      start,
      end,
      // "25 accounts per seller" is of no run.
      restricts: !counted || !/\bper\b/u.test(text),
    },
  ];
}

/**
 * What of a clause has come to nothing: words that nothing reads, and adjuncts. Where nothing of it was read,
 * it is one phrase. `backs`: the message takes a plan back, and tells why; `beside`: the clauses around it.
 */
export function leftOf(
  clause: Clause,
  message: string,
  backs = false,
  [before, behind]: readonly [Clause?, Clause?] = [],
): UnreadPhrase[] {
  const { adjuncts = [], items } = clause;
  if (isNamedWith(clause, before)) return [phraseOf(items, message)];
  if (isConditionOf(clause, behind)) return adjuncts.map((each) => phraseOf(each.items, message));
  const left = (own: Clause) => {
    const things = unreadOf(own, message);
    return things.length > 0 || backs ? things : unusedOf(own, message);
  };
  const apart = adjuncts.map(({ items, restricts }) => phraseOf(items, message, restricts));
  if (adjuncts.length === 0 || items.some(isUsed)) return [...left(clause), ...apart];
  const whole = [...items, ...adjuncts.flatMap((each) => each.items)].sort((a, b) => a.start - b.start);
  const found = left({ ...clause, items: whole });
  return found.length > 0 ? found : apart;
}

const RULED = /^(?:hold|scope|mayRise|mayFall|maxMovedShare|maxTierStep|tierSizes|strategicTiers|force)\b/u;

/** "if the union agrees, move at most 2 %": a condition alone, of the rule behind it; "if I am right" is none. */
function isConditionOf({ adjuncts = [], items, sentence }: Clause, behind: Clause | undefined): boolean {
  const [first] = adjuncts;
  return (
    items.length === 0 &&
    first?.restricts === true &&
    behind?.sentence === sentence &&
    behind.items.some(({ became }) => RULED.test(became ?? "")) &&
    /^(?:if|when|whenever|once|unless|provided|in case|as long as|so long as) (?!(?:i|you)\b)/u.test(
      textOf(first),
    )
  );
}

/** "hold Healthcare and the Lakers accounts": accounts that nothing here names, beside those of a rule. */
function isNamedWith({ items, tie }: Clause, before: Clause | undefined): boolean {
  return (
    (tie === "and" || tie === "comma") &&
    before !== undefined &&
    before.items.some(({ became }) => /^(?:hold|scope|mayRise|mayFall)\b/u.test(became ?? "")) &&
    items.at(-1)?.cues.has("accounts") === true &&
    items.every(
      ({ became, cues, kind }) =>
        became === null && kind === "word" && (cues.size === 0 || cues.has("accounts")),
    ) &&
    items.some(({ cues, text }) => cues.size === 0 && isForeign(text))
  );
}

/** The unknown name that a clause restricts to or holds: "only in Atlantis"; null for none. */
export function unknownName(clause: Clause, _vocabulary: Vocabulary): string | null {
  const open = clause.items.filter((item) => item.became === null);
  if (open.some((item) => ["values", "tier", "account"].includes(item.kind))) return null;
  const slot = open.findLastIndex(
    (item) =>
      item.kind === "word" &&
      /^(?:only|in|to|for|exclude|hold|lock|freeze|protect|except|within|outside|restrict|just|leave|only in|apply)$/u.test(
        item.text,
      ),
  );
  const restricts = withCue(clause, "only", "restrict", "hold", "ignore", "except").some(
    (item) => item.text !== "just" || /^(?:in|for|the)$/u.test(open[open.indexOf(item) + 1]?.text ?? ""),
  );
  if (slot < 0 || !restricts || isStory(clause)) return null;
  const words = open
    .slice(slot + 1, slot + 5)
    .filter((item) => item.kind === "word" && item.cues.size === 0 && isForeign(item.text));
  return words.length === 0
    ? null
    : words
        .map((item) => item.text)
        .slice(0, 4)
        .join(" ");
}

/** Each read item as a phrase; neighbours that became the same are one. */
export function phrasesOf(message: string, items: readonly Item[]): PhraseReading[] {
  const out: PhraseReading[] = [];
  for (const item of items) {
    if (item.became === null || item.became === UNSAYABLE || item.kind === "stop") continue;
    const last = out.at(-1);
    const kind = item.became === "mayRise" ? "guessed" : "said";
    if (last !== undefined && last.became === item.became && item.start - last.end <= 12) {
      out[out.length - 1] = { ...last, end: item.end, phrase: message.slice(last.start, item.end) };
    } else
      out.push({
        phrase: message.slice(item.start, item.end),
        start: item.start,
        end: item.end,
        became: item.became,
        kind,
      });
  }
  return out;
}
