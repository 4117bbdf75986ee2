import type { Vocabulary } from "../../book/vocabulary.ts";
import { accountNamedAt } from "./account-names.ts";
import type { Cue } from "./cue-words.ts";
import { withoutDeniedClaims } from "./denied-claims.ts";
import { type Context, type Found, make } from "./finding.ts";
import { type Item, NO_CUES } from "./item.ts";
import {
  lettersOfSignals,
  nameFlags,
  nameListed,
  shareNouns,
  withoutNotOnly,
  withoutPointNumbers,
} from "./item-lists.ts";
import { accountAt, rankAt, squashedAt, tierAt, tierNounOf } from "./item-names.ts";
import { joinLists } from "./join-lists.ts";
import { phraseAt } from "./lexicon.ts";
import { readLines } from "./list-lines.ts";
import { type BookName, namesOf } from "./names.ts";
import { amountAt } from "./numbers.ts";
import { plainWords } from "./plain-words.ts";
import { withoutSlips } from "./self-corrections.ts";
import { withBothParts } from "./shared-parts.ts";
import { mendSpelling } from "./spelling.ts";
import { columnFollows, stands } from "./stands.ts";
import { withTierRanges } from "./tier-ranges.ts";
import { tokenise } from "./tokens.ts";

/** The message as items. Cost: linear in the message, whatever the size of the book. */
export function readItems(message: string, vocabulary: Vocabulary): Item[] {
  const names = namesOf(vocabulary);
  const tokens = mendSpelling(tokenise(message), names);
  const words = tokens.map((token) => token.text);
  const items: Item[] = [];
  const tierNoun = tierNounOf(vocabulary.roles.tier);
  const context = { tokens, words, message, vocabulary, items, tierNoun };
  let at = 0;
  while (at < tokens.length) {
    const next =
      rankAt(context, at) ??
      accountAt(context, at) ??
      accountNamedAt(context, at) ??
      tierAt(context, at) ??
      squashedAt(context, at) ??
      longestAt(context, at, names.at(words, at));
    items.push(next.item);
    at = next.next;
  }
  const named = nameListed(shareNouns(nameFlags(items, vocabulary), vocabulary), message, vocabulary);
  const ranged = withTierRanges(withoutDeniedClaims(named), vocabulary.tiers);
  const whole = withBothParts(withoutPointNumbers(withoutNotOnly(readLines(ranged))).map(asItIs), vocabulary);
  return withoutSlips(joinLists(lettersOfSignals(whole)));
}

/** "keep growth where it is", "one tier away from where it sits": no wish for a place. */
function asItIs(item: Item, at: number, items: readonly Item[]): Item {
  // "and go up to 3 %": of the budget, and of no account.
  if (
    /^(?:can )?(?:go|come) (?:up|down)$/u.test(item.text) &&
    items[at + 1]?.text === "to" &&
    items[at + 2]?.amounts[0]?.kind === "share"
  )
    return { ...item, cues: new Set<Cue>(["cap", "move"]) };
  // "turnover under 100k": of what accounts have, and of no change.
  if (
    item.text === "turnover" &&
    items.slice(at + 1, at + 5).some(({ amounts }) => amounts[0]?.kind === "plain") &&
    !items.slice(at + 1, at + 6).some(({ cues }) => cues.has("accounts"))
  )
    return { ...item, cues: NO_CUES };
  // "whatever tiers hold 80 % of revenue": these are the strategic ones.
  if (/^what(?:ever)?$|^whichever$/u.test(item.text) && items[at + 1]?.cues.has("tierword"))
    return items.some(({ cues }) => cues.has("strategic")) ? { ...item, cues: NO_CUES } : item;
  // "scope: Brazil"
  if (item.text === "scope" && items[at + 1]?.text === ":")
    return { ...item, text: "only", cues: new Set<Cue>(["only"]) };
  // "Finance signs off on 4 %": who says so.
  const says =
    /^(?:signs? off|signs? off on|says?|said|told|insists?|insisted|asks?|asked|allows?|allowed|accepts?|approves?|approved|agrees?|agreed|agreed to)$/u;
  if (item.text === "finance" && at === 0 && says.test(items[at + 1]?.text ?? ""))
    return { ...item, kind: "word", values: null };
  // "baseline? no."
  const methods: readonly Cue[] = ["baseline", "direct", "hybrid"];
  const declined = items[at + 1]?.text === "?" && /^(?:no|nope|not)$/u.test(items[at + 2]?.text ?? "");
  if (declined && methods.some((cue) => item.cues.has(cue))) return { ...item, cues: NO_CUES };
  // "for Brazil alone": only there, and nobody is left alone.
  if (item.text === "alone") {
    const from = items.findLastIndex(({ text }, place) => place < at && /^(?:[.!?;\n]|but)$/u.test(text));
    const left = items
      .slice(from + 1, at)
      .some(({ text }) => /^(?:leave|leaves|leaving|left|let)\b/u.test(text));
    const goes = ["may", "must", "move", "rise", "fall"].some((cue) => items[at + 1]?.cues.has(cue as Cue));
    return { ...item, cues: new Set<Cue>([left && !goes ? "hold" : "only"]) };
  }
  // "the country manager just left": a person, and no signal.
  if (
    /^(?:the )?(?:country|countries|region|regions|regional|territory|area|local|national|category|sector|industry)$/u.test(
      item.text,
    ) &&
    /^(?:managers?|heads?|directors?|teams?|offices?|colleagues|vps?|boss|bosses|chiefs?|reps?)$/u.test(
      items[at + 1]?.text ?? "",
    )
  )
    return { ...item, kind: "word", signals: [], cues: NO_CUES };
  // "Healthcare minus Japan"
  const beside = [items[at - 1]?.kind, items[at + 1]?.kind];
  if (item.text === "minus" && beside.every((kind) => kind === "values" || kind === "tier"))
    return { ...item, cues: new Set<Cue>(["except"]) };
  if (item.kind !== "signal" || !/^(?:untouched$|where )/u.test(item.text)) return item;
  const from = items.findLastIndex((each, place) => place < at && each.kind === "stop");
  const before = items.slice(from + 1, at);
  const cued = (...cues: readonly Cue[]) => before.some((each) => cues.some((cue) => each.cues.has(cue)));
  // "all others untouched"
  const rests =
    item.text === "untouched" &&
    (cued("rest", "hold") ||
      before.some(({ kind }) => ["values", "tier", "account"].includes(kind)) ||
      // "geo untouched"
      before.at(-1)?.kind === "signal");
  if (item.text === "untouched" && !rests) return item;
  return rests || cued("hold", "from", "move", "tierword")
    ? { ...item, kind: "word", signals: [], cues: new Set<Cue>(["hold"]) }
    : item;
}

/** The phrase that begins at a place; "the other two thirds" are no other two. */
function beforeFraction(words: readonly string[], at: number): ReturnType<typeof phraseAt> {
  const phrase = phraseAt(words, at);
  const next = at + (phrase?.length ?? 0);
  const cut =
    /^(?:two|three)$/u.test(words[next - 1] ?? "") &&
    /^(?:thirds|quarters|fourths|fifths)$/u.test(words[next] ?? "");
  // "accept that one account in fifty": a part, and not that one.
  const part =
    words[next - 1] === "one" &&
    /^(?:accounts?|customers?|clients?)$/u.test(words[next] ?? "") &&
    words[next + 1] === "in";
  return (cut || part) && next - at > 1 ? phraseAt(words.slice(0, next - 1), at) : phrase;
}

/** The longest of a name of the book, a phrase of the lexicon and a number; else the word as it stands. */
function longestAt(context: Context, at: number, names: readonly BookName[]): Found {
  const { words } = context;
  const phrase = beforeFraction(words, at);
  const amount = amountAt(context.tokens, at);
  const name = names.find((each) => stands(each, context, at));
  const amountLength = amount === null ? 0 : amount.next - at;
  const nameLength = name?.words.length ?? 0;
  const held = name?.kind === "value" && columnFollows(name, words, at + nameLength);
  // "low priority accounts" where the book has a column "Priority": a value before its column is no phrase.
  // "Japan & Korea or Greater China": where a name begins, "or greater" does not end.
  const cut =
    words[at] === "or" &&
    phrase?.length === 2 &&
    namesOf(context.vocabulary)
      .at(words, at + 1)
      .some(({ kind }) => kind === "value");
  const phraseLength = held || cut ? 0 : (phrase?.length ?? 0);
  if (name !== undefined && nameLength >= phraseLength && nameLength >= amountLength) {
    const next = at + nameLength;
    const own = { cues: phraseLength === nameLength ? (phrase?.sense.cues ?? NO_CUES) : NO_CUES };
    if (name.kind === "column") {
      const signals = phraseLength === nameLength ? (phrase?.sense.signals ?? []) : [];
      return make(context, at, next, {
        kind: signals.length > 0 ? "signal" : "column",
        names: [name.name],
        signals,
        ...own,
      });
    }
    const column = held ? plainWords(name.name.replace(/_/gu, " ")).length : 0;
    return make(context, at, next + column, {
      kind: "values",
      values: { column: name.name, values: name.values },
    });
  }
  // "2025 turnover" of a column "Turnover 2025"
  const dated = /^(?:19|20)\d\d$/u.test(words[at]!)
    ? namesOf(context.vocabulary)
        .at([words[at + 1] ?? "", words[at]!], 0)
        .find(({ kind, words: own }) => kind === "column" && own.length === 2)
    : undefined;
  if (dated !== undefined) return make(context, at, at + 2, { kind: "column", names: [dated.name] });
  const ratio = amount?.amount.kind === "multiple" || amount?.amount.kind === "times";
  if (
    amount !== null &&
    (amountLength > phraseLength ||
      (amountLength === phraseLength && !phrase?.sense.cues.has("halve")) ||
      ratio)
  )
    return make(context, at, amount.next, { kind: "amount", amounts: [amount.amount] });
  const short =
    phraseLength === 1 &&
    /^(?:rw|gr|cat)$/u.test(words[at] ?? "") &&
    !/^(?:[=:]|[.\d].*)$/u.test(words[at + 1] ?? "") &&
    // "rw 45 gr 35, the rest geo / cat"
    !words
      .slice(Math.max(0, at - 3), at + 4)
      .some((each) => /^(?:rw|gr|geo|growth|runway)$/u.test(each) && each !== words[at]);
  if (phrase !== null && !short && !cut) {
    const { cues, signals } = phrase.sense;
    return make(context, at, at + phrase.length, {
      kind: signals.length === 0 ? "word" : "signal",
      cues,
      signals,
    });
  }
  const word = words[at] as string;
  // "geo -5%": a sign right before its number is no dash.
  const [before, sign, number] = [-1, 0, 1].map((step) => context.tokens[at + step]);
  // "growth-35%" is growth at 35 %.
  const signed = word === "-" && number?.start === sign?.end && before?.end !== sign?.start;
  const stop = !signed && /^(?:[.!?;,:()\n&/-]|and|but)$/u.test(word);
  return make(context, at, at + 1, { kind: stop ? "stop" : "word" });
}
