import { has, ofKind, textOf, withCue } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import { strangersOf } from "../clauses/unused.ts";
import type { Item } from "../items/item.ts";
import type { Who } from "../who/accounts-meant.ts";
import { exceptedEntries, holdEntries, outsideEntries, scopeEntries } from "../who/selector-entries.ts";
import { release, replaced } from "./frame-changes.ts";
import { add, listOf, type Means, outOfScope, replace, scoped } from "./list-entries.ts";

/** "Healthcare can only go up": it may not fall; "only Healthcare may rise" is another thing. */
export const oneWay =
  (rule: "mayRise" | "mayFall"): Means =>
  (slots) => {
    const { items } = slots.clause;
    const [only] = withCue(slots.clause, "only");
    const [first] = slots.who?.items ?? [];
    // "promotions in Africa only": who alone may, rather than all that they may.
    const verb = items.findIndex(({ cues }) => cues.has("rise") || cues.has("fall"));
    const noun = first !== undefined && verb < items.indexOf(first) && only === items.at(-1);
    const pronoun = /\bonly (?:they|these|those|it)\b/u.test(textOf(slots.clause));
    return only && first && items.indexOf(first) < items.indexOf(only) && !pronoun && !noun
      ? add(rule, outsideEntries)(slots)
      : null;
  };

/** "Silver and Bronze by potential": these are to be ranked. */
export const byWhich: Means = (slots) =>
  ofKind(slots.clause, "signal").length > 0 &&
  /\bby\b/u.test(textOf(slots.clause)) &&
  !slots.who?.located &&
  // "reward Retail by growth" favours it, "re-rank Retail by growth" ranks it.
  withCue(slots.clause, "wish").every(({ text }) =>
    /^(?:rank|ranking|rank by|tier by|sort by|go by)$/u.test(text),
  )
    ? replace("scope", scopeEntries)(slots)
    : null;

/** "may go up but not down": which way is denied. */
export const butNot =
  (way: "rise" | "fall", rule: "mayRise" | "mayFall"): Means =>
  (slots) => {
    const denied = slots.clause.items.findLastIndex((item) => item.cues.has("not"));
    const behind = slots.clause.items.slice(Math.max(0, denied));
    const goes = (item: Item) => item.cues.has(way) || item.text === (way === "rise" ? "up" : "down");
    return behind.some(goes) ? add(rule, outsideEntries)(slots) : null;
  };

/** A wish for a segment; "Africa over Europe" is none that a rule could say. */
export const favoured: Means = (slots) => {
  const [first, last] = [slots.who?.items[0], slots.who?.items.at(-1)];
  const ranks = slots.clause.items.some(
    (item) =>
      /^(?:over|before|above|ahead of|rather than|instead of|than|versus|behind|after|below)$/u.test(
        item.text,
      ) &&
      first !== undefined &&
      last !== undefined &&
      item.start >= first.end &&
      item.end <= last.start,
  );
  // Who is held and favoured at once: one of the two was meant otherwise.
  const { policy, who } = slots;
  const held = who !== null && holdEntries(who).every((entry) => policy.hold?.includes(entry));
  // "include the Nordics": in what, is not said.
  const includes = slots.clause.items.some(({ text }) => /^includ/u.test(text));
  // "drop the Canada restriction, use the Northeast": another scope, where there was one.
  const uses = slots.clause.items.some(({ text }) => /^(?:use|take)$/u.test(text));
  if (uses && policy.scope !== undefined) return replaced(slots);
  // "class 1 stays put": no favour.
  const stays = slots.clause.items.some(
    ({ cues, text }) => cues.has("hold") && /^(?:stay|remain)/u.test(text),
  );
  return ranks || held || includes || stays || (who?.accounts.length ?? 0) > 0
    ? null
    : replace("mayRise", scopeEntries)(slots);
};

/** "everything except Africa": the accounts that are taken out, where none is named beside them. */
export const taken = (who: Who) => (who.within.length + who.accounts.length > 0 ? [] : exceptedEntries(who));

/** The same as a scope: of several sets no list that must match as a whole can say that any will do. */
const alone = (who: Who) => {
  const entries = taken(who);
  return entries.length > 1 ? [] : entries;
};
const plain = (who: Who) => (who.except.length > 0 ? null : holdEntries(who));

/** The share of the book that may move, 0 … 1. */
export const budget: Means = ({ clause, portion }) => {
  // "do not move at most 2 %" sets no limit; "not more than 2 %" does.
  const limits = withCue(clause, "cap").filter(
    ({ text }) =>
      !/^(?:more than|over|exceed|handle|digest|absorb|stomach|swallow|tolerate|cope with|put up with|afford|sign off|sign off on|live with)$/u.test(
        text,
      ),
  );
  if (
    portion === null ||
    (clause.items.some(({ text }) =>
      /^(?:not|never|stop|avoid|under no circumstances|in no case)$/u.test(text),
    ) &&
      limits.length > 0)
  )
    return null;
  return [{ kind: "maxMovedShare", value: portion.value }];
};

/** "keep 95 % of the accounts in place": the others may move. */
export const kept: Means = ({ clause, who }) => {
  const [number, more] = ofKind(clause, "amount");
  const [amount] = number?.amounts ?? [];
  const stays = has(clause, "hold") && !has(clause, "not") && has(clause, "accounts");
  if (number === undefined || amount?.kind !== "share" || more !== undefined || !stays || who !== null)
    return null;
  if (ofKind(clause, "signal", "tier").length > 0 || has(clause, "cap") || amount.value > 1) return null;
  spend([number], "maxMovedShare");
  return [{ kind: "maxMovedShare", value: Number((1 - amount.value).toPrecision(12)) }];
};

/** "keep Africa as it is"; who is kept in stays free. */
export const held: Means = (slots) =>
  /\b(?:keep|keeps|kept|leave|stay|stays)\b.* in$/u.test(textOf(slots.clause))
    ? []
    : add("hold", holdEntries)(slots);

/** "Leave all but Africa": the excepted ones alone may move. */
export const onlyTheOthers: Means = (slots) => {
  const moves = has(slots.clause, "move") && !has(slots.clause, "not");
  // "ignore category except in Africa", "hold 4711 except in Africa": not everything is held.
  const others = ofKind(slots.clause, "signal").length > 0 || (slots.who?.accounts.length ?? 0) > 0;
  return moves || others ? null : replace("scope", alone)(slots);
};

/** "only in Africa"; "do not limit it to Africa" lifts that; "I do not want Retail to …" restricts to nothing. */
export const restricted: Means = (slots) => {
  // "Hospitals: growth only" restricts the weights.
  const { items } = slots.clause;
  // "freeze Sweden entirely", "take out Education completely": how, and not whom alone.
  const only = withCue(slots.clause, "only", "restrict", "nothing-else");
  const wholly = (item: Item) =>
    /^(?:entirely|completely|wholly)$/u.test(item.text) &&
    !/^(?:in|on|for)$/u.test(items[items.indexOf(item) + 1]?.text ?? "");
  if (only.length > 0 && only.every(wholly)) return null;
  const last = items.at(-1);
  if (last?.cues.has("only") && items.at(-2)?.kind === "signal") return null;
  const [limit] = withCue(slots.clause, "restrict").filter(({ text }) => text !== "do");
  if (limit && withCue(slots.clause, "not", "stop").some((item) => item.start < limit.start))
    return slots.policy.scope === undefined ? null : [{ kind: "lift", rule: "scope" }];
  // "we do want Africa in there"
  const verb = items.findIndex((item) => item.text === "do");
  const wants =
    items[verb + 1]?.text === "want" &&
    withCue(slots.clause, "only", "restrict", "nothing-else").every(({ text }) => text === "do");
  if (verb >= 0 && wants) return null;
  if (has(slots.clause, "rise", "fall")) return null;
  const denied =
    has(slots.clause, "not") &&
    withCue(slots.clause, "only", "restrict", "nothing-else").every(({ text }) => text === "do");
  if (denied) return null;
  spend(
    withCue(slots.clause, "wish").filter(({ text }) => /^(?:work|focus|concentrate) on$/u.test(text)),
    "scope",
  );
  return scoped(slots);
};

/** "re-tier Africa", "run it for Spain": these alone; "run it by region" names nobody. */
export const rerun: Means = (slots) => {
  const [first] = slots.who?.items ?? [];
  const ahead = slots.clause.items.slice(0, Math.max(0, slots.clause.items.indexOf(first as Item)));
  const leads =
    /^(?:(?:and|please|now|then|so) )*(?:re ?tier|retier|run|run it|rerun|re run|tier)(?: (?:it|this|that|again|only|the|our|all|all the|all our|accounts|customers|clients|in|for|within|of))*$/u;
  return leads.test(ahead.map(({ text }) => text).join(" ")) ? replace("scope", scopeEntries)(slots) : null;
};

/** "exclude Africa", "not Africa"; but "don't give Africa any special treatment" leaves nobody out. */
export const excluded: Means = (slots) => {
  const { clause, who } = slots;
  const isKnown = has(clause, "ignore", "void") || strangersOf(clause.items).length === 0;
  // "not Africa", "no accounts in Africa", but "C isn't", "no B customer should land in C".
  const [first] = who?.items ?? [];
  if (has(clause, "not") && has(clause, "rise", "fall")) return null;
  const denies =
    has(clause, "ignore", "void") ||
    (!has(clause, "must", "may") &&
      withCue(clause, "not").some((item) => first !== undefined && item.start < first.start));
  // "never mind Contoso", of which a rule speaks: that rule is gone.
  const minds = withCue(clause, "ignore").some(({ text }) => text === "never mind");
  const { force = [], hold = [] } = slots.policy;
  const named = who === null ? [] : holdEntries(who);
  const ruled = named.some((one) => hold.includes(one) || force.some((entry) => entry.startsWith(`${one}:`)));
  if (minds && ruled) return release(slots);
  // "I don't want Africa to be left out", "must not be ignored": it stays in, and how is not said.
  const spared = withCue(clause, "not").some((not) =>
    withCue(clause, "ignore", "void").some((out) => not !== out && not.start < out.start),
  );
  if (spared) return null;
  // "not Germany" where a rule speaks of countries: which of the two is meant is for nobody to guess.
  const out = who === null ? null : outOfScope(slots.policy, who);
  if (out !== null) return out;
  const corrects =
    who !== null && !has(clause, "ignore", "void") && listOf(slots.policy, holdEntries(who)) !== null;
  return isKnown && denies && !corrects ? add("hold", plain)(slots) : null;
};
