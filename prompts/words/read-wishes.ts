import type { Question } from "../../contract/question.ts";
import type { Policy } from "../../tiering/index.ts";
import { noValue } from "../book/selectors.ts";
import type { Vocabulary } from "../book/vocabulary.ts";
import type { Conversation } from "../conversation/conversation.ts";
import type { Operation } from "../merge/operations.ts";
import { NO_READING, type Reading, type UnreadPhrase } from "../merge/reading.ts";
import { apartByAccounts, exchangeScope, leaveOthers, spendRepeated } from "./across-clauses.ts";
import { withoutAdjuncts } from "./clauses/adjuncts.ts";
import { holdsOthers, isLeftToAsk, leavesOpen, leavesWeights, reported } from "./clauses/asides.ts";
import { type Clause, has, textOf, withCue } from "./clauses/clauses.ts";
import { tellsGroups } from "./clauses/groups-told.ts";
import { leftOf, phrasesOf, unknownName } from "./clauses/leftovers.ts";
import { phraseOf } from "./clauses/phrases.ts";
import { isReason, isStory } from "./clauses/speech-acts.ts";
import { spend } from "./clauses/spend.ts";
import { readFollowUp } from "./follow-ups.ts";
import type { Item } from "./items/item.ts";
import { readMethodShapes } from "./method-shapes.ts";
import { readAfresh, readMethod, readScale } from "./method-words.ts";
import { readAlsoOf, readAsMuch, readMoreOfThat } from "./more-of-that.ts";
import { readPlanWords } from "./plan-words.ts";
import { supposedPhrase } from "./questions/sentences.ts";
import { talkOf } from "./questions/talk.ts";
import { boundReplies } from "./rules/bound-reply.ts";
import { readForcedWords } from "./rules/forced.ts";
import { slotsOf } from "./rules/frame-slots.ts";
import { alsoThese } from "./rules/frame-turns.ts";
import { FRAMES, WISHES } from "./rules/frames.ts";
import { loneBudget } from "./rules/lone-budget.ts";
import { type MoveBound, readMoveBound } from "./rules/move-bounds.ts";
import { rankedPlace } from "./rules/ranked-place.ts";
import { readRules } from "./rules/read-rules.ts";
import { besideSaid } from "./rules/said-rules.ts";
import { boundOfSome, type OfSome } from "./rules/whole-book.ts";
import { notUnderstood, talk } from "./talk-replies.ts";
import { freeScope, spendFreeOthers, spendOtherTiers } from "./the-others.ts";
import { readCoefficients, readMonotone } from "./weights/coefficients.ts";
import { spokenOf } from "./weights/spoken-of.ts";
import { readWeights } from "./weights/weights.ts";

/** What is wished for, and what it is read against. */
export interface Wishes {
  readonly items: readonly Item[];
  /** With their adjuncts. */
  readonly whole: readonly Clause[];
  readonly ask: Question | null;
  readonly conversation: Conversation;
  readonly vocabulary: Vocabulary;
}

/** A message that begins by adding something to the one before. */
const ADDS = /^(?:(?:oh|ah|ok|okay|sorry|hm+|yes)[ ,]+){0,3}(?:and|also|plus|&)(?![\p{L}])/iu;
/** Most items of a message that only greets or thanks. */
const LONG = 16;

const isStep = (one: Operation): boolean => one.on === "rules" && one.change.kind === "maxTierStep";

/** "one tier up, two tiers down": a step for each way, which no rule says. */
const waysApart = (clauses: readonly Clause[]): boolean =>
  clauses.some((clause) => has(clause, "rise") || /\bup\b/u.test(textOf(clause))) &&
  clauses.some((clause) => has(clause, "fall") || /\bdown\b/u.test(textOf(clause)));

/** The rules in force with the step that this message has already said. */
function withStep(policy: Policy, operations: readonly Operation[]): Policy {
  const said = operations.findLast(isStep);
  return said?.on === "rules" && said.change.kind === "maxTierStep"
    ? { ...policy, maxTierStep: said.change.value }
    : policy;
}

/** Reads the clauses that wish for something: all that they change, and what of them came to nothing. */
export function readWishes(
  message: string,
  { ask, conversation, items, vocabulary, whole }: Wishes,
): Reading {
  const bare = whole.map(withoutAdjuncts);
  const followed = readFollowUp(bare, conversation, vocabulary.n);
  if (followed !== null)
    return {
      ...NO_READING,
      ...followed,
      ask: followed.ask ?? ask,
      unread: bare.flatMap(({ adjuncts = [] }) =>
        adjuncts.map((each) => phraseOf(each.items, message, each.restricts)),
      ),
      readings: phrasesOf(message, items),
    };
  const operations: Operation[] = [];
  const policy = (conversation.proposed ?? conversation.current)?.policy ?? {};
  const bounds: MoveBound[] = [];
  const ofSome: OfSome[] = [];
  const stepped: Clause[] = [];
  for (const clause of bare) reported(clause);
  for (const clause of whole) {
    bounds.push(...readMoveBound(clause, vocabulary.n));
    operations.push(...readForcedWords(clause, message, vocabulary));
  }
  const clauses = whole.map(withoutAdjuncts);
  const ranked = rankedPlace(clauses, vocabulary);
  const others = leavesWeights(clauses.find(holdsOthers), items);
  const ruled = (clause: Clause, read: readonly Operation[]) => besideSaid(clause, read, operations);
  // "Life Sciences too please, they're just as nervous": one wish, and why.
  const wished = clauses.filter((each) => !isReason(each.items) && !isStory(each));
  for (const clause of clauses) {
    if (isLeftToAsk(clause, clauses, operations)) continue;
    // "Germany may move, the rest of Europe stays": Germany does not.
    if (clause === others && clause.items.some(({ values }) => values !== null)) continue;
    operations.push(
      ...readPlanWords(clause, conversation, vocabulary),
      ...readMoreOfThat(clause, conversation),
      ...readAlsoOf(clause, items[0]?.text ?? "", conversation),
      ...readAsMuch(clause, conversation),
    );
    operations.push(
      ...readScale(clause),
      ...readAfresh(clause),
      ...readMonotone(clause),
      ...readCoefficients(clause, clauses[clauses.indexOf(clause) - 1]),
    );
    const adds =
      wished.length === 1 &&
      wished[0] === clause &&
      (ADDS.test(message.trim()) || /\b(?:too|as well)(?: please)?$/u.test(textOf(clause)));
    const also = adds ? (alsoThese(slotsOf(clause, vocabulary, policy)) ?? []) : [];
    operations.push(...also.map((change): Operation => ({ on: "rules", change })));
    const stated = ruled(clause, readRules(clause, vocabulary, withStep(policy, operations), FRAMES));
    operations.push(...stated);
    if (stated.some(isStep)) stepped.push(clause);
    ofSome.push(...boundOfSome(clause, stated, message, vocabulary));
    operations.push(...readMethod(clause));
    operations.push(...ruled(clause, readRules(clause, vocabulary, policy, WISHES)));
  }
  // "rank only, from a clean slate": what is begun anew is so ahead of everything.
  const anew = (one: Operation) => Number(one.on === "plan" && one.change === "start-over");
  operations.sort((a, b) => anew(b) - anew(a));
  operations.push(
    ...readMethodShapes(
      clauses,
      operations.flatMap((one) => (one.on === "method" ? [one.method] : [])).at(-1) ?? null,
    ),
  );
  operations.push(...loneBudget(clauses, operations));
  freeScope(clauses, operations, policy);
  if (others !== undefined) leaveOthers(others, operations, items, vocabulary);
  spendOtherTiers(clauses, operations);
  spendFreeOthers(clauses, operations, policy);
  // "other way round: everyone except Healthcare": of who moves, and not of the weights.
  if (operations.some((one) => one.on === "rules" && one.change.kind === "remove"))
    spend(
      items.filter(({ cues }) => cues.has("swap")),
      "the others",
    );
  const weighing = clauses.filter((each) => !tellsGroups(each));
  const changes = ranked === null ? readWeights(weighing, spokenOf(conversation)) : [ranked];
  operations.push(...changes.map((change): Operation => ({ on: "weights", change })));
  const { lost, nearest, ...told } = boundReplies(bounds, { policy, operations, message, n: vocabulary.n });
  operations.push(...nearest);
  // A fresh wish for weights alone is the hybrid's again; a follow-up keeps the method.
  const fresh = changes.some(
    ({ kind }) => kind === "points" || kind === "ratio" || kind === "only" || kind === "equal",
  );
  if (fresh && operations.length === changes.length && conversation.current?.method === "kpi")
    operations.push({ on: "method", method: "hybrid" });
  spendRepeated(items, operations, vocabulary.n);
  exchangeScope(operations, policy);
  const apart = apartByAccounts(clauses);
  const backs = operations.some((one) => one.on === "plan" && one.change !== "keep");
  const unread: UnreadPhrase[] = clauses.flatMap((clause, at) => {
    if (apart.includes(clause) || leavesOpen(clause)) return [supposedPhrase(clause, message)];
    return leftOf(clause, message, backs, [clauses[at - 1], clauses[at + 1]]);
  });
  unread.push(...lost, ...ofSome.map((one) => one.lost));
  if (stepped.length > 1 && waysApart(stepped)) {
    unread.push(...stepped.map(({ items: own }) => phraseOf(own, message)));
    operations.splice(0, operations.length, ...operations.filter((one) => !isStep(one)));
  }
  const unknown = clauses.map((clause) => unknownName(clause, vocabulary)).find((word) => word !== null);
  const readings = phrasesOf(message, items);
  if (unknown !== undefined && unknown !== null)
    return { ...NO_READING, operations, problem: noValue(unknown, vocabulary), unread, readings };
  const runs =
    operations.length > 0 || clauses.some((clause) => has(clause, "run", "again", "hybrid", "kpi"));
  if (!runs && ask === null) {
    // "Hi my friend, all good? We have many accounts that …": a greeting is not all of a long message.
    const kind = talkOf(message);
    const opens = (kind === "greeting" || kind === "thanks") && items.length > LONG;
    const left = unread.length === 0 && opens ? [phraseOf(items, message)] : unread;
    if (left.length > 0 && (kind === null || opens))
      return { ...NO_READING, talk: notUnderstood(left), unread: left, readings };
    return { ...NO_READING, talk: talk(message, false, vocabulary), readings };
  }
  if (operations.length === 0 && runs) {
    // "fewer moves than last time": more than the last plan again.
    const more = clauses.some((clause) =>
      withCue(clause, "less", "more", "not", "only", "except", "too-much").some(
        ({ text }) => text !== "just",
      ),
    );
    if (more && unread.length === 0) {
      unread.push(
        phraseOf(
          clauses.flatMap((clause) => [...clause.items]),
          message,
        ),
      );
    }
    if (unread.length > 0 && (more || conversation.current === null))
      return { ...NO_READING, ask, talk: notUnderstood(unread), unread, readings };
    operations.push({ on: "plan", change: "keep" });
  }
  const unsayable = [...told.unsayable, ...ofSome.map(({ sentence }) => sentence)];
  return { ...NO_READING, ...told, unsayable, operations, ask, unread, readings };
}
