import type { Question } from "../../contract/question.ts";
import type { Conversation } from "../conversation.ts";
import type { Operation, WeightOperation } from "../merge/operations.ts";
import type { PhraseReading, Reading, UnreadPhrase } from "../receipt/reading.ts";
import { isStory, restricts, thingsIn } from "../receipt/things.ts";
import { noValue } from "../selectors.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { type Clause, has, toClauses, withCue } from "./clauses.ts";
import { readFollowUp, readMethod, readPlanWords, readScale } from "./follow-ups.ts";
import { readRules } from "./frames.ts";
import { type Item, readItems } from "./items.ts";
import { DECLINED, languageOf } from "./languages.ts";
import { LEXICON_WORDS } from "./lexicon.ts";
import { ORDINARY_WORDS } from "./ordinary-words.ts";
import { isQuestion as asks, isInjection, talkOf } from "./talk.ts";
import { answerTerms, NOT_UNDERSTOOD, RULES_HINT, TALK_REPLIES } from "./terms.ts";
import { readQuestion } from "./questions.ts";
import { readCoefficients } from "./coefficients.ts";
import { negativeWeight } from "./negative-weights.ts";
import { spend } from "./weight-numbers.ts";
import { readWeights } from "./weights.ts";

const NOTHING: Reading = { operations: [], ask: null, talk: null, problem: null, unread: [], readings: [] };

/**
 * Reads a message without a model: deterministic, in process, for any string. Clauses first, then what each
 * does, then its slots; what is left over is unread.
 * Cost: linear in the message, whatever the size of the book.
 */
export function readOffline(message: string, conversation: Conversation, vocabulary: Vocabulary): Reading {
  if (isInjection(message)) return { ...NOTHING, talk: TALK_REPLIES.injection };
  const language = languageOf(message);
  const items = readItems(message, vocabulary);
  if (language !== null && !items.some((item) => item.kind === "account")) {
    const kind = talkOf(message);
    return { ...NOTHING, talk: kind === null ? DECLINED[language] : `${TALK_REPLIES[kind]} ${DECLINED[language]}` };
  }
  const clauses = toClauses(items).filter((clause) => !isIdle(clause));
  const { ask, asked, wishes } = readQuestions(message, items, clauses, vocabulary);
  for (const clause of wishes) if (isStory(clause)) spend(clause.items.filter((item) => item.kind !== "amount"), "a story");
  if (wishes.length === 0 || wishes.every(isIdle)) {
    if (ask !== null) return { ...NOTHING, ask, readings: phrasesOf(message, items) };
    const followed = readFollowUp(wishes, conversation);
    if (followed === null) return { ...NOTHING, talk: talk(message, asked, vocabulary) };
    return { ...NOTHING, ...followed };
  }
  const negative = negativeWeight(items);
  if (negative !== null) return { ...NOTHING, problem: `Weights are 0 or more, and ${negative} is not.` };
  return readWishes(message, { items, clauses: wishes, ask, conversation, vocabulary });
}

interface Wishes {
  readonly items: readonly Item[];
  readonly clauses: readonly Clause[];
  readonly ask: Question | null;
  readonly conversation: Conversation;
  readonly vocabulary: Vocabulary;
}

function readWishes(message: string, { ask, clauses, conversation, items, vocabulary }: Wishes): Reading {
  const followed = readFollowUp(clauses, conversation);
  if (followed !== null) return { ...NOTHING, ...followed, ask: followed.ask ?? ask, readings: phrasesOf(message, items) };
  const operations: Operation[] = [];
  const policy = (conversation.proposed ?? conversation.current)?.policy ?? {};
  if (talkOf(message) === "off-topic") return { ...NOTHING, ask, talk: ask === null ? TALK_REPLIES["off-topic"] : null };
  const ranked = rankedPlace(clauses, vocabulary);
  for (const clause of clauses) {
    operations.push(...readPlanWords(clause, conversation));
    operations.push(...readScale(clause), ...readCoefficients(clause));
    operations.push(...readRules(clause, vocabulary, policy, false));
    operations.push(...readMethod(clause));
    operations.push(...readRules(clause, vocabulary, policy, true));
  }
  const changes = ranked === null ? readWeights(clauses) : [ranked];
  operations.push(...changes.map((change): Operation => ({ on: "weights", change })));
  // A fresh wish for weights alone is the hybrid's again; a follow-up keeps the method.
  const fresh = changes.some(({ kind }) => kind === "points" || kind === "ratio" || kind === "only" || kind === "equal");
  if (fresh && operations.length === changes.length && conversation.current?.method === "kpi") operations.push({ on: "method", method: "hybrid" });
  // "our focus is tech, so reward momentum in Technology": a name said twice is read once.
  const said = new Set(items.flatMap((item) => (item.became !== null && item.values !== null ? [JSON.stringify(item.values)] : [])));
  spend(items.filter((item) => item.values !== null && said.has(JSON.stringify(item.values))), "named again");
  const unread = clauses.flatMap((clause) => unreadOf(clause, message));
  const unknown = clauses.map((clause) => unknownName(clause, vocabulary)).find((word) => word !== null);
  const readings = phrasesOf(message, items);
  if (unknown !== undefined && unknown !== null) return { ...NOTHING, operations, problem: noValue(unknown, vocabulary), unread: [], readings };
  const runs = operations.length > 0 || clauses.some((clause) => has(clause, "run", "again", "hybrid", "kpi"));
  if (!runs && ask === null) {
    if (unread.length > 0 && talkOf(message) === null) {
      const phrases = unread.map(({ phrase }) => `'${phrase}'`).join(", ");
      return { ...NOTHING, talk: `I did not understand ${phrases}, so nothing was run. ${RULES_HINT}`, unread, readings };
    }
    return { ...NOTHING, talk: talk(message, false, vocabulary), readings };
  }
  if (operations.length === 0 && runs) {
    if (unread.length > 0 && conversation.current === null)
      return { ...NOTHING, ask, talk: `I did not understand ${unread.map(({ phrase }) => `'${phrase}'`).join(", ")}, so nothing was run. ${RULES_HINT}`, unread, readings };
    operations.push({ on: "plan", change: "keep" });
  }
  return { ...NOTHING, operations, ask, unread, readings };
}

/**
 * "APAC first, everything else equally after that": a place ranked against all other signals stands for its
 * own signal.
 */
function rankedPlace(clauses: readonly Clause[], { roles }: Vocabulary): WeightOperation | null {
  const names = clauses.flatMap((clause) => clause.items.filter((item) => item.values !== null));
  const [place] = names;
  if (place === undefined || names.length > 1 || clauses.some((clause) => clause.items.some((item) => item.kind === "signal"))) return null;
  const named = clauses.find((clause) => clause.items.includes(place)) as Clause;
  const rest = clauses.find((clause) => clause !== named && has(clause, "rest") && has(clause, "even", "then"));
  if (rest === undefined || !has(named, "first", "strong", "wish") || has(named, "only", "not")) return null;
  const signal = place.values?.column === roles.category ? "category" : "geo";
  for (const clause of [named, rest]) spend(clause.items, `${signal} first`);
  return { kind: "points", points: { [signal]: 8 }, faint: [], evenRest: has(rest, "even") };
}

/** Parts the sentences that ask from those that wish. */
function readQuestions(message: string, items: readonly Item[], clauses: readonly Clause[], vocabulary: Vocabulary) {
  let ask: Question | null = null;
  let asked = false;
  const wishes: Clause[] = [];
  const sentences = Map.groupBy(clauses, ({ sentence }) => sentence);
  for (const own of sentences.values()) {
    const said = own.flatMap((clause) => [...clause.items]);
    const words = said.flatMap((item) => item.text.split(" "));
    const question = asks(words) && !isStatement(own, message);
    const sentence = { items: said, text: words.join(" "), question, vocabulary };
    // "… and tell me who moved": one clause of a wish asks.
    const parts = question || own.length === 1 ? [] : own.filter((clause) => {
      const text = clause.items.flatMap((item) => item.text.split(" "));
      const start = text[0] === "and" || text[0] === "then" ? text.slice(1) : text;
      const own = /^(?:tell|show|list|give|summari[sz]e|explain)$/u.test(start[0] ?? "") || asks(start) ? readQuestion({ items: clause.items, text: start.join(" "), question: asks(start), vocabulary }) : null;
      if (own === null) return false;
      ask ??= own;
      spend(clause.items, `the question: ${own.kind}`);
      return true;
    });
    const found = parts.length > 0 ? null : readQuestion(sentence);
    if (found !== null) {
      ask ??= found;
      asked = true;
      spend(said, `the question: ${found.kind}`);
      continue;
    }
    if (question) {
      asked = true;
      // "Who grows fastest? Put them first": the wish points back at the question.
      if (said.some((item) => item.kind === "signal") && pointsBack(items, said)) wishes.push(...own);
      else spend(said, "a question");
    } else wishes.push(...own.filter((clause) => !parts.includes(clause)));
  }
  return { ask, asked, wishes };
}

/** "which accounts still have room matters most to us": put like a question, and none. */
function isStatement(clauses: readonly Clause[], message: string): boolean {
  const end = clauses.at(-1)?.items.at(-1)?.end ?? 0;
  const text = clauses.flatMap((clause) => clause.items.map((item) => item.text)).join(" ");
  return !message.slice(end, end + 4).includes("?") && /\b(?:matters most|counts most|is what (?:counts|matters)|is key)\b/u.test(text);
}

function pointsBack(items: readonly Item[], said: readonly Item[]): boolean {
  const end = said.at(-1)?.end ?? 0;
  return items.some((item) => item.start >= end && /^(?:them|those|these|that)$/u.test(item.text));
}

/** A clause that says nothing: thanks, greetings, names. */
function isIdle(clause: Clause): boolean {
  return clause.items.every((item) => item.became !== null || item.kind === "stop" || /^(?:no|nah|nope)$/u.test(item.text) || (item.cues.size > 0 && [...item.cues].every((cue) => cue === "please" || cue === "yes")));
}

function talk(message: string, asked: boolean, vocabulary: Vocabulary): string {
  const kind = talkOf(message);
  if (kind !== null && !(asked && (kind === "greeting" || kind === "thanks"))) return TALK_REPLIES[kind];
  return asked ? answerTerms(message, vocabulary) : NOT_UNDERSTOOD;
}

/** What of a clause has become nothing, as one phrase; nothing where it only tells a story. */
function unreadOf(clause: Clause, message: string): UnreadPhrase[] {
  const things = thingsIn([clause]).filter(({ item }) => item.became === null);
  if (things.length === 0) {
    spend(clause.items.filter(restricts), "a story");
    return [];
  }
  const counted = things.every(({ kind }) => kind === "number");
  const text = clause.items.map((item) => item.text).join(" ");
  // "retier all 50000 accounts" repeats the book's size.
  if (counted && /\b(?:all|whole)\b/u.test(text)) {
    spend(things.map(({ item }) => item), "the book");
    return [];
  }
  const open = clause.items.filter((item) => item.became === null);
  const first = things.some(({ kind }) => kind === "restricts") ? clause.items[0] : things[0]?.item;
  const start = (first as Item).start;
  const end = Math.max(...open.map((item) => item.end));
  const phrase = message.slice(start, end).trim().replace(/\s+/gu, " ").slice(0, 200);
  return [{ phrase, start, end, restricts: !counted }];
}

/** The unknown name that a clause restricts to or holds: "only in Atlantis"; null for none. */
function unknownName(clause: Clause, _vocabulary: Vocabulary): string | null {
  const open = clause.items.filter((item) => item.became === null);
  if (open.some((item) => ["values", "tier", "account"].includes(item.kind))) return null;
  const slot = open.findLastIndex((item) => item.kind === "word" && /^(?:only|in|to|for|exclude|hold|lock|freeze|protect|except|within|outside|restrict|just|leave|only in|apply)$/u.test(item.text));
  const restricts = withCue(clause, "only", "restrict", "hold", "ignore", "except").some((item) => item.text !== "just" || /^(?:in|for|the)$/u.test(open[open.indexOf(item) + 1]?.text ?? ""));
  if (slot < 0 || !restricts || isStory(clause)) return null;
  const words = open.slice(slot + 1, slot + 5).filter((item) => item.kind === "word" && item.cues.size === 0 && isForeign(item.text));
  return words.length === 0 ? null : words.map((item) => item.text).slice(0, 4).join(" ");
}

const SMALL = new Set("the our all any these those this that its their your his her them they him me you we are was were been who which what where here there people ones stuff something anything big small old new".split(" "));

function isForeign(text: string): boolean {
  return text.length >= 3 && /^\p{L}+$/u.test(text) && !SMALL.has(text) && !ORDINARY_WORDS.has(text) && !LEXICON_WORDS.has(text);
}

/** Each read item as a phrase; neighbours that became the same are one. */
function phrasesOf(message: string, items: readonly Item[]): PhraseReading[] {
  const out: PhraseReading[] = [];
  for (const item of items) {
    if (item.became === null || item.kind === "stop") continue;
    const last = out.at(-1);
    const kind = item.became === "mayRise" ? "guessed" : "said";
    if (last !== undefined && last.became === item.became && item.start - last.end <= 12) {
      out[out.length - 1] = { ...last, end: item.end, phrase: message.slice(last.start, item.end) };
    } else out.push({ phrase: message.slice(item.start, item.end), start: item.start, end: item.end, became: item.became, kind });
  }
  return out;
}
