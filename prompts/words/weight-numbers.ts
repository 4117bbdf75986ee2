import { SIGNALS, type Signal } from "../../tiering/index.ts";
import { isThreshold } from "./bound-words.ts";
import { type Clause, has, ofKind, textOf, withCue } from "./clauses.ts";
import type { Item } from "./items.ts";
import type { Amount } from "./numbers.ts";
import { spend } from "./spend.ts";
import type { StatedWeights } from "./stated-weights.ts";

/** Factors that words and numbers of a clause state, with the item that does. */
export function factorOf(clause: Clause): { readonly item: Item; readonly times: number } | null {
  for (const item of clause.items) {
    if (item.became !== null) continue;
    const [amount] = item.amounts;
    if (amount?.kind === "times") return { item, times: amount.value };
    if (
      amount?.kind === "share" &&
      amount.value === 0.5 &&
      /^half$/u.test(item.text) &&
      has(clause, "as-much", "than")
    )
      return { item, times: 1 / 2 };
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
  const push = (
    a: readonly Signal[],
    b: Signal | null,
    times: number,
    used: readonly (Item | undefined)[],
  ) => {
    const together = clause.items.some((item) => item.text === "together");
    into.ratios.push({ a, b, times, together });
    spend(
      [
        ...named,
        ...compared,
        ...withCue(
          clause,
          "matter",
          "twice",
          "triple",
          "halve",
          "must",
          "more",
          "rest",
          "all",
          "times",
          "wish",
          "even",
        ),
        ...used.filter((item) => item !== undefined),
      ],
      "a ratio of weights",
    );
    return true;
  };
  if (multiple !== undefined && before.length > 0 && named.length === 1 && into.stated.length === 0)
    return push(all, before.at(-1) as Signal, multiple.amounts[0]?.value ?? 1, [multiple]);
  if (factor !== null && named.length > 0) {
    const ahead = signalsOf(named.filter((item) => item.end <= factor.item.start));
    const behind = signalsOf(named.filter((item) => item.start >= factor.item.end));
    const [a, b] = ahead.length > 0 ? [ahead, behind] : [behind.slice(0, 1), behind.slice(1)];
    if (a.length > 0 && b.length > 0 && a[0] !== b[0])
      return push(a, b[0] as Signal, factor.times, [factor.item]);
    if (a.length > 0 && toRest) return push(a, null, factor.times, [factor.item]);
    const elided =
      /^as (?:much|important|many|heavily)/u.test(after(clause, factor.item)) &&
      before.some((signal) => !a.includes(signal));
    if (elided && a.length > 0)
      return push(a, before.findLast((signal) => !a.includes(signal)) as Signal, factor.times, [factor.item]);
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
    spend(
      [
        ...named,
        ...numbers,
        ...withCue(
          clause,
          "rest",
          "each",
          "even",
          "all",
          "wish",
          "matter",
          "must",
          "cap",
          "at-least",
          "only",
          "favour",
          "over",
          "in",
          "resize",
          "default",
          "again",
          "than",
          "instead",
          "more",
          "less",
          "hold",
          "rise",
          "strong",
        ),
      ],
      became,
    );
  if (/^out of$/u.test(clause.items[0]?.text ?? "") && amounts.length === 1) {
    into.total = amounts[0]?.value ?? null;
    use("what the weights sum to");
    return true;
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
  const parted = amounts.every(({ kind }) => kind === "plain" || kind === "parts");
  if (rest && parted && signals.length > 1 && signals.length === amounts.length && into.stated.length > 0) {
    for (const [at, signal] of signals.entries()) into.restTo.push({ signal, part: amounts[at]?.value ?? 1 });
    use(`what is left to ${signals.join(" and ")}`);
    return true;
  }
  // "reward growth above 20 %", "accounts growing less than 5 %": of the accounts, not of the weight.
  if (numbers.length === 1 && isThreshold(clause, numbers[0] as Item)) return false;
  const pair = (signal: Signal, amount: Amount) =>
    into.stated.push({ signal, amount: resolved(amount, into) });
  if (signals.length === 0) return readNumbersAlone(clause, into, before, { amounts, each, rest, use });
  if (amounts.length === signals.length)
    for (const [at, signal] of signals.entries()) pair(signal, amounts[at] as Amount);
  else if (amounts.length === 1) {
    // "growth less than half of what runway does": of two signals apart one number is neither's.
    if (named.length > 1 && !each && has(clause, "less", "more", "under", "over", "than", "at-least"))
      return false;
    const amount = amounts[0] as Amount;
    const part =
      each ||
      signals.length === 1 ||
      (has(clause, "even") === false && amount.kind === "plain" && amount.value === 0)
        ? amount
        : { ...amount, value: amount.value / signals.length };
    for (const signal of signals) pair(signal, part);
    if (each && rest) into.rest = "even";
  } else if (
    amounts.length > signals.length &&
    signals.length === 1 &&
    before.length > 0 &&
    amounts.length === 2
  ) {
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
function readNumbersAlone(
  clause: Clause,
  into: StatedWeights,
  before: readonly Signal[],
  { amounts, each, rest, use }: Alone,
): boolean {
  const [first] = amounts;
  if (first === undefined) return false;
  const unsaid = SIGNALS.filter((signal) => !into.stated.some((one) => one.signal === signal));
  if (amounts.length === SIGNALS.length)
    for (const [at, signal] of SIGNALS.entries()) into.stated.push({ signal, amount: amounts[at] as Amount });
  else if (each || (has(clause, "all") && amounts.length === 1 && !has(clause, "move")))
    for (const signal of rest ? unsaid : unsaid.length > 0 ? unsaid : SIGNALS)
      into.stated.push({ signal, amount: first });
  else if (rest && into.stated.length > 0)
    into.rest = first.value === 0 ? "zero" : has(clause, "even") ? "even" : "proportional";
  else if (
    before.length === 1 &&
    amounts.length === 1 &&
    /\b(?:weight|set|put|make|give) (?:it|that|this)\b/u.test(textOf(clause))
  )
    into.stated.push({ signal: before[0] as Signal, amount: first });
  else if (amounts.length >= 2 && before.length === amounts.length && into.stated.length === 0)
    for (const [at, signal] of before.entries()) into.stated.push({ signal, amount: amounts[at] as Amount });
  else return false;
  use("stated weights");
  return true;
}

function resolved(amount: Amount, { stated }: StatedWeights): Amount {
  const last = stated.at(-1)?.amount;
  return amount.kind === "multiple" && last !== undefined
    ? { ...last, value: last.value * amount.value }
    : amount;
}
