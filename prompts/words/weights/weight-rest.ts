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
import { PROPORTIONS } from "./weight-numbers.ts";
import { factorOf } from "./weight-ratios.ts";

const CEILING =
  /\b(?:no|not|never|nothing|none)\b.*\b(?:signal|driver|factor|weight|criterion|one)s?\b.*\b(?:above|more than|over|exceeds?|beyond|bigger than|higher than|than)\b/u;
const POLITE = "(?:(?:and|but|so|though|please|yet|just|i|we|would|should|could|can) )*";
const STILL_COUNTS = new RegExp(
  `^${POLITE}(?:keep|leave) (?:it|them|that) (?:in|on board|alive|in there|in it|in the mix|in the score)$|^${POLITE}(?:do )?(?:not|never) (?:want (?:it|them|that) )?(?:to )?(?:quite |entirely |completely |make |set |put |go |drop |take |leave |kick |cut |kill |lose |throw |bin |ignore |forget |remove |scrap |be )*(?:it|them|that|to|at|zero|0|nothing|nil|out|away|off|gone|dropped|killed|ignored)(?: (?:to|at|zero|0|out|away|off|either|entirely|completely|altogether|please))*$`,
  "u",
);

const TEMPERS =
  /^(?:but )?not (?:hugely|massively|dramatically|drastically|loads|wildly|too much|so much|by much|a lot|much)(?: more| less| though)?$/u;
const OF_SIZE =
  /^(?:(?:and|but|so) )*(?:not (?:by|on) size|(?:their |its |the )?size (?:does not|should not|must not) (?:matter|count)|(?:their |its |the )?size is (?:\S+ )?(?:vanity|irrelevant|noise|nothing|no matter|unimportant)|(?:i|we) do not (?:mind|care)(?: if| how)? (?:they are )?(?:small|big|large|tiny)(?: they are)?)$/u;

/** What a clause without a signal says of the weights: "the rest evenly", "nothing else", "equal weights". */
export function readUnnamed(clause: Clause, said: SaidWeights): boolean {
  // "…, without moving the big ones": of accounts, not of the weights before.
  if (boundWords(clause).size > 0) return false;
  // "growth first, size is vanity": no signal is the size.
  if (OF_SIZE.test(textOf(clause))) {
    spend(clause.items, "size counts nowhere");
    return true;
  }
  // "And industry? Halve it.", "half of it will do": of the signal before, whose name alone said nothing yet.
  const half = clause.items.find(({ amounts: [amount] }) => amount?.value === 0.5);
  const factor = factorOf(clause) ?? (half && { item: half, times: 0.5 }) ?? null;
  const [it, ...others] = said.last;
  if (
    factor !== null &&
    it !== undefined &&
    others.length === 0 &&
    /^(?:(?:and|just|please) )*(?:halve|double|triple|twice|half|half of) (?:it|that|what (?:it|that) (?:is|has|was)(?: now| today)?)(?: will do| would do| is enough| is plenty)?$/u.test(
      textOf(clause).trim(),
    )
  ) {
    if (/^(?:plain|also)$/u.test(said.levels.get(it) ?? "")) said.levels.delete(it);
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
  // "a little more growth. Not hugely, …": by a little.
  const tempered = said.steps.at(-1);
  if (TEMPERS.test(textOf(clause)) && tempered !== undefined && tempered.exact !== true) {
    said.steps[said.steps.length - 1] = { ...tempered, by: Math.sign(tempered.by) * 0.05 };
    spend(clause.items, "by a little");
    return true;
  }
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
        clause.items.filter(({ text }) => PROPORTIONS.test(text)),
        "the rest",
      );
      said.rest = has(clause, "even") && said.last.length > 0 ? "even" : "kept";
      spendAll("rest", "hold");
      return true;
    }
    if (said.last.length > 0) {
      if (zero) said.rest = faint ? "faint" : "zero";
      else if (has(clause, "even")) said.rest = "even";
      else if (has(clause, "weak", "faint")) said.rest = "faint";
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
  if (has(clause, "default") && !has(clause, "rule")) {
    said.reset = true;
    spendAll("default");
    return true;
  }
  const alike = isAlike(clause);
  const weighs = /weight|signal|factor|four|everything|everyone/u.test(textOf(clause)) || has(clause, "all");
  const plainly = weighs || clause.items.every((item) => item.cues.size > 0 || item.kind === "stop");
  if (
    alike ||
    (has(clause, "even") &&
      !/\bsame weight(?:s|ing)\b/u.test(textOf(clause)) &&
      !clause.items.some(denies) &&
      plainly)
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
  const swaps = has(clause, "swap") && !has(clause, "hybrid", "kpi", "direct");
  if (swaps && clause.items.every(({ kind }) => kind === "word")) {
    said.swap = "largest";
    spendAll("swap");
    return true;
  }
  // "…, only smaller", "…, just to weigh less"
  const lessens =
    /^(?:but |and )?(?:only|just|merely) (?:to |that |a bit )?(?:\S+ )?\S+$/u.test(textOf(clause)) &&
    has(clause, "less");
  const pronoun =
    lessens ||
    clause.items.some((item) =>
      /^(?:(?:(?:make|keep|put|set|turn) )?(?:it|them|that|this)|these|those|both|it should be)$/u.test(
        item.text,
      ),
    );
  // "make them equal": of the signals just named.
  const things = ofKind(clause, "amount", "values", "tier");
  if (has(clause, "even") && pronoun && said.last.length > 1 && things.length === 0) {
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
    (pronoun || /^(?:(?:just|but|only|though) )*not\b/u.test(textOf(clause))) &&
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
  // "drop it": all of it.
  const falls = withCue(clause, "fall").some(({ cues }) => !cues.has("ignore"));
  const direction =
    now?.direction ?? (has(clause, "less", "too-much") || falls ? -1 : has(clause, "more") ? 1 : 0);
  // "growth, but less than last time": named to be changed, not to count more.
  if (now !== null) for (const signal of said.last) said.levels.delete(signal);
  if (now !== null) {
    // "a bit more growth, just a bit more than now": once.
    said.steps.splice(
      0,
      said.steps.length,
      ...said.steps.filter(({ exact, signal }) => exact === true || !said.last.includes(signal)),
    );
    spend(clause.items.slice(clause.items.indexOf(now.item)), "a step");
  }
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
  finish(clause, [...withCue(clause, "void", "not"), ...(now === null ? [] : [now.item])], "weights");
  return true;
}
