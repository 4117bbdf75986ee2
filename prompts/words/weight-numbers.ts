import { SIGNALS, type Signal } from "../../tiering/index.ts";
import type { WeightOperation } from "../merge/operations.ts";
import { type Clause, has, ofKind, withCue } from "./clauses.ts";
import type { Item } from "./items.ts";
import type { Amount } from "./numbers.ts";

/** A signal (or, null, each or all of those not named) with the number stated for it. */
interface Stated {
  readonly signal: Signal;
  readonly amount: Amount;
}

/** What a message states in numbers, gathered clause by clause. */
export interface StatedWeights {
  readonly stated: Stated[];
  /** Signals that get what is left, evenly. */
  readonly restTo: Signal[];
  rest: "zero" | "proportional" | "even" | null;
  /** What "out of 10" says the numbers sum to. */
  total: number | null;
  /** Ratios: a counts `times` as much as b; null is each of the others. */
  readonly ratios: { readonly a: readonly Signal[]; readonly b: Signal | null; readonly times: number; readonly together: boolean }[];
}

/** Nothing stated yet. */
export function createStated(): StatedWeights {
  return { stated: [], restTo: [], rest: null, total: null, ratios: [] };
}

/** Marks items as read. */
export function spend(items: readonly Item[], became: string): void {
  for (const item of items) item.became ??= became;
}

/** Factors that words and numbers of a clause state, with the item that does. */
export function factorOf(clause: Clause): { readonly item: Item; readonly times: number } | null {
  for (const item of clause.items) {
    if (item.became !== null) continue;
    const [amount] = item.amounts;
    if (amount?.kind === "times") return { item, times: amount.value };
    if (amount?.kind === "share" && amount.value === 0.5 && /^half$/u.test(item.text) && has(clause, "as-much", "than")) return { item, times: 1 / 2 };
    if (item.cues.has("halve")) return { item, times: 1 / 2 };
    if (item.cues.has("twice")) return { item, times: 2 };
    if (item.cues.has("triple")) return { item, times: 3 };
  }
  return null;
}

const signalsOf = (items: readonly Item[]): Signal[] => [...new Set(items.flatMap((item) => item.signals))];

/**
 * Reads "growth twice as important as runway", "50 % more important than", "as important as": true where
 * the clause states a ratio. `before` are the signals said before, for what leaves its own out.
 */
export function readRatio(clause: Clause, into: StatedWeights, before: readonly Signal[]): boolean {
  const named = ofKind(clause, "signal");
  const factor = factorOf(clause);
  const multiple = ofKind(clause, "amount").find((item) => item.amounts[0]?.kind === "multiple");
  const compared = withCue(clause, "over", "as-much", "than");
  const percent = ofKind(clause, "amount").find((item) => item.amounts[0]?.kind === "share");
  const toRest = has(clause, "rest", "all");
  const all = signalsOf(named);
  const push = (a: readonly Signal[], b: Signal | null, times: number, used: readonly (Item | undefined)[]) => {
    const together = clause.items.some((item) => item.text === "together");
    into.ratios.push({ a, b, times, together });
    spend([...named, ...compared, ...withCue(clause, "matter", "twice", "triple", "halve", "must", "more", "rest", "all", "times", "wish", "even"), ...used.filter((item) => item !== undefined)], "a ratio of weights");
    return true;
  };
  if (multiple !== undefined && before.length > 0 && named.length === 1 && into.stated.length === 0)
    return push(all, before.at(-1) as Signal, multiple.amounts[0]?.value ?? 1, [multiple]);
  if (factor !== null && named.length > 0) {
    const ahead = signalsOf(named.filter((item) => item.end <= factor.item.start));
    const behind = signalsOf(named.filter((item) => item.start >= factor.item.end));
    const [a, b] = ahead.length > 0 ? [ahead, behind] : [behind.slice(0, 1), behind.slice(1)];
    if (a.length > 0 && b.length > 0 && a[0] !== b[0]) return push(a, b[0] as Signal, factor.times, [factor.item]);
    if (a.length > 0 && toRest) return push(a, null, factor.times, [factor.item]);
    const elided = /^as (?:much|important|many|heavily)/u.test(after(clause, factor.item)) && before.some((signal) => !a.includes(signal));
    if (elided && a.length > 0) return push(a, before.findLast((signal) => !a.includes(signal)) as Signal, factor.times, [factor.item]);
    return false;
  }
  const than = compared.find((item) => item.cues.has("over") || item.cues.has("than"));
  if (percent !== undefined && than !== undefined && all.length === 2 && percent.end <= than.start)
    return push([all[0] as Signal], all[1] as Signal, 1 + (percent.amounts[0]?.value ?? 0), [percent]);
  const equal = compared.find((item) => item.cues.has("as-much"));
  if (equal !== undefined && all.length >= 2 && !has(clause, "each")) {
    const a = signalsOf(named.filter((item) => item.end <= equal.start));
    const b = signalsOf(named.filter((item) => item.start >= equal.end));
    if (a.length > 0 && b.length > 0) return push(a, b[0] as Signal, 1, []);
  }
  return false;
}

function after(clause: Clause, item: Item): string {
  return clause.items
    .filter((each) => each.start >= item.end)
    .map((each) => each.text)
    .join(" ");
}

/** Reads the numbers of a clause that are weights; true where it states any. */
export function readStated(clause: Clause, into: StatedWeights, before: readonly Signal[]): boolean {
  const named = ofKind(clause, "signal");
  const numbers = ofKind(clause, "amount");
  const signals = named.flatMap((item) => [...item.signals]);
  const amounts = numbers.flatMap((item) => item.amounts);
  const each = has(clause, "each");
  const rest = has(clause, "rest");
  const even = has(clause, "even");
  const use = (became: string) =>
    spend([...named, ...numbers, ...withCue(clause, "rest", "each", "even", "all", "wish", "matter", "must", "cap", "at-least", "only", "favour", "over", "in", "resize", "default", "again", "than", "instead", "more", "less", "hold", "rise", "strong")], became);
  if (/^out of$/u.test(clause.items[0]?.text ?? "") && amounts.length === 1) {
    into.total = amounts[0]?.value ?? null;
    use("what the weights sum to");
    return true;
  }
  if (amounts.length === 0) {
    if (!rest || into.stated.length === 0) return false;
    if (signals.length > 0) into.restTo.push(...signals);
    else into.rest = even ? "even" : has(clause, "ignore", "void", "not") ? "zero" : "proportional";
    if (signals.length === 0) spend(withCue(clause, "ignore", "void", "not", "matter"), "the rest left out");
    use(signals.length > 0 ? `what is left to ${signals.join(" and ")}` : "the rest");
    return true;
  }
  const pair = (signal: Signal, amount: Amount) => into.stated.push({ signal, amount: resolved(amount, into) });
  if (signals.length === 0) return readNumbersAlone(clause, into, before, { amounts, each, rest, use });
  if (amounts.length === signals.length) signals.forEach((signal, at) => pair(signal, amounts[at] as Amount));
  else if (amounts.length === 1) {
    const amount = amounts[0] as Amount;
    const part = each || signals.length === 1 || has(clause, "even") === false && amount.kind === "plain" && amount.value === 0 ? amount : { ...amount, value: amount.value / signals.length };
    for (const signal of signals) pair(signal, part);
    if (each && rest) into.rest = "even";
  } else if (amounts.length > signals.length && signals.length === 1 && before.length > 0 && amounts.length === 2) {
    return false;
  } else return false;
  use("stated weights");
  if (rest && amounts.length < 2 && signals.length === 0) into.rest = "proportional";
  return true;
}

interface Alone {
  readonly amounts: readonly Amount[];
  readonly each: boolean;
  readonly rest: boolean;
  readonly use: (became: string) => void;
}

/** "40/30/20/10", "25 % each", "what about 60/40?", "50 for the rest", "5 each to the others". */
function readNumbersAlone(clause: Clause, into: StatedWeights, before: readonly Signal[], { amounts, each, rest, use }: Alone): boolean {
  const [first] = amounts;
  if (first === undefined) return false;
  const unsaid = SIGNALS.filter((signal) => !into.stated.some((one) => one.signal === signal));
  if (amounts.length === SIGNALS.length) SIGNALS.forEach((signal, at) => into.stated.push({ signal, amount: amounts[at] as Amount }));
  else if (each || (has(clause, "all") && amounts.length === 1 && !has(clause, "move"))) for (const signal of rest ? unsaid : unsaid.length > 0 ? unsaid : SIGNALS) into.stated.push({ signal, amount: first });
  else if (rest && into.stated.length > 0) into.rest = has(clause, "even") ? "even" : "proportional";
  else if (amounts.length >= 2 && before.length === amounts.length && into.stated.length === 0) before.forEach((signal, at) => into.stated.push({ signal, amount: amounts[at] as Amount }));
  else return false;
  use("stated weights");
  return true;
}

function resolved(amount: Amount, { stated }: StatedWeights): Amount {
  const last = stated.at(-1)?.amount;
  return amount.kind === "multiple" && last !== undefined ? { ...last, value: last.value * amount.value } : amount;
}

/** The stated numbers as one change of the weights, or null where none was stated. */
export function statedChange(said: StatedWeights, zero: ReadonlySet<Signal>): WeightOperation | null {
  if (said.stated.length === 0) return said.ratios.length === 0 ? null : ratioChange(said, zero);
  const raw = new Map<Signal, number>();
  for (const { amount, signal } of said.stated) raw.set(signal, amount.value);
  const sum = [...raw.values()].reduce((total, value) => total + value, 0);
  const plain = said.stated.some(({ amount }) => amount.kind === "plain" || amount.kind === "parts");
  const shared = said.stated.some(({ amount }) => amount.kind === "share" || amount.kind === "points");
  const whole = said.total ?? (plain && !shared ? wholeOf(said, raw, sum) : 1);
  // "upside 50 %, growth 30": plain numbers beside per cents are per cents too.
  const value = ({ amount }: Stated) => (shared && amount.kind === "plain" && amount.value > 1 ? amount.value / 100 : amount.value / whole);
  const values: Partial<Record<Signal, number>> = {};
  for (const one of said.stated) values[one.signal] = value(one);
  for (const signal of zero) values[signal] ??= 0;
  const total = SIGNALS.reduce((all, signal) => all + (values[signal] ?? 0), 0);
  if (said.restTo.length > 0) for (const signal of said.restTo) values[signal] = Math.max(0, 1 - total) / said.restTo.length;
  for (const { a, b, times } of said.ratios) if (b !== null && values[b] !== undefined) for (const signal of a) values[signal] ??= values[b] * times;
  // "growth 1.5x runway, geo and category at 10 % each": the ratio parts what is left.
  const tied = said.ratios.length === 0 ? [] : Object.entries((ratioChange(said, zero) as { parts: Partial<Record<Signal, number>> }).parts).filter(([signal]) => values[signal as Signal] === undefined);
  const parts = tied.reduce((all, [, part]) => all + part, 0);
  for (const [signal, part] of tied) values[signal as Signal] = (Math.max(0, 1 - total) * part) / parts;
  const rest = said.rest ?? (total > 1 - 1e-6 || said.restTo.length > 0 || tied.length > 0 || (raw.size > 1 && whole === sum) ? "zero" : "proportional");
  return { kind: "set", values, rest };
}

/** What plain numbers are parts of: 1, 100, or their own sum. */
function wholeOf({ rest, restTo }: StatedWeights, raw: ReadonlyMap<Signal, number>, sum: number): number {
  const values = [...raw.values()];
  if (sum <= 1.0001 && values.some((value) => !Number.isInteger(value) || value === 1 || value === 0)) return 1;
  const open = rest !== null || restTo.length > 0 || raw.size === 1;
  return open && sum <= 100 ? (sum <= 1 ? 1 : 100) : sum;
}

function ratioChange({ ratios }: StatedWeights, zero: ReadonlySet<Signal>): WeightOperation {
  const parts: Partial<Record<Signal, number>> = {};
  for (const { a, b, times, together } of ratios) {
    const share = together && a.length > 1 ? times / a.length : times;
    if (b === null) {
      for (const signal of a) rescaleTo(parts, signal, times);
      for (const signal of SIGNALS) if (!zero.has(signal)) parts[signal] ??= 1;
      continue;
    }
    const known = a.find((signal) => parts[signal] !== undefined);
    if (parts[b] === undefined) parts[b] = known === undefined ? 1 : (parts[known] as number) / share;
    for (const signal of a) parts[signal] = (parts[b] as number) * share;
  }
  for (const signal of zero) delete parts[signal];
  const unnamed = SIGNALS.filter((signal) => parts[signal] === undefined && !zero.has(signal));
  return { kind: "ratio", parts, rest: unnamed.length === 0 ? "zero" : "proportional" };
}

/** "runway 2x everything else", said after "growth 2x runway": what is tied to runway grows with it. */
function rescaleTo(parts: Partial<Record<Signal, number>>, signal: Signal, value: number): void {
  const known = parts[signal];
  if (known === undefined || known === 0) parts[signal] = value;
  else for (const other of SIGNALS) if (parts[other] !== undefined) parts[other] = ((parts[other] as number) / known) * value;
}
