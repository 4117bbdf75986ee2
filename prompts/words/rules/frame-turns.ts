import type { Policy } from "../../../tiering/index.ts";
import type { RuleOperation } from "../../merge/operations.ts";
import { LIST_RULES } from "../../merge/operations.ts";
import type { Clause } from "../clauses/clauses.ts";
import { has, ofKind, textOf } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import { symbolsOf } from "../clauses/symbols.ts";
import type { Who } from "../who/accounts-meant.ts";
import { holdEntries, outsideEntries, scopeEntries } from "../who/selector-entries.ts";
import { columnOf, type Means, outOfScope } from "./list-entries.ts";

const WAYS = ["mayRise", "mayFall"] as const;

/** "no downgrades", then "except in tier D": these alone may, where nobody might. */
export const exceptOfNobody: Means = ({ clause, policy, who }) => {
  if (who === null || who.within.length > 0 || who.accounts.length > 0 || has(clause, "hold", "move"))
    return null;
  // "not in Austria", of the places that alone may move
  const out = outOfScope(policy, { ...who, within: who.except, except: [] });
  if (out !== null && !has(clause, "rise", "fall")) return out;
  const said = has(clause, "rise") ? "mayRise" : has(clause, "fall") ? "mayFall" : null;
  const excepted = exceptedFromOne(clause, policy, who);
  if (excepted !== null) return excepted;
  const barred = WAYS.filter((way) => policy[way]?.includes("none") && (said === null || said === way));
  const among: Who = { ...who, within: who.except, except: [] };
  const entries = scopeEntries(among);
  return entries.length === 0 || barred.length === 0
    ? null
    : barred.map((rule) => ({ kind: "replace", rule, entries }));
};

const EXCEPTS =
  /^(?:(?:but|and|well|ok) )*(?:except|except for|apart from|other than|excluding|bar|save for|besides)\b/u;

/** "hold Germany", then "except Healthcare"; "no promotions in Retail", then "except tier D": of the only list that the rules have. */
function exceptedFromOne(clause: Clause, policy: Policy, who: Who): RuleOperation[] | null {
  const [rule, more] = LIST_RULES.filter((one) => policy[one] !== undefined && !policy[one].includes("none"));
  const nots = who.except.map(({ not }) => not);
  if (rule === undefined || more !== undefined || rule === "scope" || !EXCEPTS.test(textOf(clause)))
    return null;
  if (nots.includes(null)) return null;
  const old = policy[rule] ?? [];
  const rest = nots.join("&");
  const entries =
    rule === "hold"
      ? old.map((entry) => `${entry}&${rest}`)
      : old.map((entry) => entry.replace(/^([^:!<>&]+)!:(.*)$/su, `!($1:$2&${rest})`));
  // Who alone may, rather than who may not, has no such exception.
  if (rule !== "hold" && entries.some((entry) => !entry.startsWith("!("))) return null;
  return [
    { kind: "remove", rule, entries: old },
    { kind: "add", rule, entries },
  ];
}

/** "nor in South Asia", "or Telecommunications either": nor may these, in the list that the rules have. */
export const norThese: Means = ({ clause, policy, who }) => {
  const words = textOf({ items: clause.items.filter(({ kind }) => kind === "word") });
  if (
    who === null ||
    who.except.length > 0 ||
    !/^(?:nor|neither|or)(?: (?:in|for|from|to|the))*(?: either)?$/u.test(words)
  )
    return null;
  if (/^or/u.test(words) && !/either$/u.test(words)) return null;
  const entries = outsideEntries(who);
  const columns = new Set(who.within.map(({ text }) => columnOf(text)));
  const rules = WAYS.filter((way) =>
    policy[way]?.some((entry) => /^[^:!<>]+!:/u.test(entry) && columns.has(columnOf(entry))),
  );
  const [rule, more] = rules;
  if (entries === null || rule === undefined || more !== undefined) return null;
  spend(clause.items, rule);
  return [{ kind: "add", rule, entries }];
};

/** "let Germany go again", "unfreeze it": held no longer, where the rules hold them. */
export const letGo: Means = ({ clause, policy, who }) => {
  const text = textOf(clause);
  const held = policy.hold ?? [];
  if (held.length === 0 || ofKind(clause, "signal", "amount").length > 0) return null;
  if (who === null) {
    const all =
      /^(?:(?:and|ok|now|please|then) )*(?:unfreeze|unlock|unhold|release|free) (?:it|them|that|those|these|(?<one>that one|the (?:first|last|only) one))(?: (?:again|please|now))*$/u;
    const found = all.exec(text);
    if (found === null || (found.groups?.one !== undefined && held.length > 1)) return null;
    spend(clause.items, "no hold");
    return [{ kind: "lift", rule: "hold" }];
  }
  const lets =
    (/^(?:(?:and|ok|now|please|then) )*let \S/u.test(text) &&
      /\b(?:go|move)(?: (?:again|too|please|after all))*$/u.test(text)) ||
    /\b(?:unfreeze|unlock|unhold)\b/u.test(text);
  const entries = who.within.map(({ text }) => text);
  if (!lets || who.except.length > 0 || entries.length === 0) return null;
  const speaks = held.some((entry) => entries.some((one) => columnOf(one) === columnOf(entry)));
  if (!speaks) return null;
  spend(clause.items, "no hold");
  return [{ kind: "remove", rule: "hold", entries }];
};

/**
 * "and Austria", "also 4711", "and tier C": a message of nothing but names, of which the list of the rules that speaks of
 * their column says the same. Null where no list does.
 */
export const alsoThese: Means = ({ clause, policy, who }) => {
  const { text } = symbolsOf(clause);
  if (who === null || who.except.length > 0) return null;
  if (
    !/^(?:(?:and|also|plus|then|in|for|the|our) )*[VTX](?: (?:ones|accounts|customers|clients))?(?: (?:too|as well|also|please|of course|naturally|obviously|sorry))*$/u.test(
      text,
    )
  )
    return null;
  const columns = new Set(who.within.map(({ text: said }) => columnOf(said)));
  const isOf = (entry: string) =>
    columns.has(columnOf(entry)) || (who.accounts.length > 0 && !/[:<>]/u.test(entry));
  const tierAlike = (entry: string) =>
    who.within.some(({ scope }) => scope !== undefined && columnOf(scope) === columnOf(entry));
  const rule = LIST_RULES.find((one) => policy[one]?.some((entry) => isOf(entry) || tierAlike(entry)));
  if (rule === undefined) return null;
  const denied = policy[rule]!.some(
    (entry) => /^[^:!<>]+!:/u.test(entry) && (isOf(entry) || tierAlike(entry)),
  );
  // "freeze the A accounts in EMEA", then "and the B ones too": those of EMEA.
  const narrowed =
    policy.hold?.length === 1 ? /^(?<tier>tier:[^&]*)(?<rest>&.*)$/su.exec(policy.hold[0]!) : null;
  const own = holdEntries(who);
  const alike =
    narrowed !== null && own.every((entry) => /^tier:[^&]*$/u.test(entry))
      ? own.map((entry) => entry + narrowed.groups!.rest)
      : own;
  const entries = rule === "hold" ? alike : denied ? outsideEntries(who) : scopeEntries(who);
  if (entries === null || entries.length === 0) return null;
  spend(clause.items, rule);
  return [{ kind: "add", rule, entries }];
};
