import type { Question } from "../../contract/question.ts";
import { noValue } from "../book/selectors.ts";
import type { Vocabulary } from "../book/vocabulary.ts";
import type { Conversation } from "../conversation/conversation.ts";
import type { Operation } from "../merge/operations.ts";
import type { Reading, UnreadPhrase } from "../merge/reading.ts";
import { withoutAdjuncts } from "./clauses/adjuncts.ts";
import { isLeftToAsk, leavesOpen, reported } from "./clauses/asides.ts";
import { type Clause, has, isIdle, withCue } from "./clauses/clauses.ts";
import { leftOf, phraseOf, phrasesOf, unknownName } from "./clauses/leftovers.ts";
import { isStory } from "./clauses/speech-acts.ts";
import { spend } from "./clauses/spend.ts";
import { toClauses } from "./clauses/split-clauses.ts";
import { readFollowUp } from "./follow-ups.ts";
import type { Item } from "./items/item.ts";
import { DECLINED, languageOf } from "./items/languages.ts";
import { readItems } from "./items/read-items.ts";
import { readAfresh, readMethod, readRanking, readScale } from "./method-words.ts";
import { readMoreOfThat } from "./more-of-that.ts";
import { readPlanWords } from "./plan-words.ts";
import { answerPlan } from "./questions/plan-questions.ts";
import { readQuestions, supposedPhrase } from "./questions/sentences.ts";
import { isInjection, talkOf } from "./questions/talk.ts";
import { answerTerms, NOT_UNDERSTOOD, RULES_HINT, TALK_REPLIES } from "./questions/terms.ts";
import { boundReplies } from "./rules/bound-reply.ts";
import { readForcedWords } from "./rules/forced.ts";
import { FRAMES, readRules, WISHES } from "./rules/frames.ts";
import { type MoveBound, readMoveBound } from "./rules/move-bounds.ts";
import { rankedPlace } from "./rules/ranked-place.ts";
import { besideSaid } from "./rules/said-rules.ts";
import { boundOfSome, type OfSome } from "./rules/whole-book.ts";
import { readCoefficients, readMonotone } from "./weights/coefficients.ts";
import { negativeWeight } from "./weights/negative-weights.ts";
import { spokenOf } from "./weights/spoken-of.ts";
import { readWeights } from "./weights/weights.ts";

const NOTHING: Reading = { operations: [], ask: null, talk: null, problem: null, unread: [], readings: [] };

/**
 * Reads a message without a model: deterministic, in process, for any string. Clauses first, then what each
 * does, then its slots; what is left over is unread.
 * Cost: linear in the message, whatever the size of the book.
 */
export function readOffline(message: string, conversation: Conversation, vocabulary: Vocabulary): Reading {
  if (isInjection(message)) return { ...NOTHING, talk: TALK_REPLIES.injection };
  const items = readItems(message, vocabulary);
  // The names of a book may be of any language.
  const words = items.filter(({ kind }) => ["word", "signal", "stop"].includes(kind));
  const language = languageOf(words.map(({ end, start }) => message.slice(start, end)).join(" "));
  if (language !== null && !items.some((item) => item.kind === "account")) {
    const kind = talkOf(message);
    return {
      ...NOTHING,
      talk: kind === null ? DECLINED[language] : `${TALK_REPLIES[kind]} ${DECLINED[language]}`,
    };
  }
  const all = toClauses(items);
  const clauses = all.filter((clause) => !isIdle(clause));
  const { ask, asked, unread, wishes: said } = readQuestions(message, items, clauses, vocabulary);
  const wishes = said.map(withoutAdjuncts);
  for (const clause of wishes)
    if (isStory(clause))
      spend(
        clause.items.filter((item) => item.kind !== "amount"),
        "a story",
      );
  if (wishes.length === 0 || wishes.every(isIdle)) {
    const left = [...unread, ...wishes.flatMap((clause) => leftOf(clause, message))];
    if (ask !== null) return { ...NOTHING, ask, unread: left, readings: phrasesOf(message, items) };
    if (left.length > 0) return { ...NOTHING, talk: notUnderstood(left), unread: left };
    const followed = asked ? null : readFollowUp(all, conversation);
    if (followed === null)
      return {
        ...NOTHING,
        talk:
          (asked ? answerPlan(all, conversation, vocabulary) : null) ??
          talk(message, asked, vocabulary, items.some(isOfBook)),
      };
    return { ...NOTHING, ...followed };
  }
  spend(
    all.filter(isIdle).flatMap((clause) => clause.items),
    "talk",
  );
  const negative = negativeWeight(items);
  if (negative !== null) return { ...NOTHING, problem: `Weights are 0 or more, and ${negative} is not.` };
  const read = readWishes(message, { items, whole: said, ask, conversation, vocabulary });
  return { ...read, unread: [...unread, ...read.unread] };
}

interface Wishes {
  readonly items: readonly Item[];
  /** With their adjuncts. */
  readonly whole: readonly Clause[];
  readonly ask: Question | null;
  readonly conversation: Conversation;
  readonly vocabulary: Vocabulary;
}

function readWishes(message: string, { ask, conversation, items, vocabulary, whole }: Wishes): Reading {
  const bare = whole.map(withoutAdjuncts);
  const followed = readFollowUp(bare, conversation);
  if (followed !== null)
    return {
      ...NOTHING,
      ...followed,
      ask: followed.ask ?? ask,
      unread: bare.flatMap(({ adjuncts = [] }) =>
        adjuncts.map((each) => phraseOf(each.items, message, each.restricts)),
      ),
      readings: phrasesOf(message, items),
    };
  const operations: Operation[] = [];
  const policy = (conversation.proposed ?? conversation.current)?.policy ?? {};
  if (talkOf(message) === "off-topic")
    return { ...NOTHING, ask, talk: ask === null ? TALK_REPLIES["off-topic"] : null };
  const bounds: MoveBound[] = [];
  const ofSome: OfSome[] = [];
  for (const clause of bare) reported(clause);
  for (const clause of whole) {
    bounds.push(...readMoveBound(clause, vocabulary.n));
    operations.push(...readForcedWords(clause, message, vocabulary));
  }
  const clauses = whole.map(withoutAdjuncts);
  const ranked = rankedPlace(clauses, vocabulary);
  const others = clauses.find((clause) => has(clause, "hold") && has(clause, "rest") && !has(clause, "not"));
  const ruled = (read: readonly Operation[]) => besideSaid(read, operations);
  for (const clause of clauses) {
    if (isLeftToAsk(clause, clauses, operations)) continue;
    operations.push(...readPlanWords(clause, conversation), ...readMoreOfThat(clause, conversation));
    operations.push(
      ...readScale(clause),
      ...readAfresh(clause),
      ...readMonotone(clause),
      ...readCoefficients(clause),
    );
    const stated = ruled(readRules(clause, vocabulary, policy, FRAMES));
    operations.push(...stated);
    ofSome.push(...boundOfSome(clause, stated, message, vocabulary));
    operations.push(...readMethod(clause));
    operations.push(...ruled(readRules(clause, vocabulary, policy, WISHES)));
  }
  operations.push(
    ...readRanking(
      clauses,
      operations.some((one) => one.on === "method"),
    ),
  );
  // "promote accounts in Germany, leave the rest alone": then only these move at all.
  const favoured = operations.find(
    (one) =>
      one.on === "rules" &&
      one.change.kind === "replace" &&
      one.change.rule === "mayRise" &&
      !one.change.entries.includes("none"),
  );
  if (others !== undefined && favoured?.on === "rules" && favoured.change.kind === "replace") {
    spend(others.items, "scope");
    operations.splice(operations.indexOf(favoured), 1, {
      on: "rules",
      change: { ...favoured.change, rule: "scope" },
    });
  }
  const changes = ranked === null ? readWeights(clauses, spokenOf(conversation)) : [ranked];
  operations.push(...changes.map((change): Operation => ({ on: "weights", change })));
  const { lost, nearest, ...told } = boundReplies(bounds, { policy, operations, message, n: vocabulary.n });
  operations.push(...nearest);
  // A fresh wish for weights alone is the hybrid's again; a follow-up keeps the method.
  const fresh = changes.some(
    ({ kind }) => kind === "points" || kind === "ratio" || kind === "only" || kind === "equal",
  );
  if (fresh && operations.length === changes.length && conversation.current?.method === "kpi")
    operations.push({ on: "method", method: "hybrid" });
  // "growth for tier D, runway for tier A": weights are the same for all accounts.
  const apart = clauses.filter(
    ({ items }) =>
      items.some(({ became, kind }) => kind === "signal" && became !== null) &&
      items.some(({ became }) => became === "scope") &&
      !items.some(({ cues }) => cues.has("only")),
  );
  // "our focus is tech, so reward momentum in Technology": a name said twice is read once.
  const said = new Set(
    items.flatMap((item) =>
      item.became !== null && item.values !== null ? [JSON.stringify(item.values)] : [],
    ),
  );
  spend(
    items.filter((item) => item.values !== null && said.has(JSON.stringify(item.values))),
    "named again",
  );
  const backs = operations.some((one) => one.on === "plan" && one.change !== "keep");
  const unread: UnreadPhrase[] = clauses.flatMap((clause) => {
    if ((apart.length > 1 && apart.includes(clause)) || leavesOpen(clause))
      return [supposedPhrase(clause, message)];
    return leftOf(clause, message, backs);
  });
  unread.push(...lost, ...ofSome.map((one) => one.lost));
  const unknown = clauses.map((clause) => unknownName(clause, vocabulary)).find((word) => word !== null);
  const readings = phrasesOf(message, items);
  if (unknown !== undefined && unknown !== null)
    return { ...NOTHING, operations, problem: noValue(unknown, vocabulary), unread, readings };
  const runs =
    operations.length > 0 || clauses.some((clause) => has(clause, "run", "again", "hybrid", "kpi"));
  if (!runs && ask === null) {
    if (unread.length > 0 && talkOf(message) === null) {
      return {
        ...NOTHING,
        talk: notUnderstood(unread),
        unread,
        readings,
      };
    }
    return { ...NOTHING, talk: talk(message, false, vocabulary), readings };
  }
  if (operations.length === 0 && runs) {
    // "fewer moves than last time": more than the last plan again.
    const more = clauses.some((clause) =>
      withCue(clause, "less", "more", "not", "only", "except", "too-much").some(
        ({ text }) => text !== "just",
      ),
    );
    if (more && unread.length === 0) {
      const [start, end] = [clauses[0]?.items[0]?.start ?? 0, clauses.at(-1)?.items.at(-1)?.end ?? 0];
      unread.push({ phrase: message.slice(start, end).slice(0, 200), start, end, restricts: true });
    }
    if (unread.length > 0 && (more || conversation.current === null))
      return {
        ...NOTHING,
        ask,
        talk: notUnderstood(unread),
        unread,
        readings,
      };
    operations.push({ on: "plan", change: "keep" });
  }
  const unsayable = [...told.unsayable, ...ofSome.map(({ sentence }) => sentence)];
  return { ...NOTHING, ...told, unsayable, operations, ask, unread, readings };
}

function notUnderstood(unread: Reading["unread"]): string {
  return `I did not understand ${unread.map(({ phrase }) => `'${phrase}'`).join(", ")}, so nothing was run. ${RULES_HINT}`;
}

/** What a question may name that no definition speaks of. */
const isOfBook = ({ kind }: Item) => kind === "values" || kind === "account";

function talk(message: string, asked: boolean, vocabulary: Vocabulary, named = false): string {
  const kind = talkOf(message);
  if (kind !== null && !(asked && (kind === "greeting" || kind === "thanks"))) return TALK_REPLIES[kind];
  return asked ? answerTerms(message, vocabulary, named) : NOT_UNDERSTOOD;
}
