import { has, ofKind, textOf, withCue } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import { symbolsOf } from "../clauses/symbols.ts";
import { strangersOf } from "../clauses/unused.ts";
import type { Item } from "../items/item.ts";
import type { Who } from "../who/accounts-meant.ts";
import { exceptedEntries, holdEntries, outsideEntries, scopeEntries } from "../who/selector-entries.ts";
import { release, replaced } from "./frame-changes.ts";
import { add, columnOf, listOf, type Means, outOfScope, replace, scoped, speaksOf } from "./list-entries.ts";

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
  // "I prefer Western Europe", where Africa alone might move.
  const prefers = /\bprefer\b/u.test(textOf(slots.clause)) && speaksOfPlace(policy.scope, slots.who);
  if ((uses || prefers) && policy.scope !== undefined) return replaced(slots);
  // "class 1 stays put": no favour.
  const stays = slots.clause.items.some(
    ({ cues, text }) => cues.has("hold") && /^(?:stay|remain)/u.test(text),
  );
  // "I want Technology to end up with more A's": who is at the top cannot rise.
  const top = ofKind(slots.clause, "tier").some(({ names }) => names[0] === slots.vocabulary.tiers[0]);
  // "B is too small": of its size.
  const sized =
    /\btoo (?:small|few|thin|low|large|big|many)\b/u.test(textOf(slots.clause)) &&
    who?.within.every(({ text }) => text.startsWith("tier:"));
  return sized || ranks || held || includes || stays || top || (who?.accounts.length ?? 0) > 0
    ? null
    : replace("mayRise", scopeEntries)(slots);
};

/** Whether a scope is of a column that one of those named is of. */
const speaksOfPlace = (scope: readonly string[] | undefined, who: Who | null): boolean =>
  scope?.some((entry) => who?.within.some(({ text }) => columnOf(text) === columnOf(entry))) === true;

/** "everything except Africa": the accounts that are taken out, where none is named beside them. */
const taken = (who: Who) => (who.within.length + who.accounts.length > 0 ? [] : exceptedEntries(who));

/** "everyone except Healthcare": held; where Healthcare alone might move until now, the others may. */
export const allBut: Means = (slots) => {
  const { policy, who } = slots;
  const out = who === null ? [] : taken(who);
  const old = (policy.scope ?? []).filter((entry) => out.some((one) => columnOf(one) === columnOf(entry)));
  const held = add("hold", taken)(slots);
  return held === null || !speaksOf(policy.scope, out)
    ? held
    : [{ kind: "remove", rule: "scope", entries: old }, ...held];
};

/** The same as a scope: of several sets no list that must match as a whole can say that any will do. */
const alone = (who: Who) => {
  const entries = taken(who);
  return entries.length > 1 ? [] : entries;
};
const plain = (who: Who) => (who.except.length > 0 ? null : holdEntries(who));

/** "nobody falls or moves at all": who is named stays. */
export const orMoves: Means = (slots) =>
  /\b(?:or|nor)\b/u.test(textOf(slots.clause)) ? add("hold", holdEntries)(slots) : null;

/** "keep Africa as it is"; who is kept in, or kept where Africa alone may move, stays free. */
export const held: Means = (slots) => {
  const [text, named] = [textOf(slots.clause), slots.who === null ? [] : holdEntries(slots.who)];
  const keepsRule = /^(?:(?:but|and|please|just|still) )*keep\b/u.test(text);
  const isBare = slots.clause.items.at(-1) === slots.who?.items.at(-1);
  const kept = keepsRule && isBare && speaksOf(named, slots.policy.scope ?? []);
  return kept || /\b(?:keep|keeps|kept|leave|stay|stays)\b.* in$/u.test(text)
    ? []
    : add("hold", holdEntries)(slots);
};

/** "Leave all but Africa": the excepted ones alone may move. */
export const onlyTheOthers: Means = (slots) => {
  const moves = has(slots.clause, "move") && !has(slots.clause, "not");
  // "ignore category except in Africa", "hold 4711 except in Africa": not everything is held.
  const others = ofKind(slots.clause, "signal").length > 0 || (slots.who?.accounts.length ?? 0) > 0;
  const changes = moves || others ? null : replace("scope", alone)(slots);
  const out = slots.who === null ? [] : taken(slots.who);
  // Who alone may move is held no longer.
  return changes !== null && speaksOf(slots.policy.hold, out)
    ? [...changes, { kind: "remove", rule: "hold", entries: out }]
    : changes;
};

/** "only in Africa"; "do not limit it to Africa" lifts that; "I do not want Retail to …" restricts to nothing. */
export const restricted: Means = (slots) => {
  const { clause, policy } = slots;
  const { items } = clause;
  const only = withCue(clause, "only", "restrict", "nothing-else");
  // "freeze Sweden entirely", "take out Education completely": how, and not whom alone.
  const wholly = (item: Item) =>
    /^(?:entirely|completely|wholly)$/u.test(item.text) &&
    !/^(?:in|on|for)$/u.test(items[items.indexOf(item) + 1]?.text ?? "");
  // "Hospitals: growth only" restricts the weights.
  const ofWeights = items.at(-1)?.cues.has("only") && items.at(-2)?.kind === "signal";
  if (ofWeights || (only.length > 0 && only.every(wholly))) return null;
  const [limit] = withCue(clause, "restrict").filter(({ text }) => text !== "do");
  const denial = withCue(clause, "not", "stop").filter((item) => limit && item.start < limit.start);
  if (denial.length > 0 && policy.scope !== undefined) spend(denial, "no scope");
  if (denial.length > 0) return policy.scope === undefined ? null : [{ kind: "lift", rule: "scope" }];
  // "we do want Africa in there", "I do not want Retail to …"
  const does = only.every(({ text }) => text === "do");
  // "do include the Nordics too"
  if (does && has(clause, "also") && !has(clause, "only")) return null;
  if ((does && (has(clause, "not") || /\bdo want\b/u.test(textOf(clause)))) || has(clause, "rise", "fall"))
    return null;
  spend(
    withCue(clause, "wish").filter(({ text }) => /^(?:work|focus|concentrate) on$/u.test(text)),
    "scope",
  );
  return scoped(slots);
};

/** "stay inside Africa", "please stick to the Nordics": what the run is to keep to, where "Africa stays" holds. */
export const stayInside: Means = (slots) => {
  const stays =
    /^(?:(?:please|and|but|then|so|now|let us|we|i|you|just|to|should|must|can|will|also|only) )*(?:(?:stay|remain|staying|remaining|keep|keep it|keep this|keep the run|keep things) (?:strictly |only |just )?(?:inside|within|in)|(?:stick|sticking|keep) (?:to|with)|stay with) (?:the |our )?V(?: V)*(?: (?:only|please|for now|with this|with it|this time))*$/u;
  if (!stays.test(symbolsOf(slots.clause).text)) return null;
  spend(slots.clause.items, "scope");
  return scoped(slots);
};

/** "re-tier Africa", "run it for Spain": these alone; "run it by region" names nobody. */
export const rerun: Means = (slots) => {
  const [first] = slots.who?.items ?? [];
  const ahead = slots.clause.items.slice(0, Math.max(0, slots.clause.items.indexOf(first as Item)));
  const leads =
    /^(?:(?:and|please|now|then|so|i|we|need|want|just|an?|quick|new) )*(?:re ?tier|retier|run|run it|rerun|re run|tier|update|refresh)(?: (?:it|this|that|again|only|the|our|all|all the|all our|accounts|customers|clients|in|for|within|of))*$/u;
  return leads.test(ahead.map(({ text }) => text).join(" ")) ? scoped(slots) : null;
};

/** What is said of an earlier wish rather than of accounts. */
const FORGETS = /^(?:forget|forget about|never mind|nevermind|drop|remove|scrap|ditch|scratch|get rid of)$/u;

/** "exclude Africa", "not Africa"; but "don't give Africa any special treatment" leaves nobody out. */
export const excluded: Means = (slots) => {
  const { clause, policy, who } = slots;
  if (who === null || (has(clause, "not") && has(clause, "rise", "fall"))) return null;
  const outs = withCue(clause, "ignore", "void");
  const nots = withCue(clause, "not");
  const [first] = who.items;
  // "ignore growth in Spain": a weight for some of the accounts, which no plan has.
  const weighs = outs.some((out) => clause.items[clause.items.indexOf(out) + 1]?.kind === "signal");
  if (weighs && first !== undefined && ofKind(clause, "signal").some(({ start }) => start < first.start))
    return null;
  // "move at most 50 accounts out of A"
  const leaves = first === clause.items.at(-1) && /\bmove\b.* out of (?:tier )?\S+$/u.test(textOf(clause));
  // "I don't want Africa to be left out", "must not be ignored": it stays in, and how is not said.
  const spared = nots.some((not) => outs.some((out) => not !== out && not.start < out.start));
  // "never mind Contoso", of which a rule speaks: that rule is gone.
  const { force = [], hold = [] } = policy;
  const named = holdEntries(who);
  const ruled = named.some((one) => hold.includes(one) || force.some((entry) => entry.startsWith(`${one}:`)));
  if (ruled && outs.some(({ text }) => text === "never mind")) return release(slots);
  if (spared || (leaves && first?.kind === "tier")) return null;
  const out = outOfScope(policy, who);
  if (out !== null) return out;
  // "forget France", where France alone might move: everybody may again.
  if (outs.some(({ text }) => FORGETS.test(text)) && speaksOf(named, policy.scope ?? []))
    return [{ kind: "lift", rule: "scope" }];
  // "forget Retail", where a rule keeps it from rising or falling
  const ways = (["mayRise", "mayFall"] as const).filter((way) =>
    policy[way]?.some((entry) =>
      named.some((one) => entry.includes("!") && columnOf(one) === columnOf(entry)),
    ),
  );
  if (outs.some(({ text }) => FORGETS.test(text)) && ways.length > 0) {
    const outside = outsideEntries(who)?.join() ?? "";
    return ways.some((way) => policy[way]?.join() !== outside)
      ? null
      : ways.map((way) => ({ kind: "lift", rule: way }));
  }
  if (outs.length > 0) return add("hold", plain)(slots);
  // "not Africa", "no accounts in Africa", but "C isn't", "no B customer should land in C"; nor "not Germany" where a rule
  // speaks of countries: which of the two is meant is for nobody to guess.
  const denies =
    !has(clause, "must", "may") &&
    // "within Brazil not the Utilities customers": those of Brazil.
    nots.some(
      (item) =>
        first !== undefined && (item.start < first.start || (who.located && who.within[1]?.narrows === true)),
    );
  const isKnown = strangersOf(clause.items).length === 0;
  return isKnown && denies && listOf(policy, named) === null ? add("hold", plain)(slots) : null;
};
