import type { Policy } from "../../tiering/index.ts";
import type { RuleOperation } from "../merge/operations.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { type Clause, has, ofKind, textOf, withCue } from "./clauses.ts";
import type { Item } from "./items.ts";
import { spend } from "./spend.ts";
import { readWho, scopeEntries, type Who } from "./who.ts";

/** What a frame may fill its operation from. */
export interface Slots {
  readonly clause: Clause;
  readonly vocabulary: Vocabulary;
  /** The rules in force. */
  readonly policy: Policy;
  /** A share of the book that may move, and the item that says it. */
  readonly portion: { readonly value: number; readonly item: Item } | null;
  /** A number of tiers; more than 25 is any number. */
  readonly steps: { readonly value: number; readonly item: Item } | null;
  readonly who: Who | null;
  readonly tiers: readonly Item[];
}

/** The slots of a clause, as far as it is unread. */
export function slotsOf(clause: Clause, vocabulary: Vocabulary, policy: Policy): Slots {
  return {
    clause,
    vocabulary,
    policy,
    portion: portionOf(clause, vocabulary),
    steps: stepsOf(clause),
    who: readWho(clause, vocabulary),
    tiers: ofKind(clause, "tier"),
  };
}

const BUDGET = /budget|churn|disrupt|movement|moves|turnover|reshuffl|changes|volume/u;

/** "2 %", "500 accounts", "1 in 50": a part of the book that a clause about moving speaks of. */
function portionOf(clause: Clause, { n }: Vocabulary): Slots["portion"] {
  const signals = ofKind(clause, "signal");
  const moves =
    has(clause, "move") || clause.items.some((item) => item.became === null && BUDGET.test(item.text));
  const bounded = moves || has(clause, "cap", "only", "below", "may", "not");
  for (const item of ofKind(clause, "amount")) {
    const [amount] = item.amounts;
    if (amount === undefined || item.amounts.length > 1) continue;
    const at = clause.items.indexOf(item);
    const next = clause.items.slice(at + 1, at + 3);
    const ahead = clause.items.slice(0, at);
    const counted =
      next.some((each) => each.cues.has("accounts") || each.cues.has("move")) ||
      ahead.some((each) => each.cues.has("accounts"));
    // "60 % on growth": a number tied to a signal is a weight.
    const tied = signals.some((signal) => Math.abs(clause.items.indexOf(signal) - at) <= 2) && !moves;
    if (tied || !bounded || !(counted || moves) || next[0]?.cues.has("tierword")) continue;
    if (amount.kind === "share" && amount.value <= 1) return { value: amount.value, item };
    const whole =
      amount.kind === "plain" && Number.isInteger(amount.value) && amount.value > 0 && amount.value <= n;
    if (whole && (has(clause, "move") || ofKind(clause, "tier").length === 0))
      return { value: amount.value / n, item };
  }
  return null;
}

/** "one tier", "two levels", "a single step"; "two-tier jumps". */
function stepsOf(clause: Clause): Slots["steps"] {
  for (const item of ofKind(clause, "amount")) {
    const [amount] = item.amounts;
    const at = clause.items.indexOf(item);
    const next = clause.items.slice(at + 1, at + 3).find((each) => each.cues.has("tierword"));
    const fits =
      amount?.kind === "plain" && Number.isInteger(amount.value) && amount.value >= 1 && amount.value <= 25;
    if (!fits || next === undefined) continue;
    if (has(clause, "strategic") || /^(?:top|bottom)$/u.test(clause.items[at - 1]?.text ?? "")) continue;
    // "more than one tier" without a "no" allows it.
    const allows = has(clause, "over", "more") && !has(clause, "not") && has(clause, "may");
    return { value: allows ? 26 : amount.value, item };
  }
  return null;
}

/** "any number of tiers", "no limit on the number of moves". */
export function freedom({ clause }: Slots): readonly RuleOperation[] | null {
  const text = textOf(clause);
  const far = /\b(?:tiers?|steps?|levels?|far|distance|freely|jump)\b/u.test(text);
  const many = /\b(?:moves|movement|number of accounts|accounts may|many|budget|cap|no limits?)\b/u.test(
    text,
  );
  if (far && !/number of moves/u.test(text)) return [{ kind: "maxTierStep", value: "free" }];
  return many ? [{ kind: "maxMovedShare", value: 1 }] : null;
}

/** "Tier A: 1,200 accounts", "5 % A", "grow tier A to 1,500", "…, rest D", "take them from tier B". */
export function sizes({ clause, tiers, vocabulary }: Slots): readonly RuleOperation[] | null {
  if (
    has(clause, "strategic", "not") ||
    (has(clause, "move", "jump", "fall", "rise") && !has(clause, "resize"))
  )
    return null;
  const numbers = ofKind(clause, "amount");
  const names = tiers.flatMap((item) => [...item.names]);
  const amounts = numbers
    .flatMap((item) => [...item.amounts])
    .filter(({ kind }) => kind === "plain" || kind === "share");
  const gives = /\b(?:take|taken|come|out of)\b.*\b(?:from|of)\b/u.test(textOf(clause));
  if (names.length === 1 && amounts.length === 0 && (has(clause, "rest") || gives)) {
    spend([...tiers, ...withCue(clause, "rest", "from", "in")], "tierSizes");
    return [{ kind: "tierSizes", sizes: { [names[0] as string]: "rest" } }];
  }
  if (amounts.length === 0 || (names.length !== amounts.length && amounts.length !== 1)) return null;
  const plausible = ({ kind, value }: (typeof amounts)[number]) =>
    kind === "share" ? value <= 1 : Number.isInteger(value) && value <= vocabulary.n;
  if (!amounts.every(plausible)) return null;
  const found: Record<string, number | string> = {};
  names.forEach((name, at) => {
    const amount = amounts[amounts.length === 1 ? 0 : at];
    if (amount === undefined) return;
    found[name] = amount.kind === "share" ? `${Number((amount.value * 100).toFixed(6))}%` : amount.value;
  });
  spend([...tiers, ...numbers], "tierSizes");
  return [{ kind: "tierSizes", sizes: found }];
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
    return set(`revenue:${amount.value}`, [...numbers, ...ofKind(clause, "column")]);
  const counts =
    amount?.kind === "plain" && Number.isInteger(amount.value) && amount.value >= 1 && amount.value <= 26;
  if (counts && tiers.length === 0) return set(amount.value, numbers);
  if (tiers.length === 0) return null;
  if (tiers.length === 1 && /^(?:top|highest|best)/u.test(tiers[0]?.text ?? "")) return set(1, tiers);
  const names = tiers.flatMap((item) => [...item.names]);
  return set(vocabulary.tiers.filter((tier) => names.includes(tier)).join(","), tiers);
}

/** "South Asia instead": in the list that already speaks of that column. */
export function replaced({ policy, who }: Slots): readonly RuleOperation[] | null {
  if (who === null) return null;
  const entries = scopeEntries(who);
  const column = (entry: string) => entry.split(/[:!<>]/u)[0];
  const speaks = (entry: string) => entries.some((one) => column(one) === column(entry));
  const rule = (["scope", "hold", "mayRise", "mayFall"] as const).find((name) => policy[name]?.some(speaks));
  return [{ kind: "replace", rule: rule ?? "scope", entries }];
}
