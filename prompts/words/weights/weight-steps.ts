import type { Signal } from "../../../tiering/index.ts";
import { type Clause, has, ofKind, textOf, withCue } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import { symbolsOf } from "../clauses/symbols.ts";
import type { Item } from "../items/item.ts";
import { labelledLines } from "../items/labelled-lines.ts";
import { type SaidWeights, signalsOf } from "./said-weights.ts";
import type { StatedWeights } from "./stated-weights.ts";
import { directionsOf, sinceNow, sizeOf } from "./weight-directions.ts";
import { factorOf } from "./weight-ratios.ts";
import { GIVEN, give, isPartOf, PAID, raisedBefore, type Taken, takenBefore } from "./weight-transfers.ts";

/** Reads "swap growth and runway": the weights of two signals change places; false for any other clause. */
export function readSwap(clause: Clause, signals: readonly Signal[], said: SaidWeights): boolean {
  const trades = /\b(?:switch|trade|change|exchange) (?:the )?\S+(?: \S+)? (?:for|with|and) /u.test(
    textOf(clause),
  );
  if (!(has(clause, "swap") || trades) || signals.length !== 2) return false;
  said.swap = [signals[0] as Signal, signals[1] as Signal];
  spend(
    clause.items.filter(
      ({ cues, text }) => cues.has("swap") || /^(?:switch|trade|change|exchange)$/u.test(text),
    ),
    "swapped weights",
  );
  return true;
}

/** What goes from one signal to another: which of the two loses it, or the first the whole of it, and the words that say so. */
const TRANSFERS = labelledLines<"first" | "second" | "whole">(String.raw`
  first: \b(?:from|off|out of) (?:\S+ )?S\b.*\b(?:to|into|onto|towards|on) (?:\S+ )?S\b
  second: \b(?:to|into|onto|towards) (?:\S+ )?S\b.*\b(?:from|off|out of) (?:\S+ )?S\b
  second: \b(?:more|raise|increase|double|triple|up|lift|boost|bump|push|add|give|make|get|bring|put)\b.*S\b.*\bat the (?:expense|cost) of (?:\S+ )?S\b
  whole: \b(?:put|move|shift|give|add|take|hand) (?:\S+ ){0,3}S(?: s)? (?:bit|part|weight|share|piece|points|portion|slice) (?:over )?(?:to|on|onto|into) S\b
  first: \bS (?:gives?|cedes?|hands?|pass(?:es)?|loses?)(?: over)? (?:N )?(?:each )?to S\b
  first: \bS\b.* (?:in favou?r of|to the benefit of|and give (?:it|them) to|and put it on|put that weight on|give that to) (?:\S+ )?S\b`).map(
  ([loses, words]) => ({ loses, pattern: new RegExp(words, "u") }),
);

/** How a clause takes from one of two signals for the other; undefined where it does not. */
export const transferOf = (clause: Clause): (typeof TRANSFERS)[number] | undefined =>
  ofKind(clause, "signal").length === 2
    ? TRANSFERS.find(({ pattern }) => pattern.test(symbolsOf(clause).text))
    : undefined;
/** "twice as much weight on geo as today" */
const AS_TODAY = /\bas (?:today|now|before|it has|it is)$/u;

/** "more growth", "growth up, region down", "10 points from geo to growth", "double geo". */
export function readStep(
  clause: Clause,
  named: readonly Item[],
  said: SaidWeights,
  before: readonly Signal[],
  stated: StatedWeights,
): boolean {
  const signals = signalsOf(named);
  const factor = factorOf(clause);
  if (
    factor !== null &&
    (signals.length === 1 || (named.length === 1 && factor.times < 1)) &&
    (!has(clause, "as-much", "than") || AS_TODAY.test(textOf(clause)))
  ) {
    said.scales.push(...signals.map((signal) => ({ signal, factor: factor.times })));
    spend([factor.item], "a factor");
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
  if (transfer !== undefined) {
    const { loses } = transfer;
    const [from = [], to = []] = (loses === "second" ? named.toReversed() : named).map((one) => one.signals);
    let part: Pick<Taken, "by" | "of"> = { by: /\beach\b/u.test(text) ? size : size / from.length };
    if (loses === "whole" || (value === undefined && has(clause, "void", "ignore")))
      part = { by: 1, of: "share" };
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
  // "take 10 points from runway and give them to geo", "halve growth, what is freed goes to geo"
  if ((GIVEN.test(textOf(clause)) || has(clause, "favour")) && signals.length > 0) {
    const taken = takenBefore(said, stated, before);
    if (taken.length > 0 && taken.every(({ from }) => !signals.includes(from))) {
      give(taken, signals, said);
      spend(clause.items, "a step");
      return true;
    }
  }
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
  // "take them from runway", "growth pays for it": what was added before comes from there.
  const paid = PAID.test(textOf(clause));
  const them = from !== undefined && /\b(?:them|it|that|those)\b/u.test(text);
  const raised = signals.length > 0 && (paid || them) ? raisedBefore(said, stated, signals) : null;
  if (raised !== null) {
    if (paid) spend(clause.items, "a step");
    said.steps.push(...signals.map((from) => ({ ...raised, by: raised.by / signals.length, from })));
    return true;
  }
  // "shift 20 points to growth"
  if (
    value?.kind === "points" &&
    to &&
    signals.length === 1 &&
    has(clause, "move", "from") &&
    !has(clause, "less")
  )
    return exactly(size);
  // "take ten points off runway"
  const takes =
    from !== undefined &&
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
    return moves.every(({ direction }) => direction < 0);
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
  const since = clause.items.findIndex(({ text }) => text === "than");
  if (since >= 0) spend(clause.items.slice(since), "a step");
  return true;
}
