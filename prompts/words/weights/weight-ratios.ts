import { DEFAULT_WEIGHTS, type Signal } from "../../../tiering/index.ts";
import { type Clause, has, ofKind, withCue } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import { cuesOf } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { signalsOf } from "./said-weights.ts";
import type { StatedWeights } from "./stated-weights.ts";

const PART =
  /^(?:by )?(?:half|(?:a|one|two|three) (?:half|thirds?|quarters?|fourths?|fifths?|sixths?|tenths?))$/u;

/** Factors that words and numbers of a clause state, with the item that does. */
export function factorOf(clause: Clause): { readonly item: Item; readonly times: number } | null {
  const reduces = has(clause, "less", "fall");
  for (const item of clause.items) {
    if (item.became !== null) continue;
    const [amount] = item.amounts;
    if (amount?.kind === "times") return { item, times: amount.value };
    // "reduce growth by half"
    const before = clause.items[clause.items.indexOf(item) - 1]?.text ?? "";
    if (amount?.kind === "share" && reduces && PART.test(item.text) && /^(?:by|in)$/u.test(before))
      return { item, times: 1 - amount.value };
    if (amount?.kind === "share" && (isOfSignal(clause, item) || isOfItself(clause, item)))
      return { item, times: amount.value };
    if (item.cues.has("halve")) return { item, times: 1 / 2 };
    if (item.cues.has("twice")) return { item, times: 2 };
    if (item.cues.has("triple")) return { item, times: 3 };
  }
  return null;
}

/** "growth at half of what it is now", "cut growth to half of its weight", "half the growth weight": of its own. */
export function isOfItself({ items }: Pick<Clause, "items">, item: Item): boolean {
  const behind = items
    .slice(items.indexOf(item) + 1)
    .map(({ kind, text }) => (kind === "signal" ? "S" : text));
  return /^(?:of )?(?:what it (?:is|has|was|counts)|its (?:current |present |old |usual )?(?:weight|share|value)|the S weight)\b/u.test(
    behind.join(" "),
  );
}

/** "growth a third of runway", "category half what geo weighs": a share of another signal's weight. */
function isOfSignal({ items }: Clause, item: Item): boolean {
  const at = items.indexOf(item);
  return (
    /^(?:of|what|that of|of what)$/u.test(items[at + 1]?.text ?? "") &&
    items
      .slice(at + 2, at + 4)
      .some(({ kind, text }) => kind === "signal" || /^(?:either|each|both|them|these|those)$/u.test(text)) &&
    items.slice(0, at).some(({ kind }) => kind === "signal")
  );
}

/**
 * Reads "growth twice as important as runway", "50 % more important than", "as important as": true where
 * the clause states a ratio. `before` are the signals said before, for what leaves its own out.
 */
export function readRatio(clause: Clause, into: StatedWeights, before: readonly Signal[]): boolean {
  if (isPaid(clause)) return false;
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
    const together = isTogether(clause);
    into.ratios.push({ a, b, times, together });
    spend(
      [
        ...named,
        ...compared,
        ...withCue(clause, ...cuesOf("matter twice triple halve must more rest all times wish even")),
        ...used.filter((item) => item !== undefined),
      ],
      "a ratio of weights",
    );
    return true;
  };
  /** Against each of several, or against all of them together. */
  const pushAll = (
    a: readonly Signal[],
    b: readonly Signal[],
    times: number,
    used: readonly (Item | undefined)[],
  ) => {
    const together = b.length > 1 && isTogether(clause);
    for (const one of b) push(a, one, together ? times * b.length : times, used);
    return true;
  };
  if (multiple !== undefined && before.length > 0 && named.length === 1 && into.stated.length === 0)
    return push(all, before.at(-1) as Signal, multiple.amounts[0]?.value ?? 1, [multiple]);
  if (factor !== null && named.length > 0) {
    const ahead = signalsOf(named.filter((item) => item.end <= factor.item.start));
    const behind = signalsOf(named.filter((item) => item.start >= factor.item.end));
    // "all equally, twice as much as runway": as much as it, which is not the one that counts double.
    const other = named.find((item) => item.start >= factor.item.end);
    const against = other && clause.items[clause.items.indexOf(other) - 1];
    if (ahead.length === 0 && against !== undefined && /^(?:as|as much as|as many as)$/u.test(against.text))
      return false;
    // "halve geo and category": each of them.
    if (ahead.length === 0 && named.length === 1 && all.length > 1 && factor.times < 1) return false;
    const [a, b] = ahead.length > 0 ? [ahead, behind] : [behind.slice(0, 1), behind.slice(1)];
    if (a.length > 0 && b.length > 0 && a[0] !== b[0]) return pushAll(a, b, factor.times, [factor.item]);
    // "runway twice as much as either"
    const behindIt =
      /\b(?:either|both|each|them|these|those)(?: (?:does|do|has|have|gets?|weighs?|counts?|is|are))?$/u.test(
        after(clause, factor.item),
      );
    if (a.length > 0 && behindIt && before.length > 1)
      return pushAll(a, before, factor.times, [
        factor.item,
        ...clause.items.filter(({ text }) => /^(?:either|both|each|them|these|those)$/u.test(text)),
      ]);
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
  // "runway as much as the other three together"
  if (equal !== undefined && all.length === 1 && has(clause, "rest") && isTogether(clause)) {
    spend(
      clause.items.filter(({ text }) => TOGETHER.test(text)),
      "a ratio of weights",
    );
    return push(all, null, 1, [equal]);
  }
  if (equal !== undefined && all.length >= 2 && !has(clause, "each")) {
    const a = signalsOf(named.filter((item) => item.end <= equal.start));
    const b = signalsOf(named.filter((item) => item.start >= equal.end));
    // "growth as much as geo and category together": these two in their usual proportion.
    const sum = b.reduce((all, signal) => all + DEFAULT_WEIGHTS[signal], 0);
    const [one, ...others] = b;
    if (a.length === 1 && one !== undefined && others.length > 0 && isTogether(clause)) {
      spend(
        clause.items.filter(({ text }) => TOGETHER.test(text)),
        "a ratio of weights",
      );
      push(a, one, sum / DEFAULT_WEIGHTS[one], []);
      for (const other of others) push([other], one, DEFAULT_WEIGHTS[other] / DEFAULT_WEIGHTS[one], []);
      return true;
    }
    if (a.length > 0 && b.length > 0) return push(a, b[0] as Signal, 1, []);
  }
  return false;
}

/** "… at the expense of runway": what is added comes from there. */
export const isPaid = (clause: Clause): boolean =>
  withCue(clause, "from").some(({ text }) => /\b(?:expense|cost)\b/u.test(text));

const TOGETHER = /^(?:together|combined)$/u;

/** "as everything else together", "as the other three combined" */
const isTogether = ({ items }: Clause): boolean => items.some(({ text }) => TOGETHER.test(text));

function after(clause: Clause, item: Item): string {
  return clause.items
    .filter((each) => each.start >= item.end)
    .map((each) => each.text)
    .join(" ");
}
