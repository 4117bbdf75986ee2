import { SIGNALS, type Signal } from "../../tiering/index.ts";
import type { Item } from "./items.ts";
import type { MarkKind } from "./mark-words.ts";
import { marked, type Segment } from "./segments.ts";

/** Marks that make a segment a wish of its own, so that no "not" before it reaches in. */
const POSITIVE: readonly MarkKind[] = [
  "wish",
  "only",
  "strong",
  "first",
  "second",
  "third",
  "last",
  "more",
  "also",
  "even",
  "next",
  "but",
  "weak",
  "mild",
  "spare",
];

/** Which signals a message rules out, and which are all that it wants. */
export interface Polarity {
  readonly zero: ReadonlySet<Signal>;
  /** Non-empty where everything else is ruled out. */
  readonly only: ReadonlySet<Signal>;
}

/** Reads negations ("ignore region", "geography is irrelevant") and exclusive wishes ("only growth"). */
export function readPolarity(segments: readonly Segment[], items: readonly Item[]): Polarity {
  const zero = new Set<Signal>();
  const only = new Set<Signal>();
  let negating = false;
  let restricting = false;
  segments.forEach((segment, at) => {
    const follows = segment.tie === "and" || (segment.tie === "comma" && isBare(segment));
    const ownWish = marked(segment, ...POSITIVE);
    const continues = follows && !ownWish && segments[at - 1]?.sentence === segment.sentence;
    if (isExclusive(segment)) {
      for (const signal of segment.signals) {
        only.add(signal);
        zero.delete(signal);
      }
      restricting = true;
      negating = false;
      return;
    }
    const negated = negatedSignals(segment, negating && continues);
    for (const signal of negated) {
      // What is said last holds: "we only sell in Europe, so region is irrelevant".
      zero.add(signal);
      only.delete(signal);
    }
    if (negated.size === 0 && restricting && continues)
      for (const signal of segment.signals) only.add(signal);
    else restricting = restricting && continues;
    // "geo and category are irrelevant": the word that rules out stands behind the last of them.
    if (marked(segment, "out") && segment.tie === "and") ruleOutBefore(segments, at, zero);
    negating = negated.size > 0 && !marked(segment, "out");
  });
  if (items.some((item) => item.marks.has("nothing-else")) || rulesOutRest(items)) {
    for (const segment of segments)
      for (const signal of segment.signals) if (!zero.has(signal)) only.add(signal);
  }
  return { zero, only };
}

/** "drop the other two", "ignoring everything else", "the rest is out". */
function rulesOutRest(items: readonly Item[]): boolean {
  return items.some((item, at) => {
    if (!item.marks.has("rest")) return false;
    const [further, before] = [items[at - 2], items[at - 1]];
    const after = items[at + 1];
    const excepted = items.slice(at).some((later) => later.marks.has("except"));
    if (excepted) return false;
    if (before?.marks.has("neg") === true || after?.marks.has("out") === true) return true;
    return before?.signal === null && before.stop === 0 && further?.marks.has("neg") === true;
  });
}

function isBare(segment: Segment): boolean {
  // "done with growth, runway it is": a clause with a verb is no mere item of a list.
  return segment.items.every(
    (item) => item.signal !== null || (item.marks.size === 0 && !/^(?:is|are)$/u.test(item.text)),
  );
}

/** "only growth", "growth only", "all about growth", "nothing but growth", "ignore everything except growth". */
function isExclusive(segment: Segment): boolean {
  const { items } = segment;
  const except = items.findIndex((item) => item.marks.has("except"));
  if (except >= 0) {
    const before = items.slice(0, except);
    const behind = items.slice(except);
    // "set everything but growth to zero" says the same with the words the other way round.
    const rulesOut =
      before.some((item) => item.marks.has("neg")) || behind.some((item) => item.marks.has("out"));
    return rulesOut && behind.some((item) => item.signal !== null);
  }
  // "only …, region is irrelevant": the word behind the signal has the say.
  const out = items.findIndex((item) => item.marks.has("out"));
  if (out >= 0 && items.slice(0, out).some((item) => item.signal !== null)) return false;
  const at = items.findIndex((item) => item.marks.has("only"));
  if (at >= 0 && !items.slice(0, at).some((item) => item.marks.has("neg"))) {
    const after = items.slice(at + 1).findIndex((item) => item.signal !== null);
    // "we only have growth accounts left" is no wish; a few words between are.
    if (after >= 0 && after <= 4) return true;
    return after < 0 && items.slice(0, at).some((item) => item.signal !== null);
  }
  const just = items.findIndex((item) => item.text === "just" || item.text === "simply");
  if (just < 0) return false;
  const next = items.slice(just + 1);
  const first = next.findIndex((item) => item.signal !== null);
  return (
    first >= 0 &&
    first <= 1 &&
    !next.slice(0, first).some((item) => item.marks.size > 0 && !item.marks.has("wish"))
  );
}

function negatedSignals(segment: Segment, carried: boolean): Set<Signal> {
  const negated = new Set<Signal>();
  if (carried) for (const signal of segment.signals) negated.add(signal);
  let negating = false;
  const { items } = segment;
  items.forEach((item, at) => {
    if (item.marks.has("except")) negating = true;
    // "not" between two signals is "rather than": it reaches what follows only.
    else if (item.marks.has("neg") && !item.marks.has("out")) negating = true;
    else if (item.marks.has("instead")) negating = true;
    if (item.signal === null) return;
    if (negating) negated.add(item.signal);
    const rest = items.slice(at + 1);
    const out = rest.findIndex((next) => next.marks.has("out"));
    if (out >= 0) negated.add(item.signal);
  });
  // "geo is not something we look at": behind its signal, with none to follow.
  const last = items.findLastIndex((item) => item.signal !== null);
  const trailing = items.slice(last + 1).some((item, at, rest) => {
    if (!item.marks.has("neg")) return false;
    // "sector yes, territory no": a bare "no" counts only as the last word.
    return (
      !/^(?:no|without|never|minus|nor)$/u.test(item.text) ||
      (item.text === "no" && at === 0 && rest.length === 1)
    );
  });
  if (trailing && negated.size === 0 && last >= 0 && !rulesOutRest(items))
    negated.add(items[last]?.signal as Signal);
  if (marked(segment, "out") && negated.size === 0) for (const signal of segment.signals) negated.add(signal);
  return negated;
}

function ruleOutBefore(segments: readonly Segment[], at: number, zero: Set<Signal>): void {
  for (let before = at; before > 0; before--) {
    if (segments[before]?.tie === "stop" || segments[before]?.sentence !== segments[before - 1]?.sentence)
      return;
    const previous = segments[before - 1] as Segment;
    if (marked(previous, ...POSITIVE)) return;
    for (const signal of previous.signals) zero.add(signal);
    if (segments[before - 1]?.tie !== "and" && !isBare(previous)) return;
  }
}

/** The signals that are in no set of those given. */
export function others(...sets: readonly Iterable<Signal>[]): Signal[] {
  const taken = new Set(sets.flatMap((set) => [...set]));
  return SIGNALS.filter((signal) => !taken.has(signal));
}
