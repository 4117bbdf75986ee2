import type { Signal } from "../../../tiering/index.ts";
import { type Clause, has, ofKind, textOf, withCue } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import { symbolsOf } from "../clauses/symbols.ts";
import type { Cue } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { type SaidWeights, signalsOf } from "./said-weights.ts";
import { directionsOf, sinceNow, sizeOf } from "./weight-directions.ts";
import { factorOf } from "./weight-ratios.ts";
import { give, isPartOf, type Taken } from "./weight-transfers.ts";

/** Reads "swap growth and runway": the weights of two signals change places; false for any other clause. */
export function readSwap(clause: Clause, signals: readonly Signal[], said: SaidWeights): boolean {
  // "I'd trade geo for growth any day": the second, at the cost of the first.
  const given =
    /\b(?:would|will|should|could) (?:gladly |happily |always )?(?:trade|swap|exchange|give up|sacrifice) (?:the |our )?S(?: for (?:the |our )?S)?\b/u;
  if (signals.length === 2 && given.test(symbolsOf(clause).text)) {
    said.over.push({ a: signals[1] as Signal, b: signals[0] as Signal, times: 2 });
    spend(clause.items, "a comparison");
    return true;
  }
  // "same again, with category in place of runway"
  const stands = /^with .* (?:in place of|instead of) /u.test(textOf(clause));
  const trades = /\b(?:switch|trade|change|exchange) (?:the )?\S+(?: \S+)? (?:for|with|and) /u.test(
    textOf(clause),
  );
  if (!(has(clause, "swap") || trades || stands) || signals.length !== 2) return false;
  said.swap = [signals[0] as Signal, signals[1] as Signal];
  spend(
    clause.items.filter(
      ({ cues, text }) =>
        cues.has("swap") || /^(?:with|in place of|instead of|switch|trade|change|exchange)$/u.test(text),
    ),
    "swapped weights",
  );
  return true;
}

/** "double growth at the expense of runway": the second loses what the first gains. */
const PAID_BY =
  /\b(?:more|raise|increase|double|triple|up|lift|boost|bump|push|add|give|make|get|bring|put)\b.*S\b.*\bat the (?:expense|cost) of (?:\S+ )?S\b|^(?:(?:and|but|then|please|the) )*S (?:should )?(?:be |go |come )?(?:up|higher|raised|increased|lifted)\b.* at the (?:expense|cost) of (?:\S+ )?S\b/u;
/** "less runway in favour of geo" */
const FAVOURS = /\bS\b.* (?:in favou?r of|to the benefit of) (?:\S+ )?S\b/u;

/** Which of two signals loses what the other gains, first the one it names first; null where a clause does not say so. */
export function transferOf(clause: Clause): "first" | "second" | null {
  if (ofKind(clause, "signal").length !== 2) return null;
  const { text } = symbolsOf(clause);
  return PAID_BY.test(text) ? "second" : FAVOURS.test(text) ? "first" : null;
}
/** "take out 20 points of runway": they go, and are no weight that it has. */
export const takesOut = (clause: Clause): boolean =>
  /\b(?:take|take out|take away|cut|trim|shave|drop|lose|remove|knock|strip) N (?:of|out of|off|from) (?:the )?S$/u.test(
    symbolsOf(clause).text,
  );

/** "twice as much weight on geo as today" */
const AS_TODAY = /\bas (?:today|now|before|it has|it is)$/u;

/** "more growth", "growth up, region down", "10 points from geo to growth", "double geo". */
export function readStep(
  clause: Clause,
  named: readonly Item[],
  said: SaidWeights,
  before: readonly Signal[],
): boolean {
  const signals = signalsOf(named);
  const factor = factorOf(clause);
  if (
    factor !== null &&
    (signals.length === 1 || (named.length === 1 && factor.times < 1)) &&
    (!has(clause, "as-much", "than") || has(clause, "default") || AS_TODAY.test(textOf(clause)))
  ) {
    said.scales.push(...signals.map((signal) => ({ signal, factor: factor.times })));
    const verb = clause.items.filter(({ text }) => /^(?:multipl|scale|times$|x$|×$)/u.test(text));
    // "3x geo vs default"
    const since = has(clause, "default") ? withCue(clause, "than", "default") : [];
    spend([factor.item, ...verb, ...since], "a factor");
    return true;
  }
  const numbers = ofKind(clause, "amount");
  const number =
    numbers.find(({ amounts: [amount] }) => amount?.kind === "share" || amount?.kind === "points") ??
    numbers.find(({ amounts: [amount] }) => amount?.kind === "plain");
  const value = number?.amounts[0];
  const size =
    value === undefined
      ? sizeOf(clause)
      : value.kind === "plain" && value.value >= 1
        ? value.value / 100
        : value.value;
  const signed =
    number === undefined
      ? undefined
      : clause.items.find((item) => /^[+-]$/u.test(item.text) && item.end === number.start);
  const spendNumber = () =>
    spend(number === undefined ? [] : [number, ...withCue(clause, "move", "from")], "a step");
  const { text } = symbolsOf(clause);
  const transfer = transferOf(clause);
  if (transfer !== null) {
    const [from = [], to = []] = (transfer === "second" ? named.toReversed() : named).map(
      (one) => one.signals,
    );
    let part: Pick<Taken, "by" | "of"> = { by: /\beach\b/u.test(text) ? size : size / from.length };
    if (value === undefined && has(clause, "void", "ignore")) part = { by: 1, of: "share" };
    else if (factor !== null && factor.times > 1) part = { by: factor.times - 1, of: "own" };
    else if (factor !== null) part = { by: 1 - factor.times, of: "share" };
    else if (isPartOf(clause, number)) part = { by: size, of: "share" };
    give(
      from.map((signal) => ({ ...part, from: signal })),
      to,
      said,
    );
    spend(
      part.by === 1 && part.of === "share"
        ? clause.items
        : [...(factor === null ? [] : [factor.item]), ...withCue(clause, "from")],
      "a step",
    );
    spendNumber();
    return true;
  }
  const from = clause.items.find((item) => item.cues.has("from") && !item.cues.has("ignore"));
  const to = /\b(?:to|into|towards)\b/u.test(text) || has(clause, "favour");
  const than = clause.items.some(
    ({ cues, text }) => text === "than" || cues.has("over") || cues.has("under") || cues.has("as-much"),
  );
  const exactly = (by: number, used: readonly Item[] = []) => {
    said.steps.push(...signals.map((signal) => ({ signal, by, from: null, exact: true })));
    spend(used, "a step");
    spendNumber();
    return true;
  };
  const pronoun =
    sinceNow(clause) === null && clause.items.some((item) => /^(?:it|them|that|this)$/u.test(item.text));
  if (than && (signals.length > 1 || (pronoun && before.length > 0))) return false;
  if (signed !== undefined && value !== undefined && signals.length === 1)
    return exactly(signed.text === "+" ? size : -size, [signed]);
  // "shift 20 points to growth"
  if (
    value?.kind === "points" &&
    to &&
    signals.length === 1 &&
    has(clause, "move", "from") &&
    !has(clause, "less")
  )
    return exactly(size);
  if (value?.kind === "points" && signals.length === 1 && takesOut(clause))
    return exactly(-size, withCue(clause, "ignore", "lift"));
  // "take ten points off runway"
  // "knock 5 points off everything but runway" takes none of runway.
  const takes =
    from !== undefined &&
    !has(clause, "except") &&
    !to &&
    value !== undefined &&
    (signals.length === 1 || /\beach\b/u.test(text)) &&
    from.end <= (named[0]?.start ?? 0) &&
    (clause.items[clause.items.indexOf(from) - 1] === number ||
      /\b(?:take|knock|shave|pull|strip|lop|cut|remove)\b/u.test(textOf(clause)));
  if (takes) return exactly(-size, [from]);
  const moves = directionsOf(clause, named);
  // "take category down to zero": all of it.
  if (moves.length === 0 || /\bto (?:zero|nothing|nil)$/u.test(textOf(clause))) return false;
  if (has(clause, "not") && !has(clause, "too-much")) {
    // "not more growth", "don't let growth drop": nothing grows or falls by that.
    for (const { signal, direction } of moves) if (direction < 0) said.levels.set(signal, "spare");
    const spared = moves.every(({ direction }) => direction < 0);
    if (spared) spend(withCue(clause, "not"), "a step");
    return spared;
  }
  spend(withCue(clause, "not"), "a step");
  for (const { direction, signal } of moves)
    said.steps.push({
      signal,
      by: direction * size,
      from: null,
      ...(number === undefined ? {} : { exact: true }),
    });
  spendNumber();
  // "10 points less on category than by default": a step is from where it is.
  const now = sinceNow(clause);
  // "growth first less than before": which of the two is not said.
  const alone = !clause.items.some(
    (item) =>
      item !== now?.item &&
      ["more", "less", "first", "strong", "last"].some((cue) => item.cues.has(cue as Cue)),
  );
  const since = clause.items.findIndex((item) => (alone && item === now?.item) || item.text === "than");
  if (since >= 0) spend(clause.items.slice(since), "a step");
  return true;
}
