import type { Policy } from "../../../tiering/index.ts";
import type { Vocabulary } from "../../book/vocabulary.ts";
import { type Clause, has, ofKind, textOf, withCue } from "../clauses/clauses.ts";
import { symbolsOf } from "../clauses/symbols.ts";
import type { Cue } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { FEW } from "../questions/question-goals.ts";
import { JOBS, SELLER } from "../questions/seller-words.ts";
import type { Who } from "../who/accounts-meant.ts";
import { readWho } from "../who/who.ts";
import { aimedTier } from "./aimed-tier.ts";
import { type Steps, stepsOf } from "./steps.ts";

/** What a frame may fill its operation from. */
export interface Slots {
  readonly clause: Clause;
  readonly vocabulary: Vocabulary;
  /** The rules in force. */
  readonly policy: Policy;
  /** A share of the book that may move, and the item that says it. */
  readonly portion: { readonly value: number; readonly item: Item } | null;
  readonly steps: Steps | null;
  readonly who: Who | null;
  readonly tiers: readonly Item[];
}

/** The slots of a clause, as far as it is unread. */
export function slotsOf(clause: Clause, vocabulary: Vocabulary, policy: Policy): Slots {
  const aim = aimedTier(clause);
  const who = readWho({ ...clause, items: clause.items.filter((item) => item !== aim) }, vocabulary);
  return {
    clause,
    vocabulary,
    policy,
    portion: portionOf(clause, vocabulary, who?.items ?? []) ?? newBudget(clause, vocabulary, policy),
    steps: stepsOf(clause),
    who,
    tiers: ofKind(clause, "tier"),
  };
}

/** "the cap can go up to 4", where a budget is in force: per cents of a large book, accounts where they are more than that. */
function newBudget(clause: Clause, { n }: Vocabulary, { maxMovedShare }: Policy): Slots["portion"] {
  const [item, more] = ofKind(clause, "amount");
  const [amount] = item?.amounts ?? [];
  const alone = /^(?:(?:and|but|then|please|rather) )*N(?: %)?(?: (?:please|then|instead|now))*$/u.test(
    symbolsOf(clause).text,
  );
  const said =
    (alone && amount?.kind === "share") ||
    /\b(?:cap|budget|limit|ceiling)\b.* (?:to|at|of|is|=|be) \S+$|\b(?:is|are|am) (?:fine|ok|okay|happy|comfortable) with \S+(?: %)?(?: now| then)?$|\b(?:higher|lower|up|down|more|less)\b.* (?:cap|budget|limit|ceiling) \S+(?: %)?$|^(?:(?:hm+|no|sorry|actually|rather|then|ok) )*\S+ (?:accounts|customers|clients) (?:instead|then)(?: please)?$|^(?:(?:and|then|please|now|ok) )*(?:make (?:it|that)|set it to|raise it to|lower it to|(?:you|we) (?:can|could|may) go (?:up )?to) \S+(?: %)?(?: accounts| customers| moves)?(?: instead| please)?$/u.test(
      textOf(clause),
    );
  if (
    maxMovedShare === undefined ||
    !said ||
    item === undefined ||
    more !== undefined ||
    (amount?.kind !== "plain" && amount?.kind !== "share")
  )
    return null;
  if (ofKind(clause, "signal", "tier", "values", "column").length > 0 || amount.value > n) return null;
  if (amount.kind === "share") return { value: amount.value, item };
  if (amount.value > 100) return { value: amount.value / n, item };
  return n >= 2000 ? { value: amount.value / 100, item } : null;
}

const SELLERS = new RegExp(`^(?:${SELLER}|${JOBS})$`, "u");
const BUDGET = /budget|churn|disrupt|movement|moves|turnover|reshuffl|changes|volume/u;

/** "400 accounts", "2 % of the accounts", "3 % is fine": nothing else that it could be of. */
const ALONE =
  /^(?:N (?:of )?(?:(?:the|our|all) )*(?:accounts|customers|clients)|N of (?:the|our) (?:whole |entire )?(?:book|base|portfolio)|N (?:is|are|would be) (?:ok|okay|fine|enough|acceptable))(?: (?:tops|max|please|final))*$/u;

/** "400 at most this time", "no more than 400 then": a whole number that nothing but the moves could be of. */
const LIMIT =
  /^(?:(?:and|but|ok|okay|please|so|just|only|let us say) )*(?:N (?:at most|at the most|max|maximum|tops)|(?:at most|no more than|not more than|up to|a maximum of|max|maximum) N)(?: (?:now|then|please|in total|overall|in all))*$/u;
/** Fewer than these may be tiers, or a weight. */
const FEWEST = 101;

/** "it may have 1,000 accounts at most", "a third of the weight": a size, or a weight. */
const OTHERWISE =
  /\b(?:it|they|that tier|which) (?:\S+ ){0,2}(?:have|has|hold|holds|contain|contains) (?:\S+ ){0,2}\S+ (?:accounts|customers|clients)\b|\b(?:signal|driver|factor|criterion|weight)s?\b/u;
/** "move 50 accounts out of A", "put 50 from B into A": what a tier gains or loses. */
const OUT_OF_TIER = /\bN (?:(?:accounts|customers|clients) )?(?:out of|from|off) T\b/u;
const LEAST = /^(?:at least|minimum|a minimum of|no less than|not less than|no fewer than|from)$/u;
const MORE_THAN = /^(?:more than|over|above|exceeding|upwards of|in excess of)$/u;

/** "2 %", "500 accounts", "1 in 50": a part of the book that a clause about moving speaks of. */
function portionOf(clause: Clause, { n }: Vocabulary, taken: readonly Item[]): Slots["portion"] {
  const { items } = clause;
  const [text, symbols] = [textOf(clause), symbolsOf(clause).text];
  if (has(clause, "strategic") || OTHERWISE.test(text)) return null;
  if (!has(clause, "cap") && (FEW.test(text) || OUT_OF_TIER.test(symbols))) return null;
  const [signals, tiers] = [ofKind(clause, "signal"), ofKind(clause, "tier")];
  const moves = has(clause, "move") || items.some((item) => item.became === null && BUDGET.test(item.text));
  const [limit] = ofKind(clause, "amount");
  const isLimit = LIMIT.test(symbols) && (limit?.amounts[0]?.value ?? 0) >= FEWEST;
  // "two is fine": of steps as well as of accounts.
  const isFew = /\bN (?:is|are|would be)\b/u.test(symbols) && (limit?.amounts[0]?.value ?? 0) >= 1;
  const few = isFew && limit?.amounts[0]?.kind === "plain" && limit.amounts[0].value < FEWEST;
  const isAlone = (ALONE.test(symbols) && !(few && !has(clause, "accounts", "move"))) || isLimit;
  const bounded = moves || isAlone || has(clause, "cap", "only", "below", "may", "not", "nothing-else");
  for (const item of ofKind(clause, "amount")) {
    const [amount] = item.amounts;
    if (amount === undefined || item.amounts.length > 1 || taken.includes(item)) continue;
    const at = items.indexOf(item);
    const [next, behind] = items.slice(at + 1, at + 3);
    const before = items[at - 1];
    const lead = before?.text ?? "";
    const is = (each: Item | undefined, ...cues: readonly Cue[]) => cues.some((cue) => each?.cues.has(cue));
    const counted =
      [next, behind].some((each) => is(each, "accounts", "move", "rise", "fall")) ||
      (items.slice(0, at).some((each) => is(each, "accounts")) &&
        (is(before, "cap", "below", "only", "move") || /^(?:to|at|=|is|of)$/u.test(lead)));
    // "60 % on growth": a number tied to a signal is a weight.
    if (!moves && signals.some((signal) => Math.abs(items.indexOf(signal) - at) <= 2)) continue;
    // "move half of geo to growth": a part of a weight.
    if (next?.text === "of" && items.slice(at + 2, at + 4).some(({ kind }) => kind === "signal")) continue;
    // "I have forty reps who cannot take another reshuffle": of sellers.
    if (SELLERS.test(next?.text ?? "")) continue;
    // "change number 2 to 30"
    const verbs = withCue(clause, "move", "accounts", "cap").every(({ text }) =>
      /^(?:change|switch|alter)$/u.test(text),
    );
    if (lead === "to" && amount.kind === "plain" && verbs) continue;
    // "shift 15 from runway to growth"
    if (signals.length > 1 && /^(?:from|off|out of)$/u.test(next?.text ?? "")) continue;
    // "at most 250 downgrades", "half of the moves should be upgrades": a part of the moves, which no rule bounds.
    const oneWay = items.some((each) => /^(?:promotion|demotion|upgrade|downgrade)s$/u.test(each.text));
    if (oneWay && !(amount.kind === "plain" && amount.value === 0)) continue;
    // "growth, half of it from new names": a part of something else.
    if (next?.text === "of" && /^(?:it|this|that|which)$/u.test(behind?.text ?? "") && !moves) continue;
    // "accounts with more than 3 moves in the past": what accounts have had, no budget.
    const had = items
      .slice(Math.max(1, at - 2), at)
      .some((each) => /^(?:with|having|had|made|seen)$/u.test(each.text));
    if (had && has(clause, "accounts", "only")) continue;
    // "at least 3 % should move", "not less than 2 %": a least number is no limit.
    const denied = has(clause, "not");
    if (LEAST.test(lead) || (denied ? /^(?:less|fewer) than$/u : MORE_THAN).test(lead)) continue;
    // "above 50000", "fewer than 50 employees" compare; only of accounts or moves ("keep changes under 400") is it a budget.
    const compares =
      is(before, "over", "at-least", "below", "under") &&
      !/^(?:no|not|at most|up to)\b/u.test(lead) &&
      !denied;
    const ofMoves =
      (is(before, "below", "under") &&
        /^(?:moves|(?:tier )?changes|movements|moved|movers)$/u.test(items[at - 2]?.text ?? "")) ||
      is(next, "accounts", "move") ||
      ((amount.kind === "share" || amount.value < 1) && has(clause, "move"));
    if (compares && !ofMoves) continue;
    const isOfThings = next?.kind === "word" && next.cues.size === 0 && amount.kind === "plain";
    if ((isOfThings && has(clause, "over", "below", "under")) || !bounded || is(next, "tierword")) continue;
    // "maxMovedShare = 0.025"
    const isShare =
      amount.kind === "share" || (amount.kind === "plain" && amount.value < 1 && has(clause, "cap", "below"));
    // A share with a limit, and nothing else that it could be of, is of the book.
    const ofBook = isShare && has(clause, "cap", "nothing-else") && signals.length + tiers.length === 0;
    if (!(counted || moves || ofBook || isAlone)) continue;
    if (isShare && amount.value <= 1) return { value: amount.value, item };
    const whole =
      amount.kind === "plain" && Number.isInteger(amount.value) && amount.value > 0 && amount.value <= n;
    if (whole && (has(clause, "move") || tiers.length === 0)) return { value: amount.value / n, item };
  }
  return null;
}
