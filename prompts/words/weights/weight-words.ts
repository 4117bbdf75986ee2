import { DEFAULT_WEIGHTS } from "../../../tiering/index.ts";
import { describesAccounts } from "../clauses/bound-words.ts";
import { type Clause, has, ofKind, textOf } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import { compares, denies } from "../clauses/turns.ts";
import type { Item } from "../items/item.ts";
import { NOUNS } from "../items/item-lists.ts";
import { ORDERS } from "../items/order-words.ts";
import { isOpaque } from "./opaque.ts";
import { finish, isNoun, LAST, rankInOrder, type SaidWeights, signalsOf } from "./said-weights.ts";
import type { StatedWeights } from "./stated-weights.ts";
import { levelOf, rankOf, windowOf } from "./weight-levels.ts";
import { readOver, surpasses } from "./weight-orders.ts";
import { readUnnamed } from "./weight-rest.ts";
import { readStep, readSwap } from "./weight-steps.ts";

const REMOVED =
  /^(?:removed|deleted|excluded|dropped|scrapped|ditched|killed|thrown out|left out|out|off|gone|away|dead|off the table|out of .*)$/u;

/** Reads a clause that names signals; false where it says nothing of them. */
export function readWords(clause: Clause, said: SaidWeights, stated: StatedWeights): boolean {
  const named = ofKind(clause, "signal").filter((item) => !isNoun(item, clause));
  const signals = signalsOf(named);
  if (signals.length === 0) return readUnnamed(clause, said);
  // "leave everything as it is except for runway": runway changes, but how is said elsewhere, if at all.
  if (has(clause, "except") && /\b(?:as (?:it|they) (?:is|are)|unchanged|the same)\b/u.test(textOf(clause)))
    return false;
  // "I'm not saying drop growth", "not because of growth": nothing is said of it, but "it" is growth now.
  if (/\bnot (?:saying|suggesting|asking)\b|^(?:but |and )?not (?:because|due)\b/u.test(textOf(clause))) {
    spend(clause.items, "nothing");
    said.last = signals;
    return true;
  }
  const before = said.last;
  const order = ORDERS.find(([pattern]) => pattern.test(textOf(clause)));
  const listed = [
    ...new Set(clause.tie === "comma" && signals.length === 1 ? [...before, ...signals] : signals),
  ];
  if (order !== undefined && listed.length > 1) {
    said.last = listed;
    for (const signal of listed) said.levels.set(signal, "plain");
    rankInOrder(order[1] === "down" ? listed : listed.toReversed(), said);
    spend(clause.items, "weights");
    return true;
  }
  if (selects(clause, named) || deniesVerb(clause) || comparesNothing(clause, named)) return false;
  // "put geo where runway is": in whose place that leaves the other, is not said.
  if (named.some((item) => clause.items[clause.items.indexOf(item) - 1]?.text === "where")) return false;
  // "put category back to where it was", "bring geo back"
  const back =
    /\bback to (?:where|what|how|normal|default|its|the)\b|^(?:(?:and|please|ok|now|actually|no|but) )*(?:bring|put|take|want|get|have|need) (?:\S+ ){1,3}back(?: in)?(?: please)?$/u;
  if (back.test(textOf(clause))) {
    for (const signal of signals)
      stated.stated.push({ signal, amount: { value: DEFAULT_WEIGHTS[signal], kind: "share", digits: "" } });
    spend(clause.items, "the default weight");
    return true;
  }
  // "make category a fifth, take it off growth": how much that is, no plan tells; and growth is not gone.
  if (
    /\b(?:take|taking|get|pull|deduct) (?:it|that|this|them) (?:off|from|out of|away from) \S+$/u.test(
      textOf(clause),
    )
  )
    return false;
  // "now the same from category": what was taken then, no plan tells.
  if (/\b(?:the same|same again|again) (?:from|off|out of)\b/u.test(textOf(clause))) return false;
  if (turns(clause, named, said)) return true;
  said.last = signals;
  // "don't make it all about growth", "not just growth": no more than what counts beside it.
  const sole = clause.items.findIndex(({ cues }) => cues.has("only"));
  if (clause.items.slice(0, sole + 1).some(denies) && !has(clause, "ignore", "void", "stop", "except")) {
    for (const signal of signals) said.most.push({ signal, than: signal === "runway" ? "growth" : "runway" });
    finish(clause, named, "weights", true);
    return true;
  }
  // "nobody asked for growth to be removed", "geo is not gone": it counts as it does.
  const removed = clause.items.findLast(({ text }) => REMOVED.test(text));
  if (
    removed &&
    clause.items
      .slice(0, clause.items.indexOf(removed))
      .some((item) => denies(item) || /^no(?:body| one) asked for$/u.test(item.text))
  ) {
    for (const signal of signals) if (!said.levels.has(signal)) said.levels.set(signal, "spare");
    finish(clause, [...named, removed], "weights", true);
    return true;
  }
  if (
    readSwap(clause, signals, said) ||
    surpasses(clause, named, said, before) ||
    readStep(clause, named, said, before) ||
    readOver(clause, named, said, before)
  ) {
    finish(clause, named, "weights");
    return true;
  }
  said.opaque = isOpaque(clause, named) ? [...clause.items] : [];
  if (said.opaque.length > 0) return false;
  named.forEach((item, at) => {
    // "accelerating customers in fast-growing sectors": where they are, not what counts.
    const inside =
      at > 0 &&
      /^(?:in|within|inside|across)$/u.test(clause.items[clause.items.indexOf(item) - 1]?.text ?? "");
    if (inside) return;
    const window = named.length === 1 ? clause.items : windowOf(clause, named, at);
    const level = levelOf(window, item, clause);
    for (const signal of item.signals) {
      const rank = isPassed(item, clause) ? 0 : rankOf(window, clause, said, signals);
      // What has a place in the order after all is not left out, whatever was told before.
      const returns = rank !== null && rank !== LAST && said.levels.get(signal) === "zero";
      if (level !== "plain" || rank === 0 || returns || !said.levels.has(signal))
        said.levels.set(signal, level);
      if (rank !== null && level !== "zero") said.ranks.set(signal, rank);
    }
  });
  if (/\bin (?:that|this|the same) order\b/u.test(textOf(clause))) rankInOrder(signals, said);
  const same = has(clause, "even") || /\b(?:the )?same$/u.test(textOf(clause));
  if (same && signals.length > 1 && !has(clause, "not")) {
    said.equal = signals;
    // "growth is a little too strong, make it and runway the same"
    const apart = said.steps.filter(({ signal }) => !signals.includes(signal));
    said.steps.splice(0, said.steps.length, ...apart);
    spend(
      clause.items.filter(({ text }) => text === "same"),
      "weights",
    );
  }
  if (has(clause, "nothing-else")) said.rest = "zero";
  finish(clause, named, "weights", true);
  return true;
}

/** "only move accounts that are growing", "the other industries are out": of accounts, which no weight chooses. */
function selects(clause: Clause, named: readonly Item[]): boolean {
  const rules =
    has(clause, "accounts") &&
    (has(clause, "only", "hold", "move", "fall") || (has(clause, "rise") && !has(clause, "wish")));
  if (describesAccounts(clause, named)) return true;
  return named.some((item) => {
    const at = clause.items.indexOf(item);
    const [before, verb] = [clause.items[at - 1], clause.items[at - 2]];
    const relative =
      /^(?:are|is|have|has|keep|still)$/u.test(before?.text ?? "") &&
      /^(?:that|which|who)$/u.test(verb?.text ?? "");
    const rest = /\bothers?$/u.test(before?.text ?? "") && NOUNS.test(item.text);
    return rest || (rules && relative);
  });
}

/** "growth is overrated, headroom isn't": the other way than the signals of the clause before. */
function turns(clause: Clause, named: readonly Item[], said: SaidWeights): boolean {
  const [first, more] = signalsOf(named);
  const denies =
    /\b(?:is|are|does|do|was) not$/u.test(textOf(clause)) &&
    clause.items.indexOf(named.at(-1) as Item) === clause.items.length - 3;
  const levels = said.last.map((signal) => said.levels.get(signal));
  const [level] = levels;
  if (!denies || first === undefined || more !== undefined || level === undefined || clause.tie === "stop")
    return false;
  said.levels.set(first, level === "zero" || level === "faint" ? "strong" : "zero");
  said.last = [first];
  spend(clause.items, "weights");
  return true;
}

/** "use KPI more than runway": a comparison whose other side is no signal. */
function comparesNothing(clause: Clause, [first]: readonly Item[]): boolean {
  const before = first && clause.items[clause.items.indexOf(first) - 1];
  return clause.tie === "stop" && before !== undefined && before !== clause.items[0] && compares(before);
}

/** "don't hold growth": what is denied of a verb that takes away may mean either. */
function deniesVerb(clause: Clause): boolean {
  const at = clause.items.findIndex((item) => item.became === null && item.cues.has("not"));
  const [verb, next] = at < 0 ? [] : clause.items.slice(at + 1);
  // "don't stop counting category": it goes on as it is.
  if (verb?.text === "stop" && /^(?:count|consider|weigh|look|us|car)\w*ing\b/u.test(next?.text ?? ""))
    return false;
  return (
    verb !== undefined &&
    verb.kind === "word" &&
    /^(?:hold|freeze|lock|cap|limit|protect|stop|overweight|overdo|overemphasi[sz]e|overstate|exaggerate)$/u.test(
      verb.text,
    )
  );
}

/** "growth second, after geography": what something else comes after. */
function isPassed(item: Item, { items }: Clause): boolean {
  return items.indexOf(item) > 1 && items[items.indexOf(item) - 1]?.text === "after";
}
