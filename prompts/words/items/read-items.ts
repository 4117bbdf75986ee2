import { SIGNALS } from "../../../tiering/index.ts";
import type { Vocabulary } from "../../book/vocabulary.ts";
import { accountNamedAt } from "./account-names.ts";
import { amountsOfSignals } from "./amounts-of-signals.ts";
import { belowZeroAt } from "./below-zero.ts";
import { byNeighbours } from "./by-neighbours.ts";
import { conditionsAsNames } from "./conditions-as-names.ts";
import { withoutDeniedClaims } from "./denied-claims.ts";
import { type Context, type Found, make } from "./finding.ts";
import { type Item, NO_CUES } from "./item.ts";
import {
  lettersOfSignals,
  nameFlags,
  nameListed,
  numbersOfPoints,
  shareNouns,
  withoutNotOnly,
  withoutPointNumbers,
} from "./item-lists.ts";
import { accountAt, rankAt, squashedAt, tierAt, tierNounOf } from "./item-names.ts";
import { joinLists } from "./join-lists.ts";
import { phraseAt } from "./lexicon.ts";
import { readLines } from "./list-lines.ts";
import { withoutManners } from "./manners.ts";
import { type BookName, namesOf } from "./names.ts";
import { amountAt } from "./numbers.ts";
import { plainWords } from "./plain-words.ts";
import { quotients } from "./quotients.ts";
import { withoutHedges } from "./repairs.ts";
import { withoutSlips } from "./self-corrections.ts";
import { asOneName, withBothParts } from "./shared-parts.ts";
import { signedSteps } from "./signed-steps.ts";
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
      belowZeroAt(context, at) ??
      longestAt(context, at, names.at(words, at));
    items.push(next.item);
    at = next.next;
  }
  const named = nameListed(shareNouns(nameFlags(items, vocabulary), vocabulary), message, vocabulary);
  const ranged = withTierRanges(withoutDeniedClaims(named), vocabulary.tiers);
  const plain = withoutNotOnly(readLines(numbersOfPoints(withoutManners(ranged))));
  const whole = withBothParts(withoutPointNumbers(plain).map(byNeighbours), vocabulary);
  const listed = joinLists(lettersOfSignals(quotients(whole))).map((item) =>
    asOneName(item, message, vocabulary),
  );
  return withoutSlips(withoutHedges(signedSteps(conditionsAsNames(amountsOfSignals(listed, vocabulary)))));
}

/** The phrase that begins at a place; "the other two thirds" are no other two. */
function beforeFraction(words: readonly string[], at: number, named: boolean): ReturnType<typeof phraseAt> {
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
  // "ignore that region": no plan is taken back.
  const goes =
    /^(?:ignore|forget|disregard)$/u.test(words[at]!) &&
    next === at + 2 &&
    words[next - 1] === "that" &&
    /^\p{L}/u.test(words[next] ?? "");
  // "Africa only then growth leads": where, and what comes next.
  const then = words[at] === "only" && words[at + 1] === "then" && named;
  // "geo is everything but I disagree": who speaks begins anew.
  const anew = words[next - 1] === "but" && /^(?:i|we|they|he|she|you)$/u.test(words[next] ?? "");
  return (cut || part || anew || then || goes) && next - at > 1
    ? phraseAt(words.slice(0, next - 1), at)
    : phrase;
}

/** The longest of a name of the book, a phrase of the lexicon and a number; else the word as it stands. */
function longestAt(context: Context, at: number, names: readonly BookName[]): Found {
  const { words } = context;
  const phrase = beforeFraction(words, at, context.items.at(-1)?.values != null);
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
    const alike = { cues: phraseLength === nameLength ? (phrase?.sense.cues ?? NO_CUES) : NO_CUES };
    if (name.kind === "column") {
      const said = phraseLength === nameLength ? (phrase?.sense.signals ?? []) : [];
      const { signalColumns = {} } = context.vocabulary;
      const own = SIGNALS.find((signal) => signalColumns[signal] === name.name);
      const signals = own === undefined ? said : [own];
      return make(context, at, next, {
        kind: signals.length > 0 ? "signal" : "column",
        names: [name.name],
        signals,
        ...alike,
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
    !/^(?:[=:+-]|[.\d].*)$/u.test(words[at + 1] ?? "") &&
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
