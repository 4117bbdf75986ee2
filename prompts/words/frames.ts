import type { Operation, RuleOperation } from "../merge/operations.ts";
import type { Policy } from "../../tiering/index.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { type Clause, has, ofKind, withCue } from "./clauses.ts";
import type { Cue } from "./cue-words.ts";
import type { Item } from "./items.ts";
import { spend } from "./weight-numbers.ts";
import { holdEntries, outsideEntries, readWho, scopeEntries, type Who } from "./who.ts";

/** What a frame may fill its operation from. */
interface Slots {
  readonly clause: Clause;
  readonly vocabulary: Vocabulary;
  /** A share of the book that may move, and the item that says it. */
  readonly portion: { readonly value: number; readonly item: Item } | null;
  /** A number of tiers. */
  readonly steps: { readonly value: number; readonly item: Item } | null;
  readonly who: Who | null;
  readonly tiers: readonly Item[];
  /** The rules in force. */
  readonly policy: Policy;
}

/** A pattern of cues with a slot, and the operation that it means. Rows are tried from the top. */
interface Frame {
  /** A sentence that it reads; the tests read each. */
  readonly says: string;
  /** Cues that must be there (`a|b`: either), and, behind `!`, must not. */
  readonly cues: string;
  readonly slot: "portion" | "steps" | "who" | "tiers" | "none";
  readonly means: (slots: Slots) => readonly RuleOperation[] | null;
  /** The cues that it reads beside its own. */
  readonly reads?: readonly Cue[];
}

const one = (change: RuleOperation): readonly RuleOperation[] => [change];
const add = (rule: "hold" | "mayRise" | "mayFall" | "scope", entries: readonly string[] | null): readonly RuleOperation[] | null =>
  entries === null || entries.length === 0 ? null : one({ kind: "add", rule, entries });
const replace = (rule: "scope" | "mayRise" | "mayFall", entries: readonly string[]): readonly RuleOperation[] | null =>
  entries.length === 0 ? null : one({ kind: "replace", rule, entries });
const held = ({ who }: Slots) => add("hold", who === null ? null : holdEntries(who));
const only = ({ who }: Slots) => (who === null || who.accounts.length > 0 ? null : replace("scope", scopeEntries(who)));
const outside = (who: Who | null) => (who === null ? null : outsideEntries(who));

/** The business rules that sentences state. */
export const FRAMES: readonly Frame[] = [
  // How many may move, and how far.
  { says: "accounts may move any number of tiers", cues: "free move|jump", slot: "none", means: freedom, reads: ["tierword", "accounts", "may", "cap", "not", "rule"] },
  { says: "let accounts jump", cues: "jump !not !cap", slot: "none", means: ({ clause, steps }) => (ofKind(clause, "signal").length > 0 ? null : one({ kind: "maxTierStep", value: steps === null || steps.value < 2 || steps.value > 25 ? "free" : steps.value })), reads: ["tierword", "accounts", "may", "more", "over", "than"] },
  { says: "no account moves more than two tiers", cues: "not|cap|only|may|jump|move", slot: "steps", means: ({ steps }) => steps && one({ kind: "maxTierStep", value: steps.value > 25 ? "free" : steps.value }), reads: ["not", "cap", "only", "may", "jump", "move", "tierword", "accounts", "over", "must", "rise", "fall", "each", "at-least", "all", "hold", "more", "than", "even"] },
  { says: "no jumps", cues: "not jump", slot: "none", means: () => one({ kind: "maxTierStep", value: 1 }), reads: ["tierword", "accounts", "may", "must"] },
  { says: "move at most 2 %", cues: "move|accounts|cap|budget", slot: "portion", means: ({ portion }) => portion && one({ kind: "maxMovedShare", value: portion.value }), reads: ["move", "cap", "accounts", "not", "only", "may", "must", "below", "rule", "over", "tierword", "all", "hold", "rise", "fall", "more", "than", "at-least", "restrict"] },
  // Sizes and strategic tiers.
  { says: "Tier A should hold 1,200 accounts", cues: "", slot: "tiers", means: sizes, reads: ["resize", "accounts", "must", "cap", "rest", "sizes", "size" as Cue, "in", "more", "less"] },
  { says: "keep the tier sizes", cues: "sizes hold|again|not", slot: "none", means: () => one({ kind: "lift", rule: "tierSizes" }), reads: ["hold", "again", "not", "move"] },
  { says: "only tier A is strategic", cues: "strategic", slot: "none", means: strategic, reads: ["only", "tierword", "must", "matter", "first", "even", "resize"] },
  { says: "the tiers stay in order of potential", cues: "monotone", slot: "none", means: () => one({ kind: "monotone", value: true }), reads: ["hold", "must", "tierword"] },
  // Which way.
  { says: "Healthcare may move after all", cues: "release", slot: "who", means: released, reads: ["may", "move", "not", "also", "hold"] },
  { says: "only Healthcare may rise", cues: "only|nothing-else rise", slot: "who", means: ({ who }) => who && replace("mayRise", scopeEntries(who)), reads: ["may", "nothing-else", "accounts", "must", "only"] },
  { says: "only Healthcare may fall", cues: "only fall", slot: "who", means: ({ who }) => who && replace("mayFall", scopeEntries(who)), reads: ["may", "accounts", "must"] },
  { says: "nobody in Africa should be downgraded", cues: "not fall", slot: "who", means: ({ who }) => add("mayFall", outside(who)), reads: ["may", "accounts", "must", "in"] },
  { says: "no promotions in Africa", cues: "not rise", slot: "who", means: ({ who }) => add("mayRise", outside(who)), reads: ["may", "accounts", "must", "in"] },
  { says: "no downgrades", cues: "not fall", slot: "none", means: ({ clause }) => (ofKind(clause, "signal", "values", "tier", "account").length > 0 ? null : replace("mayFall", ["none"])), reads: ["may", "accounts", "must", "tierword"] },
  { says: "no upgrades", cues: "not rise", slot: "none", means: ({ clause }) => (ofKind(clause, "signal", "values", "tier", "account").length > 0 ? null : replace("mayRise", ["none"])), reads: ["may", "accounts", "must", "tierword"] },
  // Who stays, and who alone may move.
  { says: "only touch accounts in Africa", cues: "only move !not", slot: "who", means: only, reads: ["may", "accounts", "must", "in"] },
  { says: "hold everything except Africa", cues: "hold|not except", slot: "who", means: ({ clause, who }) => (who === null || who.within.length > 0 || (has(clause, "move") && !has(clause, "not")) ? null : replace("scope", who.except.map((part) => part.text))), reads: ["all", "accounts", "move", "must", "hold"] },
  { says: "do not touch Healthcare", cues: "not move", slot: "who", means: held, reads: ["accounts", "must", "may", "in", "all", "tierword"] },
  { says: "no longer hold Healthcare", cues: "stop|not hold !move", slot: "who", means: ({ clause, who }) => (who !== null && withCue(clause, "not", "stop")[0]!.start < withCue(clause, "hold")[0]!.start && !/^(?:be|should|must)/u.test(clause.items[0]?.text ?? "") ? one({ kind: "remove", rule: "hold", entries: holdEntries(who) }) : null), reads: ["must", "may"] },
  { says: "keep tier A as it is", cues: "hold !wish", slot: "who", means: held, reads: ["hold", "accounts", "must", "again", "not", "in", "all", "only", "tierword", "may", "free", "also"] },
  { says: "everything except Africa may move", cues: "except", slot: "who", means: ({ who }) => (who === null || who.within.length > 0 ? null : add("hold", who.except.map((part) => part.text))), reads: ["all", "move", "may", "accounts", "not", "must", "again", "wish"] },
  { says: "only in Africa", cues: "only|restrict|nothing-else", slot: "who", means: only, reads: ["accounts", "in", "may", "must", "move", "nothing-else", "run", "restrict", "only", "also", "cap", "again", "matter", "hold"] },
  { says: "Africa instead", cues: "instead", slot: "who", means: replaced, reads: ["in", "accounts", "no" as Cue] },
  { says: "my patch is Africa", cues: "mine", slot: "who", means: only, reads: ["in", "accounts"] },
  { says: "change nothing outside my patch", cues: "mine not|only", slot: "none", means: () => [], reads: ["except", "move", "accounts", "in", "must"] },
  { says: "exclude Africa", cues: "ignore|void|not", slot: "who", means: ({ who }) => (who?.except.length === 0 ? held({ who } as Slots) : null), reads: ["accounts", "in", "all", "matter"] },
  { says: "the same for Africa", cues: "again in", slot: "who", means: only, reads: ["accounts", "in", "but" as Cue] },
];

const WANTED: readonly Frame[] = [
  { says: "promote accounts in Africa", cues: "rise", slot: "who", means: ({ who }) => who && replace("mayRise", scopeEntries(who)), reads: ["accounts", "in", "must", "wish", "first", "may", "strong"] },
  { says: "favour Africa", cues: "wish|strong|first|more|matter", slot: "who", means: ({ who }) => (who === null || who.located || who.accounts.length > 0 ? null : replace("mayRise", scopeEntries(who))), reads: ["wish", "strong", "first", "more", "accounts", "must", "in", "also", "matter", "weak", "much", "resize"] },
  { says: "in Africa", cues: "in", slot: "who", means: only, reads: ["accounts", "in", "run", "wish", "must", "may", "move"] },
];

/** Marks what a frame has read. */
function use(frame: Frame, slots: Slots, became: string): void {
  const cues = frame.cues.split(" ").flatMap((part) => (part.startsWith("!") || part === "" ? [] : part.split("|"))) as Cue[];
  spend(withCue(slots.clause, ...cues, ...(frame.reads ?? [])), became);
  if (frame.slot === "portion" && slots.portion) spend([slots.portion.item], became);
  if (slots.steps && (frame.slot === "steps" || cues.includes("jump"))) spend([slots.steps.item], became);
  if (frame.slot === "who" && slots.who) spend(slots.who.items, became);
}

function fits(frame: Frame, slots: Slots): boolean {
  if (frame.slot === "portion" && slots.portion === null) return false;
  if (frame.slot === "steps" && slots.steps === null) return false;
  if (frame.slot === "who" && slots.who === null) return false;
  if (frame.slot === "tiers" && slots.tiers.length === 0) return false;
  return frame.cues.split(" ").every((part) => {
    if (part === "") return true;
    if (part.startsWith("!")) return !has(slots.clause, part.slice(1) as Cue);
    return has(slots.clause, ...(part.split("|") as Cue[]));
  });
}

/** The rules that a clause states; what they read is marked. `wanted`: wishes for a segment are rules too. */
export function readRules(clause: Clause, vocabulary: Vocabulary, policy: Policy, wanted: boolean): Operation[] {
  const operations: Operation[] = [];
  for (const frame of wanted ? WANTED : FRAMES) {
    const slots = { ...slotsOf(clause, vocabulary), policy };
    if (!fits(frame, slots)) continue;
    const changes = frame.means(slots);
    if (changes === null) continue;
    use(frame, slots, changes.map(({ kind }) => kind).join(" "));
    operations.push(...changes.map((change): Operation => ({ on: "rules", change })));
  }
  return operations;
}

function slotsOf(clause: Clause, vocabulary: Vocabulary): Omit<Slots, "policy"> {
  return { clause, vocabulary, portion: portionOf(clause, vocabulary), steps: stepsOf(clause), who: readWho(clause, vocabulary), tiers: ofKind(clause, "tier") };
}

const BUDGET = /budget|churn|disrupt|movement|moves|turnover|reshuffl|changes|volume/u;

/** "2 %", "500 accounts", "1 in 50": a part of the book that a clause about moving speaks of. */
function portionOf(clause: Clause, { n }: Vocabulary): Slots["portion"] {
  const signals = ofKind(clause, "signal");
  for (const item of ofKind(clause, "amount")) {
    const [amount] = item.amounts;
    if (amount === undefined || item.amounts.length > 1) continue;
    const at = clause.items.indexOf(item);
    const next = clause.items.slice(at + 1, at + 3);
    const moves = has(clause, "move") || clause.items.some((each) => each.became === null && BUDGET.test(each.text));
    const bounded = has(clause, "cap", "only", "below", "may", "not") || moves;
    const counted = next.some((each) => each.cues.has("accounts") || each.cues.has("move")) || clause.items.some((each) => each.end <= item.start && each.cues.has("accounts"));
    // "60 % on growth": a number tied to a signal is a weight.
    const tied = signals.some((signal) => Math.abs(clause.items.indexOf(signal) - at) <= 2) && !moves;
    if (tied || next[0]?.cues.has("tierword")) continue;
    if (amount.kind === "share" && amount.value <= 1 && bounded && (moves || counted)) return { value: amount.value, item };
    const whole = amount.kind === "plain" && Number.isInteger(amount.value) && amount.value <= n;
    if (whole && amount.value > 0 && bounded && (counted || moves) && !(ofKind(clause, "tier").length > 0 && !has(clause, "move"))) return { value: amount.value / n, item };
  }
  return null;
}

/** "one tier", "two levels", "a single step"; "two-tier jumps". */
function stepsOf(clause: Clause): Slots["steps"] {
  for (const item of ofKind(clause, "amount")) {
    const [amount] = item.amounts;
    const at = clause.items.indexOf(item);
    const next = clause.items.slice(at + 1, at + 3).find((each) => each.cues.has("tierword"));
    if (amount?.kind !== "plain" || next === undefined || !Number.isInteger(amount.value) || amount.value < 1 || amount.value > 25) continue;
    if (has(clause, "strategic") || clause.items[at - 1]?.text === "top" || clause.items[at - 1]?.text === "bottom") continue;
    // "more than one tier" without a "no" allows it.
    const allows = has(clause, "over", "more") && !has(clause, "not") && has(clause, "may");
    return { value: allows ? 26 : amount.value, item };
  }
  return null;
}

function freedom({ clause }: Slots): readonly RuleOperation[] | null {
  const text = clause.items.map((item) => item.text).join(" ");
  const far = /\b(?:tiers?|steps?|levels?|far|distance|freely|jump)\b/u.test(text);
  const many = /\b(?:moves|movement|number of (?:moves|accounts)|accounts may|many|budget|cap)\b/u.test(text) || /\bno (?:limit|cap|limits)\b/u.test(text);
  if (far && !/number of moves/u.test(text)) return one({ kind: "maxTierStep", value: "free" });
  return many ? one({ kind: "maxMovedShare", value: 1 }) : null;
}

/** "Tier A: 1,200 accounts", "5 % A", "grow tier A to 1,500": a tier and a number. */
function sizes({ clause, vocabulary }: Slots): readonly RuleOperation[] | null {
  if (has(clause, "strategic", "not") || has(clause, "move", "jump", "fall", "rise") && !has(clause, "resize")) return null;
  const found: Record<string, number | string> = {};
  const numbers = ofKind(clause, "amount");
  const tiers = ofKind(clause, "tier");
  const names = tiers.flatMap((item) => [...item.names]);
  const amounts = numbers.flatMap((item) => [...item.amounts]).filter(({ kind }) => kind === "plain" || kind === "share");
  // "…, rest D", "take them from tier B"
  const fills = names.length === 1 && amounts.length === 0 && (has(clause, "rest") || /\b(?:take|taken|come|out of)\b.*\b(?:from|of)\b/u.test(clause.items.map((item) => item.text).join(" ")));
  if (fills) {
    spend([...tiers, ...withCue(clause, "rest", "from", "in")], "tierSizes");
    return one({ kind: "tierSizes", sizes: { [names[0] as string]: "rest" } });
  }
  if (names.length === 0 || amounts.length === 0 || (names.length !== amounts.length && amounts.length !== 1)) return null;
  names.forEach((name, at) => {
    const amount = amounts[amounts.length === 1 ? 0 : at];
    if (amount === undefined) return;
    found[name] = amount.kind === "share" ? `${Number((amount.value * 100).toFixed(6))}%` : amount.value;
  });
  const plausible = amounts.every(({ kind, value }) => kind === "share" || (Number.isInteger(value) && value <= vocabulary.n));
  if (!plausible) return null;
  spend([...tiers, ...numbers], "tierSizes");
  return one({ kind: "tierSizes", sizes: found });
}

function strategic({ clause, vocabulary }: Slots): readonly RuleOperation[] | null {
  const tiers = ofKind(clause, "tier");
  const [number] = ofKind(clause, "amount");
  const amount = number?.amounts[0];
  const text = clause.items.map((item) => item.text).join(" ");
  if (amount?.kind === "share" && /revenue/u.test(text)) {
    spend(ofKind(clause, "amount", "column"), "strategicTiers");
    return one({ kind: "strategicTiers", value: `revenue:${amount.value}` });
  }
  if (amount?.kind === "plain" && Number.isInteger(amount.value) && amount.value >= 1 && amount.value <= 26 && tiers.length === 0) {
    spend(ofKind(clause, "amount"), "strategicTiers");
    return one({ kind: "strategicTiers", value: amount.value });
  }
  if (tiers.length === 0) return null;
  const names = tiers.flatMap((item) => [...item.names]);
  spend(tiers, "strategicTiers");
  if (tiers.length === 1 && /^(?:top|highest|best)/u.test(tiers[0]?.text ?? "")) return one({ kind: "strategicTiers", value: 1 });
  return one({ kind: "strategicTiers", value: vocabulary.tiers.filter((tier) => names.includes(tier)).join(",") });
}

/** "South Asia instead": in the list that already speaks of that column. */
function replaced({ policy, who }: Slots): readonly RuleOperation[] | null {
  if (who === null) return null;
  const entries = scopeEntries(who);
  const column = (entry: string) => entry.split(/[:!<>]/u)[0];
  const rule = (["scope", "hold", "mayRise", "mayFall"] as const).find((name) => policy[name]?.some((entry) => entries.some((one) => column(one) === column(entry))));
  return one({ kind: "replace", rule: rule ?? "scope", entries });
}

function released({ who }: Slots): readonly RuleOperation[] | null {
  return who === null ? null : one({ kind: "remove", rule: "hold", entries: holdEntries(who) });
}
