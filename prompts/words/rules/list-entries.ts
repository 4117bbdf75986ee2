import type { Policy } from "../../../tiering/index.ts";
import { LIST_RULES, type ListRule, type RuleOperation } from "../../merge/operations.ts";
import { textOf } from "../clauses/clauses.ts";
import type { Who } from "../who/accounts-meant.ts";
import { exceptedBeside, holdEntries, scopeEntries } from "../who/selector-entries.ts";
import type { Slots } from "./frame-slots.ts";

/** The operations that a clause means by what stands in its slots; null where it means none. */
export type Means = (slots: Slots) => readonly RuleOperation[] | null;

/** Adds who is named to a list of the rules. */
export const add =
  (rule: ListRule, entries: (who: Who) => readonly string[] | null): Means =>
  ({ who }) => {
    const found = who === null ? null : entries(who);
    return found === null || found.length === 0 ? null : [{ kind: "add", rule, entries: found }];
  };

/** Puts who is named in the place of a list of the rules. */
export const replace =
  (rule: ListRule, entries: (who: Who) => readonly string[]): Means =>
  ({ who }) => {
    const found = who === null ? [] : entries(who);
    return found.length === 0 ? null : [{ kind: "replace", rule, entries: found }];
  };

/** Puts who is named in the place of the scope; who is excepted among them stays. */
export const scoped: Means = (slots) => {
  const { who } = slots;
  const stay = who === null ? [] : exceptedBeside(who);
  // "accounts in Retail that are not in Japan": a condition on those who move.
  const told = /\b(?:that|which|who) (?:are|is) not\b/u.test(textOf(slots.clause));
  const sole = stay.length === 1 && who?.within.length !== 0 && !told;
  if (who === null || !sole) return replace("scope", scopeEntries)(slots);
  const isNarrowed = who.except.some(({ narrows }) => narrows);
  const except = isNarrowed ? [] : who.except.filter(({ text }) => text !== stay[0]);
  const entries = scopeEntries({ ...who, except });
  return entries.length === 0
    ? null
    : [
        { kind: "replace", rule: "scope", entries },
        { kind: "add", rule: "hold", entries: stay },
      ];
};

/** Whether a list of the rules has every one of some entries. */
export function speaksOf(list: readonly string[] | undefined, entries: readonly string[]): boolean {
  const listed = (list ?? []).flatMap(parts);
  return entries.length > 0 && entries.flatMap(parts).every((one) => listed.includes(one));
}

/** The list of the rules that speaks of a column of some entries; null for none. */
export function listOf(policy: Policy, entries: readonly string[]): ListRule | null {
  const speaks = (entry: string) => entries.some((one) => columnOf(one) === columnOf(entry));
  return LIST_RULES.find((name) => policy[name]?.some(speaks)) ?? null;
}

/** "take Italy out again", of the places that alone may move: they are fewer then, and still some. */
export function outOfScope({ scope }: Policy, who: Who): readonly RuleOperation[] | null {
  const entries = holdEntries(who);
  const gone = entries.flatMap((entry) => parts(entry));
  const listed = (scope ?? []).flatMap((entry) => parts(entry));
  const left = listed.filter((one) => !gone.includes(one));
  const within = gone.every((one) => listed.includes(one));
  return within && left.some((one) => gone.some((other) => columnOf(one) === columnOf(other)))
    ? [{ kind: "remove", rule: "scope", entries }]
    : null;
}

/** The column of a selector. */
export const columnOf = (entry: string) => entry.split(/[:!<>]/u)[0];

/** A list of values as one entry for each. */
export function parts(entry: string): string[] {
  const [, head, values] = /^([^:!<>&]+:)([^:<>]*)$/u.exec(entry) ?? [];
  return head === undefined || values === undefined
    ? [entry]
    : values.split("|").map((value) => head + value);
}
