import { SIGNALS, type Signal } from "../../../tiering/index.ts";
import { isThreshold } from "../clauses/bound-words.ts";
import { type Clause, has, ofKind, textOf, withCue } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import { symbolsOf } from "../clauses/symbols.ts";
import { isBound } from "../clauses/turns.ts";
import { cuesOf } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import type { Amount } from "../items/numbers.ts";
import type { StatedWeights } from "./stated-weights.ts";

/** What the rest keeps among itself. */
export const PROPORTIONS = /^(?:proportions?|ratios?|relations?|relative|balance)$/u;

/** Reads the numbers of a clause that are weights; true where it states any. */
export function readStated(clause: Clause, into: StatedWeights, before: readonly Signal[]): boolean {
  const named = ofKind(clause, "signal");
  const numbers = ofKind(clause, "amount");
  // "YoY growth" is one, however often it is named.
  const signals = [...new Set(named.flatMap((item) => [...item.signals]))];
  const amounts = numbers.flatMap((item) => item.amounts);
  const each = has(clause, "each");
  const rest = has(clause, "rest");
  const even = has(clause, "even");
  const use = (became: string) =>
    spend(
      [
        ...named,
        ...numbers,
        ...withCue(
          clause,
          ...cuesOf(`rest each even all wish matter must cap at-least only favour over in resize default again
            than instead more less hold rise strong`),
        ).filter(isBound(clause)),
        ...(rest ? clause.items.filter(({ text }) => PROPORTIONS.test(text)) : []),
        // "drop runway to 20 %"
        ...(/\b(?:drop|drops|dropped|fall) .*\b(?:to|at) \S+(?: %)?$/u.test(textOf(clause))
          ? withCue(clause, "fall")
          : []),
      ],
      became,
    );
  const sums =
    /^out of \S+$|^(?:(?:so|that is|that makes|which makes|makes|making) )*\S+(?: points| parts)? (?:in all|in total|altogether|all told|all in all)$/u;
  if (
    sums.test(textOf(clause)) &&
    amounts.length === 1 &&
    signals.length === 0 &&
    (into.stated.length > 1 || textOf(clause).startsWith("out"))
  ) {
    into.total = amounts[0]?.value ?? null;
    spend(clause.items, "what the weights sum to");
    return true;
  }
  // "35 % runway, growth the same"
  const same = into.stated.at(-1);
  if (
    amounts.length === 0 &&
    same !== undefined &&
    / (?<!by )(?:the same|likewise|ditto)$/u.test(textOf(clause))
  ) {
    for (const signal of signals) into.stated.push({ signal, amount: same.amount });
    spend(clause.items, "stated weights");
    return signals.length > 0;
  }
  if (amounts.length === 0) {
    if (!rest || into.stated.length === 0) return false;
    if (signals.length > 0) into.restTo.push(...signals.map((signal) => ({ signal, part: 1 })));
    else into.rest = even ? "even" : has(clause, "ignore", "void", "not") ? "zero" : "proportional";
    if (signals.length === 0) spend(withCue(clause, "ignore", "void", "not", "matter"), "the rest left out");
    use(signals.length > 0 ? `what is left to ${signals.join(" and ")}` : "the rest");
    return true;
  }
  // "split the rest between geo and category 3:1"
  // "… and the remaining for growth and runway half half": of what is left.
  const halves =
    amounts.every(({ kind }) => kind === "share") &&
    Math.abs(amounts.reduce((sum, { value }) => sum + value, 0) - 1) < 0.02;
  const parted = halves || amounts.every(({ kind }) => kind === "plain" || kind === "parts");
  if (rest && parted && signals.length > 1 && signals.length === amounts.length && into.stated.length > 0) {
    for (const [at, signal] of signals.entries()) into.restTo.push({ signal, part: amounts[at]?.value ?? 1 });
    use(`what is left to ${signals.join(" and ")}`);
    return true;
  }
  // "the rest two thirds runway" | "and one third geo": of what is left.
  const [fraction, second] = numbers;
  const given = into.restTo.reduce((sum, { part }) => sum + part, 0);
  const goesOn =
    !rest && given > 0 && given < 1 && clause.tie !== "stop" && given + (amounts[0]?.value ?? 1) < 1.02;
  const isFraction =
    fraction?.amounts[0]?.kind === "share" && second === undefined && !/%|per ?cent|pct/u.test(fraction.text);
  if (isFraction && signals.length === 1 && into.stated.length > 0 && (rest || goesOn)) {
    into.restTo.push({ signal: signals[0]!, part: amounts[0]!.value });
    use(`what is left to ${signals[0]}`);
    return true;
  }
  // "reward growth above 20 %", "accounts growing less than 5 %": of the accounts, not of the weight.
  const changes = amounts.length === 2 && /\bfrom \S+ to \S+/u.test(textOf(clause));
  if (numbers.length === 1 && !changes && isThreshold(clause, numbers[0] as Item)) return false;
  // "the ten points come out of runway": what goes, and no weight that it has.
  if (
    amounts.some(({ kind }) => kind === "points") &&
    /\bcomes? (?:out of|from|off|out)\b/u.test(textOf(clause))
  )
    return false;
  // "headroom above 1m only": an amount of money is no weight.
  if (amounts.some(({ unit, value }) => unit !== undefined || value >= 10_000)) return false;
  const pair = (signal: Signal, amount: Amount) =>
    into.stated.push({ signal, amount: resolved(amount, into) });
  if (signals.length === 0) return readNumbersAlone(clause, into, before, { amounts, each, rest, use });
  // "increased from 30 to 50"
  if (changes && signals.length === 1) {
    pair(signals[0]!, amounts[1]!);
    const [from, to] = amounts.map(({ kind, value }) =>
      kind === "plain" && value > 1 ? value / 100 : value,
    ) as [number, number];
    if (to !== from) into.raised = { signal: signals[0]!, by: to - from };
  } else if (amounts.length === signals.length)
    for (const [at, signal] of signals.entries()) pair(signal, amounts[at] as Amount);
  else if (amounts.length === 1) {
    // "growth less than half of what runway does": of two signals apart one number is neither's.
    if (
      named.length > 1 &&
      !each &&
      !has(clause, "even") &&
      has(clause, "less", "more", "under", "over", "than", "at-least")
    )
      return false;
    const amount = amounts[0] as Amount;
    const part =
      each ||
      signals.length === 1 ||
      (has(clause, "even") === false && amount.kind === "plain" && amount.value === 0)
        ? amount
        : { ...amount, value: amount.value / signals.length };
    for (const signal of signals) pair(signal, part);
  } else if (
    amounts.length > signals.length &&
    signals.length === 1 &&
    before.length > 0 &&
    amounts.length === 2
  ) {
    return false;
  } else return false;
  use("stated weights");
  // "growth 60 rest flat"
  if (rest && (each || even)) into.rest = "even";
  return true;
}

interface Alone {
  readonly amounts: readonly Amount[];
  readonly each: boolean;
  readonly rest: boolean;
  readonly use: (became: string) => void;
}

/** "40/30/20/10", "25 % each", "what about 60/40?", "50 for the rest", "5 each to the others". */
function readNumbersAlone(
  clause: Clause,
  into: StatedWeights,
  spoken: readonly Signal[],
  { amounts, each, rest, use }: Alone,
): boolean {
  const before = spoken.length > 0 ? spoken : into.spokenOf;
  const [first] = amounts;
  // "make it 400 accounts"
  if (has(clause, "accounts") && !/\bof (?:the |all )?weights?\b/u.test(textOf(clause))) return false;
  // "up to 12 each", "between 20 and 40 of them": bounds of something that is no weight.
  // "don't let growth dominate, up to 20 % of the weight is fine"
  if (
    first !== undefined &&
    before.length === 1 &&
    amounts.length === 1 &&
    /\bof (?:the |all )?weights?\b/u.test(textOf(clause))
  ) {
    into.stated.push({ signal: before[0] as Signal, amount: first });
    spend(withCue(clause, "accounts", "cap", "below", "may"), "stated weights");
    use("stated weights");
    return true;
  }
  if (
    first === undefined ||
    /\b(?:up to|at most|at least|more than|fewer than|less than|between|from|over|under|around) \d/u.test(
      textOf(clause),
    )
  )
    return false;
  // "geo and category: the rest, half each"
  if (each && into.restTo.length > 1 && Math.abs(first.value * into.restTo.length - 1) < 0.02) {
    use("stated weights");
    return true;
  }
  const unsaid = SIGNALS.filter((signal) => !into.stated.some((one) => one.signal === signal));
  if (amounts.length === SIGNALS.length) {
    const order = before.length === SIGNALS.length ? before : SIGNALS;
    for (const [at, signal] of order.entries()) into.stated.push({ signal, amount: amounts[at] as Amount });
  } else if (each && !rest && before.length > 1 && before.every((signal) => unsaid.includes(signal)))
    // "geo and category, each one 25"
    for (const signal of before) into.stated.push({ signal, amount: first });
  else if (each || (has(clause, "all") && amounts.length === 1 && !has(clause, "move")))
    for (const signal of rest ? unsaid : unsaid.length > 0 ? unsaid : SIGNALS)
      into.stated.push({ signal, amount: first });
  else if (rest && (into.stated.length > 0 || first.value === 0))
    into.rest = first.value === 0 ? "zero" : has(clause, "even") ? "even" : "proportional";
  else if (
    before.length === 1 &&
    amounts.length === 1 &&
    (/\b(?:weight|set|put|make|give|zero|cut|bring|drop|reduce|lower|raise|lift) (?:it|that|this)\b|\bweight (?:of|at|to|is|be|should be)\b/u.test(
      textOf(clause),
    ) ||
      (into.sole && SAID_ALONE.test(symbolsOf(clause).text)))
  ) {
    into.stated.push({ signal: before[0] as Signal, amount: first });
    // "zero it out"
    if (first.value === 0) spend(withCue(clause, "void"), "stated weights");
  } else if (amounts.length >= 2 && before.length === amounts.length && into.stated.length === 0)
    for (const [at, signal] of before.entries()) into.stated.push({ signal, amount: amounts[at] as Amount });
  else return false;
  use("stated weights");
  return true;
}

/** "no, 45", "say 50": another number for the one that the last plan's words state. */
const SAID_ALONE =
  /^(?:(?:no|hm+|ok|okay|so|then|say|rather|less|more|but|and|maybe|let us say|too (?:much|high|low|little|many)|better|try|at|to) )*N(?: (?:rather|then|instead|please|better|is better|is enough|will do|would be better))*$/u;

function resolved(amount: Amount, { stated }: StatedWeights): Amount {
  const last = stated.at(-1)?.amount;
  return amount.kind === "multiple" && last !== undefined
    ? { ...last, value: last.value * amount.value }
    : amount;
}
