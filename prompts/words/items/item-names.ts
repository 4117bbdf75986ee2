import type { Cue } from "./cue-words.ts";
import { type Context, type Found, make } from "./finding.ts";
import { NO_CUES } from "./item.ts";
import { isOrdinary, namesOf, stemOf } from "./names.ts";
import { COUNTED } from "./number-words.ts";
import { plainWords } from "./plain-words.ts";
import type { Token } from "./token.ts";

const ACCOUNT_NOUN = /^(?:accounts?|customers?|clients?|ids?|company|companies)$/u;

/** An account's ID: digits after "account" or long ones, or a word with a digit that is one of the book's. */
export function accountAt(context: Context, at: number): Found | null {
  const { items, message, tokens, vocabulary, words } = context;
  const { start, text } = tokens[at] as Token;
  if (start > 0 && !/[\s,;(/"'#]/u.test(message[start - 1] ?? "")) return null;
  const [chunk = ""] = /^[^\s,;()"/]+/u.exec(message.slice(start, start + 64)) ?? [];
  // "4711's tier"
  const own = chunk.replace(/['’]s$/u, "");
  const id = own.replace(/(?<![.?!:'])[.?!:']+$/u, "");
  const stop = start + (own === chunk ? id : chunk).length;
  let next = at;
  while (next < tokens.length && (tokens[next] as Token).end <= stop) next++;
  if (next === at) return null;
  const counted = /^(?:%|percent|accounts?|customers?|points?|k|million)$/u.test(words[next] ?? "");
  const last = items.at(-1);
  const named =
    ACCOUNT_NOUN.test(last?.text ?? "") ||
    (/^(?:and|,|&|or)$/u.test(last?.text ?? "") && items.at(-2)?.kind === "account");
  const digits = /^\d+$/u.test(id);
  // "20003 is to stay": an ID of the book that nothing counts or compares.
  const known =
    id.length >= 4 &&
    vocabulary.hasAccount(id) &&
    !/^(?:than|over|above|under|below|least|most|to|of|at|by|top|fy|in|max)$/u.test(words[at - 1] ?? "") &&
    !/^(?:moves?|changes?|and more|or more)$/u.test(words[next] ?? "");
  if (
    digits
      ? counted || !(named || known || id.length >= 7)
      : !/\d/u.test(id) || !/[\p{L}-]/u.test(id) || !vocabulary.hasAccount(id)
  )
    return null;
  if (digits && !named && id.length < 9 && !vocabulary.hasAccount(id)) return null;
  return make(context, at, next, { kind: "account", names: [id], text });
}

const ORDINAL_TIERS = ["first", "second", "third", "fourth", "fifth"];
/** By digits, then by words. */
const COUNTED_TIERS = ["1", "2", "3", "4", "5", "one", "two", "three", "four", "five"];
const NUMBERED = ORDINAL_TIERS.length;

/** "tier A", "A-tier", "our A's", a capital letter after another tier, "gold", "the top tier". */
export function tierAt(context: Context, at: number): Found | null {
  const { items, message, tierNoun, tokens, vocabulary, words } = context;
  const { tiers } = vocabulary;
  const known = (word: string | undefined) => tiers.find((tier) => tier.toLowerCase() === word);
  const word = words[at] as string;
  // "class 2" where the book's column is so called.
  const noun = (index: number) =>
    /^tiers?$/u.test(words[index] ?? "") || (tierNoun !== null && tierNoun === stemOf(words[index] ?? ""));
  if (noun(at)) {
    const named = known(words[at + 1]);
    if (named !== undefined) return make(context, at, at + 2, { kind: "tier", names: [named] });
    // "Tier Q" is meant as a tier, though the book has none.
    const token = tokens[at + 1];
    const letter = token === undefined ? "" : message.slice(token.start, token.end);
    if (/^[A-Z]$/u.test(letter) && letter !== "I")
      return make(context, at, at + 2, { kind: "tier", names: [letter] });
    // "tier 1", "tier two" of tiers that have no numbers.
    const place = COUNTED_TIERS.indexOf(words[at + 1] ?? "") % NUMBERED;
    const counts = /^(?:%|percent|moves?|steps?|of|up|down|and a|\)|[\d.].*)$/u;
    const counted = /^(?:\d+|one|two|three|four|a|an|any|each|every|per|no|single|whole)$/u.test(
      words[at - 1] ?? "",
    );
    const numbered = tiers.some((tier) => /\d/u.test(tier));
    return place < 0 || place >= tiers.length || numbered || counted || counts.test(words[at + 2] ?? "")
      ? null
      : make(context, at, at + 2, { kind: "tier", names: [tiers[place] as string] });
  }
  // "the second tier"
  const the = word === "the" ? 1 : 0;
  const place = ORDINAL_TIERS.indexOf(words[at + the] ?? "");
  if (place >= 0 && place < tiers.length && words[at + the + 1] === "tier")
    return make(context, at, at + the + 2, { kind: "tier", names: [tiers[place] as string] });
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
  // "Hi, A third on growth"
  const article = /^(?:little|bit|lot|touch|tad|third|quarter|half|fifth|few|good|large|high|strong|clear)$/u;
  if (word === "a" && article.test(words[at + 1] ?? "")) return null;
  // "a tier B account": the article is no tier.
  if (noun(at + 1) && (written === "A" || !/^[ai]$/u.test(word)))
    return make(context, at, at + 2, { kind: "tier", names: [named] });
  if (named.length > 2) {
    return isOrdinary(named.toLowerCase()) && written !== named && !ACCOUNT_NOUN.test(words[at + 1] ?? "")
      ? null
      : make(context, at, at + 1, { kind: "tier", names: [named] });
  }
  // A letter or number alone: only written as the book does and where tiers are spoken of.
  const capital = written.replace(/['’]?s$/u, "") === named;
  const before = items.at(-1);
  const listed =
    /^(?:and|or|&|,|\/|from|than|to|not|vs|versus|rather than|but)$/u.test(before?.text ?? "") &&
    items.slice(-4).some((item) => item.kind === "tier");
  // "A THIRD RUNWAY": where all is in capitals, so is the article.
  const shouted = !/\p{Ll}/u.test(message);
  const counted = ACCOUNT_NOUN.test(words[at + 1] ?? "") && !(shouted && word === "a");
  const counts =
    /^\d/u.test(words[at - 1] ?? "") ||
    /^(?:[\d.].*|should|must|gets|may|can|needs|stays|holds|has|are|will|loses|grows|shrinks|keeps|remains|to)$/u.test(
      words[at + 1] ?? "",
    ) ||
    /['’]s$/u.test(written) ||
    (/^[:=]$/u.test(words[at + 1] ?? "") && /^[\d=]/u.test(words[at + 2] ?? "")) ||
    (words[at + 1] === "is" && !/^(?:what|the|an?|for|in|on|all|our|my)$/u.test(words[at + 2] ?? "")) ||
    (/^(?:up|down|bigger|smaller|larger)$/u.test(words[at + 1] ?? "") && words[at + 2] === "by") ||
    (/^(?:and|or|,|&|\/|to|through|-)$/u.test(words[at + 1] ?? "") &&
      written === "A" &&
      known(words[at + 2]) !== undefined);
  const inside = !shouted && !/[.!?:;]\s*$/u.test(message.slice(0, start)) && start > 0;
  const letter = /^[A-Z]$/u.test(named) && capital && (word !== "a" || inside || counts) && word !== "i";
  if (listed && (capital || (word !== "a" && word !== "i")))
    return make(context, at, at + 1, { kind: "tier", names: [named] });
  if (letter || (counted && capital)) return make(context, at, at + 1, { kind: "tier", names: [named] });
  return null;
}

/** What a book calls its tiers where that is another word than "tier": "class" of "Customer_Class", whose tiers are 1, 2 and 3. */
export function tierNounOf(column: string | null): string | null {
  const last = plainWords((column ?? "").replace(/_/gu, " ").replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")).at(-1);
  return last === undefined || !/^\p{L}{4,}$/u.test(last) ? null : stemOf(last.toLowerCase());
}

const RANKS: readonly Cue[] = ["first", "second", "third", "last"];

const PLACES = ["one", "two", "three", "four"];

/** "priority 1 geography", "P1 geography", "geography #2", "no. 3 is geography": the place of what is named behind it, or before. */
function placeAt(context: Context, at: number): Found | null {
  const { items, vocabulary, words } = context;
  // "Item 2: hold tier A": parts one wish from another.
  const begins = items.length === 0 || items.at(-1)?.kind === "stop";
  const bullet = /^(?:item|point|wish|rule|step|request|ask|part|condition|topic)$/u.test(words[at]!);
  if (
    begins &&
    bullet &&
    /^(?:\d|one|two|three|four|five|six)$/u.test(words[at + 1] ?? "") &&
    /^[:,.)-]$/u.test(words[at + 2] ?? "")
  )
    return make(context, at, at + 3, { kind: "stop", text: "\n" });
  const short = /^p([1-4])$/u.exec(words[at]!)?.[1];
  const noun = /^(?:priority|prio|rank|number|no|#)$/u.test(words[at]!) ? at + 1 : at;
  const number = words[noun] === "." ? noun + 1 : noun;
  const said = short ?? words[number] ?? "";
  const place = /^[1-4]$/u.test(said) ? Number(said) : words[at] === "#" ? 0 : PLACES.indexOf(said) + 1;
  const next = words[number + 1] ?? "";
  if (place === 0 || (short === undefined && noun === at)) return null;
  // "no 2 tier jumps", "rank 3 accounts"; "Priority 1" may be a value of the book's column "Priority".
  if ((words[at] === "no" && number === noun) || COUNTED.test(next) || next === "%") return null;
  const names = namesOf(vocabulary);
  if (names.at(words, at).length > 0 || vocabulary.tiers.some((tier) => tier.toLowerCase() === words[at]))
    return null;
  const behind = items.at(-1)?.kind === "signal" || /^(?:is|are|=|:|as|at)$/u.test(words[at - 1] ?? "");
  const leads = !behind || items.some(({ text }) => /^\d\)$/u.test(text));
  return make(context, at, number + 1, {
    cues: new Set<Cue>([RANKS[place - 1]!]),
    text: leads ? `${place})` : `place ${place}`,
  });
}

/** "… 4) no downgrades 5) at most 250 moves": one more of a list. */
const goesOn = (words: readonly string[], at: number, rank: number): boolean =>
  words.some((word, place) => place < at && word === String(rank - 1) && words[place + 1] === ")");

/** "1) upside 2) growth", "1. upside", "priority 1 geography", "#1": a small number that ranks what follows. */
export function rankAt(context: Context, at: number): Found | null {
  const { message, tokens, words } = context;
  const placed = placeAt(context, at);
  if (placed !== null) return placed;
  const rank = /^[1-9]$/u.test(words[at] ?? "") ? Number(words[at]) : 0;
  if (rank === 0 || (rank > 4 && words[at - 1] !== "\n" && !goesOn(words, at, rank))) return null;
  const { end } = tokens[at] as Token;
  const listed =
    words[at + 1] === ")" ||
    (words[at + 1] === "." &&
      (/^\.\s*\p{L}/u.test(message.slice(end, end + 4)) ||
        (/^\.\s+\S/u.test(message.slice(end, end + 4)) && (at === 0 || words[at - 1] === "\n"))) &&
      at + 2 < words.length &&
      (rank > 1 || at === 0 || /^[:.\n]$/u.test(words[at - 1] ?? "")));
  if (!listed) return null;
  const cues = rank > 4 ? NO_CUES : new Set<Cue>([RANKS[rank - 1] as Cue]);
  return make(context, at, at + 2, { cues, text: `${rank})` });
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
