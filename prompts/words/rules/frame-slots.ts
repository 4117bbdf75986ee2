import type { Policy } from "../../../tiering/index.ts";
import type { Vocabulary } from "../../book/vocabulary.ts";
import type { RuleOperation } from "../../merge/operations.ts";
import { type Clause, has, ofKind, textOf, withCue } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import type { Cue } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import type { Amount } from "../items/numbers.ts";
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
  const said = /\b(?:cap|budget|limit|ceiling)\b.* (?:to|at|of|is|=|be) \S+$/u.test(textOf(clause));
  if (
    maxMovedShare === undefined ||
    !said ||
    item === undefined ||
    more !== undefined ||
    amount?.kind !== "plain"
  )
    return null;
  if (ofKind(clause, "signal", "tier", "values", "column").length > 0 || amount.value > n) return null;
  if (amount.value > 100) return { value: amount.value / n, item };
  return n >= 2000 ? { value: amount.value / 100, item } : null;
}

const BUDGET = /budget|churn|disrupt|movement|moves|turnover|reshuffl|changes|volume/u;

/** "2 %", "500 accounts", "1 in 50": a part of the book that a clause about moving speaks of. */
function portionOf(clause: Clause, { n }: Vocabulary, taken: readonly Item[]): Slots["portion"] {
  const signals = ofKind(clause, "signal");
  const text = textOf(clause);
  if (FEW.test(text) || /\b(?:signal|driver|factor|criterion|weight)s?\b/u.test(text)) return null;
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
    const tied = signals.some((signal) => Math.abs(clause.items.indexOf(signal) - at) <= 2) && !moves;
    // "at most 250 downgrades", "half of the moves should be upgrades": a part of the moves, which no rule bounds.
    const oneWay = clause.items.some(({ text }) => /^(?:promotion|demotion|upgrade|downgrade)s$/u.test(text));
    if (oneWay && !(amount.kind === "plain" && amount.value === 0)) continue;
    // "less disruption, say half": half of what, is not said.
    if (/^(?:a )?(?:half|third|quarter)$/u.test(item.text) && has(clause, "less", "more")) continue;
    // "growth, half of it from new names": a part of something else.
    if (next[0]?.text === "of" && /^(?:it|this|that|which)$/u.test(next[1]?.text ?? "") && !moves) continue;
    // "accounts with more than 3 moves in the past": what accounts have had, no budget.
    if (
      ahead.slice(-2).some(({ text }) => /^(?:with|having|had|made|seen)$/u.test(text)) &&
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

/** What stays where it stands. */
const STAYS =
  /\b(?:where (?:it|they) (?:is|are)|as (?:it|they) (?:is|are)|in place|unchanged|untouched|stays? put)\b/u;

/** "Tier A: 1,200 accounts", "5 % A", "grow tier A to 1,500", "…, rest D", "take them from tier B". */
export function sizes({ clause, tiers, vocabulary }: Slots): readonly RuleOperation[] | null {
  if (
    has(clause, "strategic", "not", "except") ||
    (has(clause, "move", "jump", "fall", "rise") && !has(clause, "resize"))
  )
    return null;
  const numbers = ofKind(clause, "amount");
  // "Silver accounts with seats below 50": the number is the column's.
  if (ofKind(clause, "column").length > 0) return null;
  // "customers over 20k stay in tier A": the number says who they are.
  const compared = /\b(?:over|above|under|below|(?:more|less|fewer) than) \d/u.test(textOf(clause));
  if (compared && has(clause, "hold")) return null;
  const names = tiers.flatMap((item) => [...item.names]);
  const amounts = numbers
    .flatMap((item) => [...item.amounts])
    .filter(({ kind }) => kind === "plain" || kind === "share");
  const text = textOf(clause);
  // "Keep at least 90 % of Tier A where it is": a share of a tier that stays is no size of it.
  if (amounts.some(({ kind }) => kind === "share") && STAYS.test(text)) return null;
  const gives =
    /\b(?:take|taken|come) (?:\w+ ){0,3}(?:from|of)\b|\babsorbs?\b|\bmakes? up\b|\b(?:surplus|difference|excess|overflow) (?:\w+ )?(?:to|into|in)\b/u.test(
      text,
    );
  if (names.length === 1 && amounts.length === 0 && (has(clause, "rest") || gives)) {
    const told = clause.items.filter(({ text }) =>
      /^(?:surplus|difference|excess|overflow|goes)$/u.test(text),
    );
    spend([...tiers, ...told, ...withCue(clause, "rest", "from", "in")], "tierSizes");
    return [{ kind: "tierSizes", sizes: { [names[0] as string]: "rest" } }];
  }
  // "bigger by 200 at the cost of C": the second tier gives.
  const giver =
    /\b(?:at the cost of|at the expense of|from|taken from|out of)\b/u.test(text) &&
    tiers.length === 2 &&
    amounts.length === 1
      ? tiers[1]
      : undefined;
  if (giver !== undefined) names.splice(names.length - giver.names.length);
  if (amounts.length === 0 || (names.length !== amounts.length && amounts.length !== 1)) return null;
  const plausible = ({ kind, value }: (typeof amounts)[number]) =>
    kind === "share" ? value <= 1 : Number.isInteger(value) && value <= vocabulary.n;
  if (!amounts.every(plausible)) return null;
  const found: Record<string, number | string> = {};
  names.forEach((name, at) => {
    const amount = amounts[amounts.length === 1 ? 0 : at];
    if (amount === undefined) return;
    found[name] = sizeOf(amount, { name, clause, vocabulary });
  });
  for (const name of giver?.names ?? []) found[name] = "rest";
  if (giver !== undefined) spend(withCue(clause, "from"), "tierSizes");
  if (Object.keys(found).length === 0) return null;
  spend([...tiers, ...numbers], "tierSizes");
  return [{ kind: "tierSizes", sizes: found }];
}

/** "10 % smaller", "by 200 accounts" go from today's size; else the number is the size. */
function sizeOf(
  { kind, value }: Amount,
  { clause, name, vocabulary }: Pick<Slots, "clause" | "vocabulary"> & { readonly name: string },
): number | string {
  const text = textOf(clause);
  // "increase Silver to 60 by taking from Bronze": a size, whatever else is said of it.
  const at = clause.items.findIndex(({ amounts }) => amounts.length > 0);
  const states = /(?:^| )(?:to|exactly)$/u.test(clause.items[at - 1]?.text ?? "");
  const down = /\b(?:smaller|fewer|less|shrink|cut|reduce|trim|down|lower|take|remove)\b/u.test(text);
  const up = /\b(?:bigger|larger|more|grow|increase|expand|enlarge|up|add|raise)\b/u.test(text);
  const differs =
    /\bby\b|\b\d[\d,.]* (?:accounts? )?(?:bigger|larger|smaller|more|fewer|less|extra)\b|^(?:\w+ )?(?:add|remove)\b|\btake\b.*\bout of\b|\b(?:more|fewer) accounts?\b/u.test(
      text,
    );
  const halves = kind === "share" && /\b(?:in|by) half\b/u.test(text);
  const relative = states
    ? false
    : differs || halves
      ? up || down
      : kind === "share" && /\b(?:smaller|fewer|bigger|larger)\b/u.test(text);
  if (!relative) return kind === "share" ? `${Number((value * 100).toFixed(6))}%` : value;
  const today = vocabulary.tierSizes[vocabulary.tiers.indexOf(name)] ?? 0;
  const change = kind === "share" ? today * value : value;
  return Math.max(0, Math.round(today + (down ? -change : change)));
}

/** "only tier A is strategic", "the top three tiers", "the tiers that cover 80 % of revenue". */
export function strategic({ clause, tiers, vocabulary }: Slots): readonly RuleOperation[] | null {
  const numbers = ofKind(clause, "amount");
  const amount = numbers[0]?.amounts[0];
  const set = (value: number | string, items: readonly Item[]) => {
    spend(items, "strategicTiers");
    return [{ kind: "strategicTiers" as const, value }];
  };
  if (amount?.kind === "share" && /revenue/u.test(textOf(clause)))
    return set(
      `revenue:${amount.value}`,
      clause.items.filter(
        (item) => item.kind === "column" || numbers.includes(item) || /revenue|cover|hold/u.test(item.text),
      ),
    );
  const counts =
    amount?.kind === "plain" && Number.isInteger(amount.value) && amount.value >= 1 && amount.value <= 26;
  if (counts && tiers.length === 0) return set(amount.value, numbers);
  if (tiers.length === 0) return null;
  if (tiers.length === 1 && /^(?:top|highest|best)/u.test(tiers[0]?.text ?? "")) return set(1, tiers);
  const said = tiers.flatMap((item) => [...item.names]);
  const places = said.map((name) => vocabulary.tiers.indexOf(name));
  // "A through C"
  const spans = said.length === 2 && /\b(?:through|thru|to|until|down to)\b/u.test(textOf(clause));
  const names = spans ? vocabulary.tiers.slice(Math.min(...places), Math.max(...places) + 1) : said;
  return set(vocabulary.tiers.filter((tier) => names.includes(tier)).join(","), tiers);
}
