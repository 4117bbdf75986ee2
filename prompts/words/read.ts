import type { Vocabulary } from "../book/vocabulary.ts";
import type { Conversation } from "../conversation/conversation.ts";
import { NO_READING, type Reading } from "../merge/reading.ts";
import { withoutAdjuncts } from "./clauses/adjuncts.ts";
import { type Clause, isIdle } from "./clauses/clauses.ts";
import { leftOf, phrasesOf } from "./clauses/leftovers.ts";
import { phraseOf } from "./clauses/phrases.ts";
import { isFact, isStory } from "./clauses/speech-acts.ts";
import { spend } from "./clauses/spend.ts";
import { toClauses } from "./clauses/split-clauses.ts";
import { withoutIntended, withoutTakenBack } from "./clauses/taken-back.ts";
import { readCorrection } from "./corrections.ts";
import { readFollowUp } from "./follow-ups.ts";
import type { Item } from "./items/item.ts";
import { DECLINED, languageOf } from "./items/languages.ts";
import { readItems } from "./items/read-items.ts";
import { askedAgain, narrowed, noQuestionOf, UNKNOWN_THOSE } from "./questions/asked-again.ts";
import { withoutDeclined } from "./questions/declined.ts";
import { answerPlan } from "./questions/plan-questions.ts";
import { withheldReply } from "./questions/question-receipt.ts";
import { readQuestions } from "./questions/sentences.ts";
import { isInjection, talkOf } from "./questions/talk.ts";
import { INVITE, TALK_REPLIES } from "./questions/terms.ts";
import { readWishes, type Wishes } from "./read-wishes.ts";
import { notUnderstood, talk } from "./talk-replies.ts";
import { negativeWeight } from "./weights/negative-weights.ts";

/**
 * Reads a message without a model: deterministic, in process, for any string. Clauses first, then what each
 * does, then its slots; what is left over is unread.
 * Cost: linear in the message, whatever the size of the book.
 */
export function readOffline(message: string, conversation: Conversation, vocabulary: Vocabulary): Reading {
  if (isInjection(message)) return { ...NO_READING, talk: TALK_REPLIES.injection };
  const items = readItems(message, vocabulary);
  // The names of a book may be of any language.
  const words = items.filter(({ kind }) => ["word", "signal", "stop"].includes(kind));
  const language = languageOf(words.map(({ end, start }) => message.slice(start, end)).join(" "));
  if (language !== null && !items.some(({ kind, text }) => kind === "account" && /\p{L}/u.test(text))) {
    const kind = talkOf(message);
    return {
      ...NO_READING,
      talk: kind === null ? DECLINED[language] : `${TALK_REPLIES[kind]} ${DECLINED[language]}`,
    };
  }
  const again = askedAgain(items, message, conversation, vocabulary);
  if (again !== null) return { ...NO_READING, ask: again, readings: phrasesOf(message, items) };
  const corrected = readCorrection(message, items, conversation, vocabulary, readOffline);
  if (corrected !== null) return corrected;
  const nothing = noQuestionOf(items, message, conversation, vocabulary);
  if (nothing !== null) return { ...NO_READING, talk: nothing };
  const all = withoutIntended(toClauses(items));
  const {
    answers,
    rest: clauses,
    unread: undone,
  } = withoutDeclined(
    all.filter((clause) => !isIdle(clause)),
    message,
  );
  const {
    ask,
    asked,
    told,
    unread,
    wishes: said,
    withheld,
  } = readQuestions(message, items, clauses, vocabulary);
  const kept = conversation.current === null ? withoutTakenBack(said) : said;
  const back = kept.length < said.length ? "What you took back in the same message is left out." : null;
  const wishes = kept.map(withoutAdjuncts);
  for (const clause of wishes)
    if (isStory(clause))
      spend(
        clause.items.filter((item) => item.kind !== "amount" || isFact(clause)),
        "a story",
      );
  if (wishes.length === 0 || wishes.every(isIdle)) {
    if (back !== null && ask === null) return { ...NO_READING, talk: `${back} So nothing was run.` };
    const [answer] = answers;
    if (answer !== undefined && ask === null)
      return { ...NO_READING, talk: `${answers.join(" ")} Nothing was run. ${INVITE}` };
    const left = [...undone, ...unread, ...wishes.flatMap((clause) => leftOf(clause, message))];
    if (ask !== null) {
      const own = narrowed(ask, items, conversation.question);
      return own === null
        ? { ...NO_READING, talk: UNKNOWN_THOSE }
        : { ...NO_READING, ask: own, unread: left, readings: phrasesOf(message, items) };
    }
    if (told.length > 0 && ask === null && withheld.length === 0)
      return { ...NO_READING, talk: told.join(" "), unread: left };
    const planned =
      withheld.length > 0 && /\b(?:can|may|could|allowed|held)\b/iu.test(message)
        ? answerPlan(all, conversation, vocabulary)
        : null;
    if (planned !== null) return { ...NO_READING, talk: planned };
    if (withheld.length > 0) return { ...NO_READING, talk: withheldReply(withheld), unread: left };
    if (left.length > 0) return { ...NO_READING, talk: notUnderstood(left), unread: left };
    const followed = asked ? null : readFollowUp(all, conversation, vocabulary.n);
    if (followed === null)
      return {
        ...NO_READING,
        talk:
          (asked ? answerPlan(all, conversation, vocabulary) : null) ??
          talk(message, asked, vocabulary, items.some(isOfBook)),
      };
    return { ...NO_READING, ...followed };
  }
  spend(
    all.filter(isIdle).flatMap((clause) => clause.items),
    "talk",
  );
  const negative = negativeWeight(items);
  if (negative !== null) return { ...NO_READING, problem: `Weights are 0 or more, and ${negative} is not.` };
  const read = readSurely(message, { items, whole: kept, ask, conversation, vocabulary });
  return {
    ...read,
    notes: [...answers, ...told, ...(back === null ? [] : [back]), ...(read.notes ?? [])],
    unread: [...undone, ...unread, ...read.unread],
  };
}

/** Cues of clauses whose numbers are of accounts and their moves. */
const OF_ACCOUNTS = ["accounts", "move", "cap", "tierword", "rise", "fall"] as const;

/**
 * The one guard of all rules and weights: a clause of which something that may restrict is left unread comes to no
 * operation. The others are read again without it, and what is proposed is theirs.
 */
function readSurely(message: string, wishes: Wishes): Reading {
  const before = wishes.whole.flatMap(({ items }) => items.map((item) => [item, item.became] as const));
  const first = readWishes(message, wishes);
  const open = first.unread.filter(({ restricts }) => restricts);
  const isLeft = ({ items }: Clause) =>
    open.some((phrase) => items.some(({ end, start }) => start < phrase.end && end > phrase.start));
  // Weights are one whole: where what a clause says of them is in doubt, so is what the others say.
  const weighs = (clause: Clause) =>
    clause.items.some(({ kind }) => kind === "signal") ||
    (clause.items.some(({ kind }) => kind === "amount") &&
      clause.items.every(
        ({ cues, kind }) =>
          kind === "amount" || (kind === "word" && !OF_ACCOUNTS.some((cue) => cues.has(cue))),
      ));
  const inDoubt = wishes.whole.some((clause) => weighs(clause) && isLeft(clause));
  const isDoubtful = (clause: Clause) => isLeft(clause) || (inDoubt && weighs(clause));
  const sure = wishes.whole.filter((clause) => !isDoubtful(clause));
  if (first.operations.length === 0 || sure.length === wishes.whole.length) return first;
  for (const [item, became] of before) item.became = became;
  const second = sure.length === 0 ? NO_READING : readWishes(message, { ...wishes, whole: sure });
  const { ask } = wishes;
  const { unread } = first;
  if (second.operations.length === 0)
    return { ...NO_READING, ask, talk: ask === null ? notUnderstood(unread) : null, unread };
  const whole = wishes.whole.filter(isDoubtful).map(({ items }) => phraseOf(items, message));
  return { ...second, unread: [...whole, ...unread.filter(({ restricts }) => !restricts)] };
}

/** What a question may name that no definition speaks of. */
const isOfBook = ({ kind }: Item) => kind === "values" || kind === "account";
