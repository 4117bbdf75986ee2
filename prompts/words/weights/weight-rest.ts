import { SIGNALS } from "../../../tiering/index.ts";
import { boundWords } from "../clauses/bound-words.ts";
import { type Clause, has, ofKind, textOf, withCue } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import { denies } from "../clauses/turns.ts";
import { strangersOf } from "../clauses/unused.ts";
import type { Cue } from "../items/cue-words.ts";
import { ORDERS } from "../items/order-words.ts";
import { finish, LAST, rankInOrder, type SaidWeights } from "./said-weights.ts";
import { sinceNow, sizeOf } from "./weight-directions.ts";
import { factorOf } from "./weight-ratios.ts";

const CEILING =
  /\b(?:no|not|never|nothing|none)\b.*\b(?:signal|driver|factor|weight|criterion|one)s?\b.*\b(?:above|more than|over|exceeds?|beyond|bigger than|higher than|than)\b/u;
const STILL_COUNTS =
  /^(?:(?:and|but|so|though|please|yet|just) )*(?:keep|leave) (?:it|them|that) (?:in|on board|in there|in it|in the mix|in the score)$|^(?:(?:and|but|so|though|please|yet|just) )*(?:do )?(?:not|never) (?:quite |entirely |completely |make it |set it |put it |go |drop |take |leave |kick |cut )*(?:it |them |that )?(?:to |at )?(?:zero|0|nothing|nil|out|away|off)(?: entirely| completely| altogether| please)*$/u;

/** What a clause without a signal says of the weights: "the rest evenly", "nothing else", "equal weights". */
export function readUnnamed(clause: Clause, said: SaidWeights): boolean {
  // "…, without moving the big ones": of accounts, not of the weights before.
  if (boundWords(clause).size > 0) return false;
  // "And industry? Halve it.": of the signal before, whose name alone said nothing yet.
  const factor = factorOf(clause);
  const [it, ...others] = said.last;
  if (
    factor !== null &&
    it !== undefined &&
    others.length === 0 &&
    /^(?:halve|double|triple|twice) (?:it|that)$/u.test(textOf(clause).trim())
  ) {
    if (said.levels.get(it) === "plain") said.levels.delete(it);
    said.scales.push({ signal: it, factor: factor.times });
    spend(clause.items, "a factor");
    return true;
  }
  // "no signal above 30 percent"
  const [most, ...more] = ofKind(clause, "amount").flatMap((item) => [...item.amounts]);
  if (most?.kind === "share" && more.length === 0 && CEILING.test(textOf(clause))) {
    said.ceiling = most.value;
    spend(clause.items, "a ceiling of each weight");
    return true;
  }
  // "…, but not zero", "though don't take it out": it still counts.
  if (STILL_COUNTS.test(textOf(clause)) && said.last.length > 0) {
    for (const signal of said.last) if (said.levels.get(signal) === "zero") said.levels.set(signal, "faint");
    spend(clause.items, "still counts");
    return true;
  }
  const spendAll = (...cues: readonly Cue[]) => finish(clause, withCue(clause, ...cues), "weights");
  // "… just less than the other two": than those that were not named.
  const compared = withCue(clause, "under", "over").find(({ text }) => /than$/u.test(text));
  if (compared !== undefined && has(clause, "rest") && said.last.length > 0) {
    const under = compared.cues.has("under");
    for (const a of said.last)
      for (const b of SIGNALS)
        if (!said.last.includes(b)) said.over.push(under ? { a: b, b: a, times: 2 } : { a, b, times: 2 });
    spendAll("under", "over", "rest");
    return true;
  }
  if (has(clause, "rest", "nothing-else")) {
    const zero = has(clause, "ignore", "void", "not", "nothing-else");
    const faint = clause.items.some((item) => /^(?:much|that much|so much)$/u.test(item.text));
    if (has(clause, "hold") && !zero) {
      spend(
        clause.items.filter(({ text }) =>
          /^(?:proportions?|ratios?|relations?|relative|balance)$/u.test(text),
        ),
        "the rest",
      );
      if (has(clause, "even") && said.last.length > 0) said.rest = "even";
      spendAll("rest", "hold");
      return true;
    }
    if (said.last.length > 0) {
      said.rest = zero
        ? faint
          ? "faint"
          : "zero"
        : has(clause, "even")
          ? "even"
          : has(clause, "weak", "faint")
            ? "faint"
            : said.rest;
      spendAll("rest", "nothing-else", "ignore", "void", "not");
      return true;
    }
  }
  const order = ORDERS.find(([pattern]) => pattern.test(textOf(clause)))?.[1];
  if ((order !== undefined || /\bin (?:that|this) order\b/u.test(textOf(clause))) && said.last.length > 1) {
    rankInOrder(order === "up" ? said.last.toReversed() : said.last, said);
    spend(clause.items, "weights");
    return true;
  }
  const weighs = clause.items.some((item) =>
    /weight|signal|factor|four|everything|everyone/u.test(item.text),
  );
  if (has(clause, "default") && !has(clause, "rule")) {
    said.reset = true;
    spendAll("default");
    return true;
  }
  const alike = isAlike(clause);
  if (
    (has(clause, "even") || alike) &&
    (alike || !clause.items.some(denies)) &&
    (alike ||
      weighs ||
      clause.items.every((item) => item.cues.size > 0 || item.kind === "stop") ||
      has(clause, "all"))
  ) {
    said.equal = SIGNALS;
    if (alike)
      spend(
        withCue(clause, "again", "even", "all", "each", "not", "than", "over", "more", "matter", "must"),
        "weights",
      );
    spendAll("even", "all", "each", "not");
    return true;
  }
  if (
    has(clause, "swap") &&
    !has(clause, "hybrid", "kpi", "direct") &&
    !clause.items.some((item) => item.kind !== "word")
  ) {
    said.swap = "largest";
    spend(withCue(clause, "swap"), "swapped weights");
    spendAll();
    return true;
  }
  const pronoun = clause.items.some((item) =>
    /^(?:it|them|that|this|these|those|both|it should be)$/u.test(item.text),
  );
  // "make them equal": of the signals just named.
  if (
    has(clause, "even") &&
    pronoun &&
    said.last.length > 1 &&
    ofKind(clause, "amount", "values", "tier").length === 0
  ) {
    for (const signal of said.last) said.levels.delete(signal);
    said.equal = said.last;
    spendAll("even", "each", "all");
    return true;
  }
  // "potential first, churn risk doesn't matter": what is said of something else is not of potential.
  const other = clause.items.some(
    (item) => ["column", "values", "tier", "account"].includes(item.kind) || strangersOf([item]).length > 0,
  );
  if (other) return false;
  // "minimal disruption please", "because everything is frozen": of moves.
  if (!pronoun && has(clause, "move", "hold", "rise", "fall")) return false;
  // "but none of the small ones": of accounts.
  if (clause.items.some(denies) && /\b(?:ones|guys|shops|fish|fry)\b/u.test(textOf(clause))) return false;
  const tied = clause.tie !== "stop" || pronoun;
  if (said.last.length === 0 || !tied) return false;
  return readOfLast(clause, said, pronoun);
}

/** "the same weights for everything", "no signal should count more than another": not those of the plan in force. */
export function isAlike(clause: Clause): boolean {
  const same = clause.items.some((item) =>
    /^(?:the )?(?:same(?: weights?| weighting)?|identical(?: weights?)?)$/u.test(item.text),
  );
  return (
    (same && has(clause, "all", "each") && !has(clause, "hold")) ||
    /\bno (?:signal|weight|factor|kpi|criterion|driver)\b.*\bthan (?:another|any other|(?:the )?others?)\b/u.test(
      textOf(clause),
    )
  );
}

/** "Geography? couldn't care less", "ease it down": said of the signals of the clause before. */
function readOfLast(clause: Clause, said: SaidWeights, pronoun: boolean): boolean {
  // "don't let it lead either", "it must not be the main factor": less than what leads else.
  if (
    pronoun &&
    /\b(?:not|never) (?:\S+ ){0,3}(?:lead|dominate|main|top|first|biggest|deciding|decisive|leading|number one)\b/u.test(
      textOf(clause),
    )
  ) {
    for (const signal of said.last)
      said.over.push({ a: signal === "runway" ? "growth" : "runway", b: signal, times: 2 });
    spend(clause.items, "less than another");
    return true;
  }
  const strength =
    has(clause, "void") || has(clause, "ignore") || (has(clause, "not") && has(clause, "matter", "degree"))
      ? "zero"
      : has(clause, "faint")
        ? "faint"
        : has(clause, "weak")
          ? "weak"
          : has(clause, "strong")
            ? "strong"
            : null;
  const now = sinceNow(clause);
  const direction =
    now?.direction ?? (has(clause, "less", "too-much", "fall") ? -1 : has(clause, "more") ? 1 : 0);
  // "growth, but less than last time": named to be changed, not to count more.
  if (now !== null) for (const signal of said.last) said.levels.delete(signal);
  if (direction !== 0 && (pronoun || now !== null))
    for (const signal of said.last) said.steps.push({ signal, by: direction * sizeOf(clause), from: null });
  // "growth should not go, but it should be the least of the four"
  else if (
    pronoun &&
    direction === 0 &&
    strength === null &&
    has(clause, "last", "first") &&
    !has(clause, "except", "not", "only")
  )
    for (const signal of said.last) {
      said.levels.set(signal, "plain");
      said.ranks.set(signal, has(clause, "last") ? LAST : 0);
    }
  else if (strength !== null && (pronoun || clause.items.length <= 5))
    for (const signal of said.last) said.levels.set(signal, strength);
  else return false;
  spend(said.opaque, "a story");
  said.opaque = [];
  finish(clause, withCue(clause, "void", "not"), "weights");
  return true;
}
