import type { Question } from "../../../contract/question.ts";
import type { Vocabulary } from "../../book/vocabulary.ts";
import type { Conversation } from "../../conversation/conversation.ts";
import { spend } from "../clauses/spend.ts";
import type { Item } from "../items/item.ts";
import { LISTED } from "./account-words.ts";
import { exchanged } from "./exchanged.ts";
import { readFilters } from "./question-filters.ts";
import { groupNamed, groupOrder, type Order, orderOf, withoutOrder } from "./question-order.ts";

/** What narrows or exchanges the accounts of the question before, and says nothing of its own. */
const SMALL =
  /^(?:and|now|so|ok|okay|then|but|again|please|the|same|the same|thing|question|ones?|those|only|just|what about|what|how|how about|about|for|in|of|from|among|within|do|it|that|this|instead|accounts?|tier|tiers|show|me|us|list|give|who|which|,|\?|\.)$/u;
/** What refers to the question before, in words. */
const AGAIN = /\b(?:same|what about|how about|those|the ones)\b|^(?:(?:ok|okay|so|now|then) )*(?:and|but)\b/u;
/** What asks more of the accounts that were answered. */
const MORE = /^(?:which|who|how many|many|are|is|were|have|there|sit|lie|located|based|come from|belong)$/u;
const REFERS =
  /\b(?:(?:of|among|from|out of) (?:those|these|them)|(?:do|does|did|have) (?:those|these))\b(?! (?:\p{L}+ )?(?:that|who|which|with|whose)\b)/u;

const WHOLE =
  /^(?:(?:please|now|then|ok|okay) )*(?:list|show|give|name|print|what are|top|bottom)\b.*\b(?:accounts?|customers?|clients?|companies|movers)\b/u;

const TURNED =
  /^(?:(?:and|now|so|ok|okay|then) )*(?:the )?(?:other way (?:around|round)|opposite|reverse)(?: [?.])?$/u;

const ENDS = /\b(?:top|bottom|first|biggest|largest|smallest)\b/u;
const RISES = /^(?:upgrades?|promotions?|risers?|climbers?|winners?|rose|promoted|upgraded)$/u;
const FALLS = /^(?:downgrades?|demotions?|fallers?|losers?|fell|demoted|downgraded|dropped)$/u;
const BY = /^(?:by|per|across|for each|in each|each)$/u;

/** What a message says of a question that goes before it. */
interface Slots {
  readonly where: readonly string[];
  readonly direction: "up" | "down" | null;
  readonly by: string | null;
  readonly limit: number | null;
  readonly order: Order | null;
}

/** What a message says where it says nothing but other accounts, a direction, groups, an order; null where it says more. */
function slotsOf(
  items: readonly Item[],
  vocabulary: Vocabulary,
  small: (text: string) => boolean,
): Slots | null {
  const group = items.find(
    (item, at) => BY.test(items[at - 1]?.text ?? "") && groupNamed(item, vocabulary) !== null,
  );
  const open = items.filter((item) => item !== group);
  const [up, down] = [RISES, FALLS].map((ways) => open.filter(({ text }) => ways.test(text))) as [
    Item[],
    Item[],
  ];
  const rest = open.filter((item) => !up.includes(item) && !down.includes(item));
  const order = orderOf(rest, vocabulary);
  const filters = readFilters(withoutOrder(rest, order), vocabulary);
  const read = new Set([...filters.items, ...(order?.items ?? []), ...(group === undefined ? [] : [group])]);
  const left = rest.filter((item) => !read.has(item) && item.kind !== "stop" && !BY.test(item.text));
  if (left.some(({ kind, text }) => kind !== "word" || !text.split(" ").every(small))) return null;
  const direction = up.length > 0 === down.length > 0 ? null : up.length > 0 ? "up" : "down";
  return {
    where: filters.where,
    direction,
    by: group === undefined ? null : groupNamed(group, vocabulary),
    limit: filters.limit,
    order,
  };
}

const isSmall = (text: string): boolean => SMALL.test(text);

/** Whether a message asks a question of other accounts again: "and only in France?", "only the upgrades", "same by region". */
function isAskedAgain(slots: Slots, items: readonly Item[], message: string): boolean {
  const { by, direction, limit, order, where } = slots;
  const text = items.map((item) => item.text).join(" ");
  const clear = /\?\s*$/u.test(message) || AGAIN.test(text);
  // "who rose?", "list the 5 largest accounts" are whole questions.
  if (/^(?:who|which)\b/u.test(text) || (WHOLE.test(text) && !AGAIN.test(text))) return false;
  return (
    (where.length > 0 && clear) ||
    by !== null ||
    direction !== null ||
    (order !== null && clear) ||
    (limit !== null && ENDS.test(text))
  );
}

type Asked = Extract<Question, { kind: "accounts" | "movers" }>;

/**
 * "now the same only for Hungary", "and in France?", "only the upgrades", "same by region" after a question: the question
 * again, of other accounts. Of a column that it already names the value is exchanged, a place for a place; any other condition
 * joins those that it has. "Of those, which are in Spain?" narrows what was answered. Null where no question goes before.
 */
export function askedAgain(
  items: readonly Item[],
  message: string,
  { proposed, question }: Conversation,
  vocabulary: Vocabulary,
): Question | null {
  if (proposed !== null || question === null || !("where" in question) || question.kind === "whatIf")
    return null;
  const text = items.map((item) => item.text).join(" ");
  if (question.kind === "movers" && question.direction !== null && TURNED.test(text)) {
    spend(items, "the question: movers");
    return { ...question, direction: question.direction === "up" ? "down" : "up" };
  }
  const refers = REFERS.test(text);
  const slots = slotsOf(items, vocabulary, (word) => isSmall(word) || (refers && MORE.test(word)));
  if (slots === null) return null;
  const among = refers ? answeredBy(question) : null;
  if (refers) {
    if (among === null || slots.where.length === 0) return null;
    spend(items, "the question: accounts");
    const where = [
      ...among,
      ...slots.where,
      ...(slots.direction === null ? [] : [`change:${slots.direction}`]),
    ];
    const limit = /\bhow many\b/u.test(text) ? null : (slots.limit ?? LISTED);
    return { kind: "accounts", by: slots.by, where, order: slots.order?.column ?? null, limit };
  }
  if (!isAskedAgain(slots, items, message)) return null;
  const ofRun = question.kind === "accounts" || question.kind === "movers";
  if (!ofRun && (slots.where.length === 0 || slots.by !== null || slots.direction !== null)) return null;
  spend(items, `the question: ${question.kind}`);
  const [tier, more] = slots.where.filter((entry) => entry.startsWith("tier:") && !entry.includes("|"));
  const aimed = ofRun && tier !== undefined && more === undefined ? ofTier(question, tier.slice(5)) : null;
  const own = aimed === null ? slots.where : slots.where.filter((entry) => entry !== tier);
  const where = exchanged((aimed ?? question).where ?? [], own, vocabulary);
  if (aimed !== null) return changed({ ...aimed, where }, { ...slots, where: own }, vocabulary);
  return ofRun ? changed({ ...question, where }, slots, vocabulary) : { ...question, where };
}

/** "the same for tier B": of what B gains, of those that come to it or stay in it; null where a tier is one that accounts are in. */
function ofTier(question: Asked, tier: string): Asked | null {
  if (question.kind === "accounts" && question.net != null) return { ...question, net: tier };
  const where = question.where ?? [];
  const from = where.find((entry) => entry.startsWith("tier:"))?.slice("tier:".length);
  if (question.kind === "movers" && question.to != null && from === undefined)
    return { ...question, to: tier };
  const to = where.find((entry) => entry.startsWith("newtier:"))?.slice("newtier:".length);
  if (to === undefined || (from !== undefined && from !== to)) return null;
  return { ...question, where: where.map((entry) => entry.replace(/^(tier|newtier):.*$/u, `$1:${tier}`)) };
}

/** A question with another direction, groups, order or number. */
function changed(
  question: Asked,
  { by, direction, limit, order, where }: Slots,
  vocabulary: Vocabulary,
): Question {
  const grouped = (by ?? question.by) !== null;
  const sort = grouped ? groupOrder(order, vocabulary) : (order?.column ?? null);
  const next = {
    ...question,
    ...(by === null ? {} : { by, limit: null, order: null }),
    ...(limit === null ? {} : { limit }),
    ...(sort === null ? {} : { order: sort }),
  };
  if (next.kind === "movers") return direction === null ? next : { ...next, direction };
  const among =
    next.among == null
      ? null
      : exchanged(
          next.among,
          where.filter((entry) => !entry.startsWith("tier:")),
          vocabulary,
        );
  return {
    ...next,
    ...(among === null ? {} : { among }),
    ...(direction === null
      ? {}
      : { where: exchanged(next.where ?? [], [`change:${direction}`], vocabulary) }),
    ...(order === null ? {} : { ascending: order.ascending }),
  };
}

/** The accounts that a question was answered with, as conditions; null where these are not all that match them. */
function answeredBy(question: Question): readonly string[] | null {
  if (question.kind === "accounts")
    return question.limit === null || question.limit === LISTED ? (question.where ?? []) : null;
  if (question.kind !== "movers" || question.steps != null || question.limit !== null) return null;
  const to = question.to == null ? [] : [`newtier:${question.to}`];
  return [...(question.where ?? []), `change:${question.direction ?? "moved"}`, ...to];
}

/** Questions of the run as a whole. */
const OF_RUN: ReadonlySet<Question["kind"]> = new Set([
  "compare",
  "stability",
  "changes",
  "goal",
  "frontier",
]);

/**
 * A question of "those" is one of what was answered before: narrowed to them, itself where it speaks of none, null where it is not
 * known who they are.
 */
export function narrowed(ask: Question, items: readonly Item[], before: Question | null): Question | null {
  // "how do these results compare with the direct method?": of the run, and of no accounts.
  if (OF_RUN.has(ask.kind) || !REFERS.test(items.map((item) => item.text).join(" "))) return ask;
  const among = before === null ? null : answeredBy(before);
  if (among === null || (ask.kind !== "accounts" && ask.kind !== "movers")) return null;
  return { ...ask, where: [...new Set([...among, ...(ask.where ?? [])])] };
}

/** What is said where it is not known who "those" are. */
export const UNKNOWN_THOSE =
  'I do not know which accounts "those" are, so nothing was answered. Please say which: "how many accounts that went up are in Spain?".';

/** One of the rows of the answer before. */
const ROW =
  /\bthe (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|top|bottom)(?: (?:one|account|customer|client))?(?= (?:was|is|did|why|does|would|could|,|-|–)| \?|$)/u;

/**
 * What is said to "the second one, was it close?" about an answer's rows, which no state holds, and to "now the same for Hungary"
 * where what went before came to nothing: neither is a wish for a plan. Null for anything else.
 */
export function noQuestionOf(
  items: readonly Item[],
  message: string,
  { idle, question }: Conversation,
  vocabulary: Vocabulary,
): string | null {
  const asks = /\?\s*$/u.test(message);
  const text = items.map((item) => item.text).join(" ");
  if (asks && question !== null && "where" in question && ROW.test(text))
    return 'I do not know which account stands where in the answer before, so nothing was run. Ask by its ID: "why is account 42 in its tier?".';
  const clear = asks || items.some((item) => /^(?:the )?same$/u.test(item.text));
  const slots = idle && clear ? slotsOf(items, vocabulary, isSmall) : null;
  return slots !== null && slots.where.length > 0 && isAskedAgain(slots, items, message)
    ? "The message before was not answered, so there is nothing to ask again of these accounts, and nothing was run. Please ask the whole question."
    : null;
}
