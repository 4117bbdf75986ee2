import type { RuleOperation } from "../../merge/operations.ts";
import { LIST_RULES, type ListRule } from "../../merge/operations.ts";
import { has, ofKind, textOf, withCue } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import { symbolsOf } from "../clauses/symbols.ts";
import { compares } from "../clauses/turns.ts";
import type { Item } from "../items/item.ts";
import type { Who } from "../who/accounts-meant.ts";
import { holdEntries, scopeEntries } from "../who/selector-entries.ts";
import { readWho } from "../who/who.ts";
import { columnOf, listOf, type Means, replace, scoped, speaksOf } from "./list-entries.ts";

/** Those who are named are held no longer. */
export const release: Means = ({ policy, who }) =>
  who === null || who.except.length > 0 || (policy.hold ?? policy.force) === undefined
    ? null
    : [{ kind: "remove", rule: "hold", entries: holdEntries(who) }];

/** "instead of Healthcare": out of the list that speaks of it. */
export const insteadOf: Means = (slots) => {
  const { clause, policy, who } = slots;
  if (who === null || !/^(?:instead of|rather than|in place of)\b/u.test(textOf(clause))) return null;
  const rule = listOf(policy, holdEntries(who));
  if (rule === null) return null;
  spend(clause.items.slice(0, 1), `no ${rule}`);
  return [{ kind: "remove", rule, entries: holdEntries(who) }];
};

/** "no longer hold Healthcare", but not "must not be held". */
export const unhold: Means = (slots) => {
  const [denial] = withCue(slots.clause, "not", "stop");
  const [hold] = withCue(slots.clause, "hold");
  const passive = /^(?:be|should|must)/u.test(slots.clause.items[0]?.text ?? "");
  return denial && hold && denial.start < hold.start && !passive ? release(slots) : null;
};

/** "Healthcare except Japan", and nothing else said: these alone may move. */
export const groupWithout: Means = (slots) => {
  const { clause, who } = slots;
  const filters = /^C (?:= )*V$/u.test(symbolsOf(clause).text);
  if (who === null || who.within.length === 0 || (who.except.length === 0 && !filters)) return null;
  const isBare = clause.items.every(
    (item) =>
      who.items.includes(item) ||
      item.kind === "stop" ||
      item.cues.has("accounts") ||
      item.cues.has("please") ||
      /^(?:the|our|all)$/u.test(item.text),
  );
  return isBare || filters ? scoped(slots) : null;
};

/** "add South Asia to that", "tier B too": to the list that already speaks of that column. */
export const extended: Means = ({ policy, who }) => {
  if (who === null) return null;
  const rule = listOf(policy, scopeEntries(who)) ?? listOf({ hold: policy.hold ?? [] }, holdEntries(who));
  const entries = rule === "hold" ? holdEntries(who) : scopeEntries(who);
  return rule === null ? null : [{ kind: "add", rule, entries }];
};

/** "widen it to all of Southern Europe", "extend that to Spain": more may move than until now; all of a region in place of a part. */
export const broadened: Means = (slots) => {
  const { clause, policy, who } = slots;
  const { text } = symbolsOf(clause);
  const said =
    /^(?:(?:and|now|then|ok|please) )*(?:widen|broaden|extend|expand|open|enlarge) (?:it|that|this|them|the scope|the region|the restriction|up)(?: up)? (?:in)?to (?<whole>(?:all|the whole|all of|the whole of|whole of|everything in) )?(?:the )?V(?: too| as well| please)*$/u.exec(
      text,
    );
  if (said === null || who === null || policy.scope === undefined) return null;
  const entries = scopeEntries(who);
  spend(clause.items, "scope");
  const alike = policy.scope.every((entry) => columnOf(entry) === columnOf(entries[0] ?? ""));
  const gone = said.groups?.whole !== undefined || !alike ? policy.scope : [];
  const added: RuleOperation = { kind: "add", rule: "scope", entries };
  return gone.length === 0 ? [added] : [{ kind: "remove", rule: "scope", entries: gone }, added];
};

/** "only hold the ones in Germany": of those held these alone; "only hold tier A": nobody else. */
export const heldOnly: Means = (slots) => {
  const { clause, policy, who } = slots;
  const held = policy.hold ?? [];
  const text = textOf(clause);
  if (who === null || held.length === 0 || who.except.length > 0) return null;
  if (
    !/\b(?:only|just) (?:hold|keep|freeze|lock|protect)\b|\b(?:hold|freeze|lock|protect) (?:only|just)\b/u.test(
      text,
    )
  )
    return null;
  const own = holdEntries(who);
  const ones = clause.items.filter((item) => /^(?:ones|those|them|the ones)$/u.test(item.text));
  const of = ones.length > 0;
  spend([...ones, ...withCue(clause, "only")], "hold");
  const entries = of ? held.flatMap((entry) => own.map((one) => `${entry}&${one}`)) : own;
  return [
    { kind: "remove", rule: "hold", entries: held },
    { kind: "add", rule: "hold", entries },
  ];
};

/** "for Life Sciences in place of Healthcare", "replace A by B", "not A but B": in the list that speaks of the old one. */
export const substituted: Means = ({ clause, policy, vocabulary }) => {
  const [one, other, more] = ofKind(clause, "values", "tier", "account");
  if (one === undefined || other === undefined || more !== undefined) return null;
  const words = (from: number, to: number) => textOf({ items: clause.items.slice(from, to) });
  const [first, second] = [clause.items.indexOf(one), clause.items.indexOf(other)];
  const [ahead, between] = [words(0, first), words(first + 1, second)];
  const inFront =
    /\b(?:instead of|in place of|in lieu of|rather than|where (?:i|we|you) (?:said|had|have|put))\b/u.test(
      between,
    );
  const behind =
    (/\b(?:replace|swap|exchange|switch|change)\b/u.test(ahead) && /^(?:by|with|for|to)\b/u.test(between)) ||
    (/(?:^| )not(?: just| only)?$/u.test(ahead) &&
      /^(?:i meant|i mean)?$/u.test(between) &&
      !/\bnot only\b/u.test(ahead));
  if (inFront === (behind || ahead === "instead of")) return null;
  const [gone, come] = (inFront ? [other, one] : [one, other]).map((item) =>
    readWho({ ...clause, items: [item] }, vocabulary),
  );
  if (gone == null || come == null) return null;
  const entries = (rule: ListRule, who: Who) => (rule === "hold" ? holdEntries(who) : scopeEntries(who));
  const rule = LIST_RULES.find((name) => speaksOf(policy[name], entries(name, gone)));
  if (rule === undefined) return null;
  const marks = (inFront ? clause.items.slice(first, second) : clause.items.slice(0, second)).filter(
    ({ kind, text }) => kind === "word" && compares({ text } as Item),
  );
  const told = clause.items.filter(({ text }) => /^(?:where|i|we|said|had|by)$/u.test(text));
  spend([one, other, ...marks, ...told], rule);
  return [
    { kind: "remove", rule, entries: entries(rule, gone) },
    { kind: "add", rule, entries: entries(rule, come) },
  ];
};

/** "everywhere again": who may move is no longer restricted. */
export const widened: Means = ({ clause, policy }) =>
  policy.scope === undefined || ofKind(clause, "amount", "signal").length > 0
    ? null
    : [{ kind: "lift", rule: "scope" }];

/** "no longer just Latin America", "not only Africa": out of the places that alone may move. */
export const notOnly: Means = ({ clause, policy, who }) => {
  const denied = /\b(?:not|no longer|not any more) (?:just|only)\b/u.test(textOf(clause));
  if (who === null || !denied || !speaksOf(policy.scope, scopeEntries(who))) return null;
  spend(
    clause.items.filter(({ text }) => text === "not only"),
    "scope",
  );
  return [{ kind: "remove", rule: "scope", entries: scopeEntries(who) }];
};

/** "South Asia instead": in the list that already speaks of that column. */
export const replaced: Means = ({ policy, who }) => {
  if (who === null) return null;
  const entries = scopeEntries(who);
  return [{ kind: "replace", rule: listOf(policy, entries) ?? "scope", entries }];
};

/** "the same for Africa": in the list that speaks of its column, else in the scope. */
export const sameFor: Means = (slots) => {
  const { policy, who } = slots;
  const entries = who === null ? [] : holdEntries(who);
  // A tier that is held is not what is to be the same of a region.
  const isTier = (entry: string) => entry.startsWith("tier:");
  const alike = policy.hold?.some((entry) => isTier(entry) === entries.every(isTier));
  return policy.scope === undefined && who !== null && alike
    ? [{ kind: "add", rule: "hold", entries }]
    : replace("scope", scopeEntries)(slots);
};

/** "Africa may move": alone, after all, or beside those who may already. */
export const allowed: Means = (slots) => {
  const { policy, who } = slots;
  if (who !== null && policy.hold !== undefined && listOf({ hold: policy.hold }, holdEntries(who)) !== null)
    return release(slots);
  return (has(slots.clause, "also") ? extended(slots) : null) ?? replace("scope", scopeEntries)(slots);
};

/** "downgrades are fine": where nobody may, everybody may again; else they may anyway. */
export const allowedAgain: Means = ({ clause, policy, who }) => {
  const rule = has(clause, "fall") ? "mayFall" : "mayRise";
  if (policy[rule]?.includes("none")) return who === null ? [{ kind: "lift", rule }] : null;
  const [noun] = ofKind(clause, "signal", "tier", "account", "amount", "values");
  return noun === undefined &&
    /^(?:(?:down|up)grades|(?:de|pro)motions|(?:de|pro)moted|(?:de|pro)moting|(?:going |moving )?(?:up|down)(?:wards?)?|(?:every|any)(?:one|body|thing) (?:may|can)|(?:but )?(?:up|down)wards? (?:they|it|those|these) (?:may|can))\b/u.test(
      textOf(clause),
    )
    ? []
    : null;
};

/** "make that NPS below -10": what begins so changes a bound that the rules already have. */
const REMAKES =
  /^(?:(?:and|but|no|ok|okay|please|actually|rather|sorry|well|then|now) )*(?:make|set|change|turn|raise|lower|move|put) (?:it|that|this|the (?:limit|bound|threshold|cutoff))\b|\b(?:instead|rather|i meant?)$|^(?:i meant?|rather)\b/u;

/** Another number for a bound of the same column, in each list of the rules that has one of it. */
export const rebound: Means = ({ clause, policy, who }) => {
  const [part, more] = who?.within ?? [];
  const [, column = "", sign = ""] = /^([^:!<>&]+)([<>]=?)[^&]*$/u.exec(part?.text ?? "") ?? [];
  if (part === undefined || more !== undefined || column === "" || !REMAKES.test(textOf(clause))) return null;
  const name = column.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
  const bound = new RegExp(`(?<=^|[&(])${name}([<>])=?[^&)]*`, "gu");
  const other = (entry: string) =>
    entry.replace(bound, (_, way: string) => (sign.startsWith(way) ? part.text : (part.not ?? part.text)));
  const changed = LIST_RULES.filter((rule) =>
    policy[rule]?.some((entry) => entry.match(bound)?.length === 1),
  );
  if (changed.length === 0) return null;
  spend(
    clause.items.filter(({ text }) =>
      /^(?:make|set|change|turn|raise|lower|move|put|it|that|this)$/u.test(text),
    ),
    changed[0] as string,
  );
  return changed.map((rule) => ({ kind: "replace", rule, entries: (policy[rule] ?? []).map(other) }));
};
