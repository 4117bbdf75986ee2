import type { Policy } from "../../../tiering/index.ts";
import type { Vocabulary } from "../../book/vocabulary.ts";
import { type Clause, has, ofKind, textOf } from "../clauses/clauses.ts";
import type { Cue } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { FEW } from "../questions/question-goals.ts";
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
  const said =
    /\b(?:cap|budget|limit|ceiling)\b.* (?:to|at|of|is|=|be) \S+$|\b(?:higher|lower|up|down|more|less)\b.* (?:cap|budget|limit|ceiling) \S+(?: %)?$|^(?:(?:hm+|no|sorry|actually|rather|then|ok) )*\S+ (?:accounts|customers|clients) (?:instead|then)(?: please)?$|^(?:(?:and|then|please|now|ok) )*(?:make (?:it|that)|set it to|raise it to|lower it to|(?:you|we) (?:can|could|may) go (?:up )?to) \S+(?: %)?(?: accounts| customers| moves)?(?: instead| please)?$/u.test(
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

const BUDGET = /budget|churn|disrupt|movement|moves|turnover|reshuffl|changes|volume/u;

/** "2 %", "500 accounts", "1 in 50": a part of the book that a clause about moving speaks of. */
function portionOf(clause: Clause, { n }: Vocabulary, taken: readonly Item[]): Slots["portion"] {
  // "strategic are the tiers that hold 80 % of turnover"
  if (has(clause, "strategic")) return null;
  // "it may have 1,000 accounts at most": a tier's size.
  if (
    /\b(?:it|they|that tier|which) (?:\S+ ){0,2}(?:have|has|hold|holds|contain|contains) (?:\S+ ){0,2}\S+ (?:accounts|customers|clients)\b/u.test(
      textOf(clause),
    )
  )
    return null;
  const signals = ofKind(clause, "signal");
  const text = textOf(clause);
  if (
    (FEW.test(text) && !has(clause, "cap")) ||
    /\b(?:signal|driver|factor|criterion|weight)s?\b/u.test(text)
  )
    return null;
  const moves =
    has(clause, "move") || clause.items.some((item) => item.became === null && BUDGET.test(item.text));
  const bounded = moves || has(clause, "cap", "only", "below", "may", "not");
  for (const item of ofKind(clause, "amount")) {
    const [amount] = item.amounts;
    if (amount === undefined || item.amounts.length > 1 || taken.includes(item)) continue;
    const at = clause.items.indexOf(item);
    const next = clause.items.slice(at + 1, at + 3);
    const ahead = clause.items.slice(0, at);
    const counted =
      next.some(
        (each) =>
          each.cues.has("accounts") ||
          each.cues.has("move") ||
          each.cues.has("rise") ||
          each.cues.has("fall"),
      ) ||
      (ahead.some((each) => each.cues.has("accounts")) &&
        (["cap", "below", "only", "move"].some((cue) => ahead.at(-1)?.cues.has(cue as Cue)) ||
          /^(?:to|at|=|is|of)$/u.test(ahead.at(-1)?.text ?? "")));
    // "60 % on growth": a number tied to a signal is a weight.
    const tied =
      (signals.some((signal) => Math.abs(clause.items.indexOf(signal) - at) <= 2) && !moves) ||
      // "shift 15 from runway to growth"
      (signals.length > 1 && /^(?:from|off|out of)$/u.test(next[0]?.text ?? ""));
    // "at most 250 downgrades", "half of the moves should be upgrades": a part of the moves, which no rule bounds.
    const oneWay = clause.items.some(({ text }) => /^(?:promotion|demotion|upgrade|downgrade)s$/u.test(text));
    if (oneWay && !(amount.kind === "plain" && amount.value === 0)) continue;
    // "less disruption, say half": half of what, is not said.
    if (/^(?:a )?(?:half|third|quarter)$/u.test(item.text) && has(clause, "less", "more")) continue;
    // "growth, half of it from new names": a part of something else.
    if (next[0]?.text === "of" && /^(?:it|this|that|which)$/u.test(next[1]?.text ?? "") && !moves) continue;
    // "accounts with more than 3 moves in the past": what accounts have had, no budget.
    if (
      ahead
        .slice(-2)
        .some((each) => each !== clause.items[0] && /^(?:with|having|had|made|seen)$/u.test(each.text)) &&
      has(clause, "accounts", "only")
    )
      continue;
    // "above 50000", "fewer than 50 employees" compare; only of accounts or moves is it a budget.
    const before = clause.items[at - 1];
    const compares =
      ["over", "at-least", "below", "under"].some((cue) => before?.cues.has(cue as Cue)) &&
      !/^(?:no|not|at most|up to)\b/u.test(before?.text ?? "") &&
      !has(clause, "not");
    // "keep changes under 400"
    const ofMoves =
      (["below", "under"].some((cue) => before?.cues.has(cue as Cue)) &&
        /^(?:moves|changes|movements|moved|movers)$/u.test(clause.items[at - 2]?.text ?? "")) ||
      (next[0] !== undefined && (next[0].cues.has("accounts") || next[0].cues.has("move"))) ||
      (amount.kind === "share" && has(clause, "move"));
    // "at least 3 % should move", "not less than 2 %": a least number is no limit.
    const least =
      /^(?:at least|minimum|a minimum of|no less than|not less than|no fewer than|from)$/u.test(
        before?.text ?? "",
      ) ||
      (/^(?:more than|over|above|exceeding|upwards of|in excess of)$/u.test(before?.text ?? "") &&
        !has(clause, "not")) ||
      (/^(?:less|fewer) than$/u.test(before?.text ?? "") && has(clause, "not"));
    if (least || (compares && !ofMoves)) continue;
    if (
      next[0]?.kind === "word" &&
      next[0].cues.size === 0 &&
      amount.kind === "plain" &&
      has(clause, "over", "below", "under")
    )
      continue;
    if (tied || !bounded || next[0]?.cues.has("tierword")) continue;
    // A share with a limit, and nothing else that it could be of, is of the book.
    const alone =
      amount.kind === "share" &&
      has(clause, "cap") &&
      signals.length === 0 &&
      ofKind(clause, "tier").length === 0;
    if (!(counted || moves || alone)) continue;
    if (amount.kind === "share" && amount.value <= 1) return { value: amount.value, item };
    const whole =
      amount.kind === "plain" && Number.isInteger(amount.value) && amount.value > 0 && amount.value <= n;
    if (whole && (has(clause, "move") || ofKind(clause, "tier").length === 0))
      return { value: amount.value / n, item };
  }
  return null;
}
