import { type Clause, textOf } from "../clauses/clauses.ts";
import type { Item } from "../items/item.ts";
import { SELLER } from "./seller-words.ts";

/** Whether a clause begins with what stands for a signal. */
export const beginsWithSignal = ({ items }: Clause): boolean =>
  items.find(({ text }) => text !== "and" && text !== "then")?.kind === "signal";

/** "which accounts still have room matters most to us": put like a question, and none. */
export function isStatement(clauses: readonly Clause[], message: string): boolean {
  const end = clauses.at(-1)?.items.at(-1)?.end ?? 0;
  if (message.slice(end, end + 4).includes("?")) return false;
  const text = clauses.flatMap((clause) => clause.items.map((item) => item.text)).join(" ");
  const [head] = clauses;
  const [first, next] = head?.items ?? [];
  // "what a client can still buy comes first": speaks of a signal, and asks nothing.
  const speaks =
    head !== undefined &&
    beginsWithSignal(head) &&
    /^(?:what|how|where|which) /u.test(first?.text ?? "") &&
    next !== undefined;
  return (
    speaks ||
    /\b(?:matters most|counts most|is what (?:counts|matters)|is key|is our (?:yardstick|north star|measure|benchmark|criterion|focus))\b/u.test(
      text,
    ) ||
    // "who's growing fastest goes up": says what is to become of them.
    /^(?:who|whoever|which(?: ones)?|those who) (?:\S+ ){1,9}(?:goes|go|moves?|comes?|ranks?|should (?:go|move|come|rise)) (?:up|first|top|to the top|on top|up top)\b/u.test(
      text,
    ) ||
    // "had a lad who sold to whoever was growing": a story.
    /^had (?:an?|some|this|that) /u.test(text) ||
    // "what sells in Germany is stability": a statement.
    /^what (?!is\b|are\b|was\b|were\b)(?:\S+ ){1,6}is (?!the\b)/u.test(text) ||
    // "should revenue drop, hold Gold": a condition.
    (clauses.length > 1 && /^(?:should|were|had) (?!we\b|i\b|you\b|the\b|they\b|our\b)/u.test(text))
  );
}

/** "Who grows fastest? Put them first", "where is the biggest gap …, rank on that": a wish that points at what was asked. */
export function pointsBack(items: readonly Item[], asking: readonly Clause[]): boolean {
  const from = (asking.length > 1 ? asking.at(-1)?.items[0]?.start : asking.at(-1)?.items.at(-1)?.end) ?? 0;
  const behind = items.filter(({ start }) => start >= from);
  const wished = asking.length === 1 || behind.some(({ cues }) => cues.has("wish"));
  return wished && behind.some((item) => /^(?:them|those|these|that)$/u.test(item.text));
}

/** "… Those deserve the A's", "… They should come first": the clause behind a question that puts what was asked for first. */
export function rewardBehind(clauses: readonly Clause[], asking: readonly Clause[]): Clause | null {
  const next = clauses[clauses.indexOf(asking.at(-1) as Clause) + 1];
  return next !== undefined && REWARDS.test(textOf(next)) ? next : null;
}

const REWARDS =
  /^(?:and )?(?:those|these|they)(?: ones| accounts)? (?:deserve|belong|get|should|must|go|come|are|need)\b(?! not\b).*\b(?:top|first|as?|tier a|up|best|highest)$/u;

const LEADS = "^(?:(?:and|but|also|then|please) )*";
const RULES = [
  String.raw`(?:the |our )?strategic tiers (?:shall|should|must|are to|will) be\b`,
  String.raw`(?:define|declare) (?:the |our )?strategic(?: tiers?)? as\b`,
  String.raw`(?:the |our )?(?:top|bottom|best|largest|biggest|highest|smallest|lowest|worst) .*\b(?:may|must|should|shall|can|never|only|stays?|remains?)\b`,
  String.raw`(?:no more than|not more than|at most|max|maximum|up to) .*\b(?:per|in each|in every|for each|for every) (?!${SELLER})\S+$`,
].map((rule) => new RegExp(`${LEADS}${rule}`, "u"));

/** "the top 50 of tier B may be promoted", "no more than 5 accounts per country": a rule, though it begins like a list. */
export const statesRule = (text: string): boolean => RULES.some((rule) => rule.test(text));

/** "Healthcare vs Education, only those that moved up": compares, and is no rule for the two. */
export const setsBeside = (said: readonly Item[]): boolean =>
  said.some(({ text }) => /\b(?:vs|versus)\b/u.test(text)) &&
  said.some(({ kind }) => kind === "values") &&
  !said.some(({ kind }) => kind === "signal" || kind === "amount");
