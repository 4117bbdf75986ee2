import type { Signal } from "../../../tiering/index.ts";
import { type Clause, has, ofKind, textOf, withCue } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import type { Item } from "../items/item.ts";
import { type SaidWeights, signalsOf } from "./said-weights.ts";
import type { StatedWeights } from "./stated-weights.ts";
import { directionsOf, sinceNow, sizeOf } from "./weight-directions.ts";
import { factorOf } from "./weight-ratios.ts";
import { GIVEN, isPartOf, PAID, takenBefore } from "./weight-transfers.ts";

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
    signals.length === 1 &&
    (!has(clause, "as-much", "than") || AS_TODAY.test(textOf(clause)))
  ) {
    said.scales.push({ signal: signals[0] as Signal, factor: factor.times });
    spend([factor.item], "a factor");
    return true;
  }
  const amount = ofKind(clause, "amount").find((item) =>
    ["share", "points"].includes(item.amounts[0]?.kind ?? ""),
  );
  const plain = ofKind(clause, "amount").find((item) => item.amounts[0]?.kind === "plain");
  const number = amount ?? plain;
  const value = number?.amounts[0];
  const size =
    value === undefined ? sizeOf(clause) : value.kind === "plain" ? value.value / 100 : value.value;
  const signed =
    number === undefined
      ? undefined
      : clause.items.find((item) => /^[+-]$/u.test(item.text) && item.end === number.start);
  const from = clause.items.find((item) => item.cues.has("from") && !item.cues.has("ignore"));
  const to = clause.items.find(
    (item) =>
      item.text === "to" || item.text === "into" || item.cues.has("favour") || item.text === "towards",
  );
  const spendNumber = () =>
    spend(number === undefined ? [] : [number, ...withCue(clause, "move", "from")], "a step");
  if (from !== undefined && signals.length === 2 && to !== undefined) {
    const source = named.find((item) => item.start >= from.end)?.signals[0];
    const target = named.find((item) => item.start >= to.end)?.signals[0];
    if (source !== undefined && target !== undefined && source !== target) {
      said.steps.push({ signal: target, by: size, from: source });
      spendNumber();
      return true;
    }
  }
  // "raise category by five points at the expense of growth"
  if (from !== undefined && signals.length === 2 && to === undefined && /expense|cost/u.test(from.text)) {
    const [target, source] = signals as [Signal, Signal];
    const ordered = named.every((item) => item.signals[0] === (item.start < from.start ? target : source));
    if (ordered && has(clause, "more", "resize")) {
      said.steps.push({ signal: target, by: size, from: source });
      spendNumber();
      return true;
    }
  }
  // "put the geo bit on category instead"
  const given =
    /\b(?:bit|part|weight|share|piece|points|portion|slice)$/u.test(
      clause.items[clause.items.indexOf(named[0] as Item) + 1]?.text ?? "",
    ) &&
    /^(?:(?:please|and|then) )*(?:put|move|shift|give|add) (?:the |its )?$/u.test(
      clause.items
        .slice(0, clause.items.indexOf(named[0] as Item))
        .map(({ text }) => `${text} `)
        .join(""),
    ) &&
    /^(?:on|to|onto|into)$/u.test(
      clause.items[clause.items.indexOf(named[1] ?? (named[0] as Item)) - 1]?.text ?? "",
    );
  if (given && signals.length === 2 && number === undefined) {
    said.steps.push({ signal: signals[1] as Signal, by: 1, from: signals[0] as Signal });
    spend(clause.items, "a step");
    return true;
  }
  const favour = withCue(clause, "favour")[0];
  if (favour !== undefined) {
    const ahead = signalsOf(named.filter((item) => item.end <= favour.start));
    const target = named.find((item) => item.start >= favour.end)?.signals[0];
    const gone = before.find((signal) => signal !== target && said.levels.get(signal) === "zero");
    if (target !== undefined && (gone !== undefined || ahead.length > 0)) {
      said.steps.push({
        signal: target,
        by: gone === undefined ? size : 1,
        from: gone ?? (ahead[0] as Signal),
        ...(gone === undefined && isPartOf(clause, number) ? { of: "share" } : {}),
      });
      spendNumber();
      return true;
    }
  }
  // "take 10 points from runway and give them to geo", "halve growth, what is freed goes to geo"
  const taken = GIVEN.test(textOf(clause)) ? takenBefore(said, stated) : null;
  if (taken !== null && signals.length > 0 && !signals.includes(taken.from as Signal)) {
    for (const signal of signals) said.steps.push({ ...taken, signal, by: taken.by / signals.length });
    spend(clause.items, "a step");
    return true;
  }
  const zeroed = before.filter((signal) => said.levels.get(signal) === "zero");
  if (zeroed.length === 1 && signals.length === 1 && signals[0] !== zeroed[0] && GIVEN.test(textOf(clause))) {
    said.levels.delete(zeroed[0] as Signal);
    said.steps.push({ signal: signals[0] as Signal, by: 1, from: zeroed[0] as Signal });
    spend(clause.items, "a step");
    return true;
  }
  const than = clause.items.find(
    (item) =>
      item.text === "than" || item.cues.has("over") || item.cues.has("under") || item.cues.has("as-much"),
  );
  const pronoun =
    sinceNow(clause) === null && clause.items.some((item) => /^(?:it|them|that|this)$/u.test(item.text));
  if (than !== undefined && (signals.length > 1 || (pronoun && before.length > 0))) return false;
  if (signed !== undefined && value !== undefined && signals.length === 1) {
    said.steps.push({
      signal: signals[0] as Signal,
      by: signed.text === "+" ? size : -size,
      from: null,
      exact: true,
    });
    spend([signed], "a step");
    spendNumber();
    return true;
  }
  // "take them from runway", "growth pays for it": what was added before comes from there.
  const paid = PAID.test(textOf(clause));
  if (
    paid &&
    stated.raised !== null &&
    stated.raised.by > 0 &&
    said.steps.length === 0 &&
    !signals.includes(stated.raised.signal)
  ) {
    stated.stated.pop();
    said.steps.push({ ...stated.raised, from: null });
    stated.raised = null;
  }
  const pending = said.steps.at(-1);
  if (
    (paid ||
      (from !== undefined && clause.items.some((item) => /^(?:them|it|that|those)$/u.test(item.text)))) &&
    signals.length > 0 &&
    pending?.from === null &&
    pending.by > 0
  ) {
    said.steps.pop();
    if (paid) spend(clause.items, "a step");
    for (const signal of signals)
      said.steps.push({ ...pending, by: pending.by / signals.length, from: signal });
    return true;
  }
  // "shift 20 points to growth"
  if (
    value?.kind === "points" &&
    to !== undefined &&
    signals.length === 1 &&
    has(clause, "move", "from") &&
    !has(clause, "less")
  ) {
    said.steps.push({ signal: signals[0] as Signal, by: size, from: null, exact: true });
    spendNumber();
    return true;
  }
  // "take ten points off runway"
  const takes =
    from !== undefined &&
    to === undefined &&
    value !== undefined &&
    signals.length === 1 &&
    from.end <= (named[0]?.start ?? 0) &&
    (clause.items[clause.items.indexOf(from) - 1] === number ||
      /\b(?:take|knock|shave|pull|strip|lop|cut|remove)\b/u.test(textOf(clause)));
  if (takes) {
    said.steps.push({ signal: signals[0] as Signal, by: -size, from: null, exact: true });
    spend([from], "a step");
    spendNumber();
    return true;
  }
  const moves = directionsOf(clause, named);
  if (moves.length === 0) return false;
  if (has(clause, "not") && !has(clause, "too-much")) {
    // "not more growth", "don't let growth drop": nothing grows or falls by that.
    for (const { signal, direction } of moves) if (direction < 0) said.levels.set(signal, "spare");
    return moves.every(({ direction }) => direction < 0);
  }
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
