import { termsOf } from "../../../tiering/index.ts";
import type { Part, Who } from "./accounts-meant.ts";

/** As entries of a hold: each of them is held; what narrows joins the part before, what is excepted each of them. */
export function holdEntries(who: Who): string[] {
  const entries: string[] = [];
  // Of an account that is named nothing can be excepted.
  if (who.accounts.length > 0 && who.except.length > 0) return [];
  // "tiers A and B in Spain": what narrows is said of all that stand side by side in one column.
  let narrowed = 0;
  for (const { narrows, text } of who.within) {
    if (narrows && entries.length > 0) {
      for (let at = narrowed; at < entries.length; at += 1) entries[at] += `&${text}`;
      continue;
    }
    const before = entries.at(-1);
    const isAlike =
      before !== undefined && termsOf(before).length === 1 && columnOf(before) === columnOf(text);
    if (!isAlike) narrowed = entries.length;
    if (/^tier:[^&]*\|/u.test(text) && who.except.length === 0)
      entries.push(
        ...text
          .slice(5)
          .split("|")
          .map((tier) => `tier:${tier}`),
      );
    else entries.push(text);
  }
  const without = outsideOf(who.except);
  return [...entries.flatMap((entry) => without.map((rest) => entry + rest)), ...who.accounts];
}

/** The column of a selector, as far as it has one. */
const columnOf = (selector: string): string => /^[^:!<>]+/u.exec(selector)?.[0] ?? selector;

/** Most selectors that an exception becomes; one that would be more is not read. */
const MOST_EXCEPTIONS = 32;

/** Conditions that stand side by side, each with those that narrow it. */
function groupsOf(parts: readonly Part[]): Part[][] {
  const groups: Part[][] = [];
  for (const part of parts) {
    if (part.narrows && groups.length > 0) groups.at(-1)?.push(part);
    else groups.push([part]);
  }
  return groups;
}

/** All accounts but those that meet each of some conditions. */
function allBut([first, ...more]: readonly Part[]): string {
  if (more.length === 0 && first?.not != null) return first.not;
  return `!(${[first!, ...more].map(({ text }) => text).join("&")})`;
}

/** Whether no account can meet all of some conditions: they name different values of one column. */
function isEmpty(group: readonly Part[]): boolean {
  const named = group.flatMap(({ text }) => {
    const [, column = "", values = ""] = /^([^:!<>&]+):([^&:<>]*)$/u.exec(text) ?? [];
    return column === "" || /^(?:top|bottom)$/u.test(column) ? [] : [{ column, values: values.split("|") }];
  });
  return named.some((one, at) =>
    named
      .slice(at + 1)
      .some(
        (other) => one.column === other.column && !one.values.some((each) => other.values.includes(each)),
      ),
  );
}

/** What is neither the one nor the other, as further terms: not (Healthcare in Japan) is no Healthcare, or not in Japan. */
function outsideOf(except: readonly Part[]): string[] {
  const groups = groupsOf(except);
  if (groups.reduce((count, group) => count * group.length, 1) > MOST_EXCEPTIONS) return [];
  return groups.reduce<string[]>(
    (terms, group) => terms.flatMap((term) => group.map(({ not, text }) => `${term}&${not ?? text}`)),
    [""],
  );
}

/** The accounts that are taken out, as entries of a hold: what narrows joins the part before. */
export function exceptedEntries({ except }: Who): string[] {
  return holdEntries({ within: except, except: [], accounts: [], items: [], located: false, either: false });
}

/**
 * As entries of a scope (or of who may rise or fall), all of which must match; empty where they cannot say it.
 * @param byName tiers as `tier:A` rather than by the column that holds them
 */
export function scopeEntries(who: Who, byName = false): string[] {
  if (who.either) return anyOf(who);
  const entries: string[] =
    who.accounts.length > 0 && who.within.length === 0 ? [`id:${who.accounts.join("|")}`] : [];
  for (const { scope, text } of who.within) {
    const entry = byName ? text : (scope ?? text);
    const [column = ""] = termsOf(entry).length === 1 ? (/^[^:!<>&]+:/u.exec(entry) ?? []) : [];
    // Nobody is in two regions: of one column any value will do.
    const same = /^(?:top|bottom|$)/u.test(column)
      ? -1
      : entries.findIndex((each) => each.startsWith(column));
    if (same < 0) entries.push(entry);
    else entries[same] += `|${entry.slice(column.length)}`;
  }
  const out = groupsOf(who.except).flatMap((group) =>
    group.length === 1 && takenOut(entries, group[0]!.text) ? [] : [allBut(group)],
  );
  return [...entries, ...out];
}

/** "only Germany or the Nordics": any of them is all but those that are neither; empty where that cannot be said. */
function anyOf({ accounts, except, within }: Who): string[] {
  if (accounts.length > 0) return [];
  const groups = groupsOf(within);
  if (groups.some(isEmpty)) return [];
  const [alone, narrowed] = [
    groups.filter((group) => group.length === 1),
    groups.filter((group) => group.length > 1),
  ];
  // Of one column the values are one list.
  const lists = [...Map.groupBy(alone.flat(), ({ text }) => columnOf(text)).values()].flatMap(outsideEach);
  const outside = [...lists, ...narrowed.map(allBut)];
  return outside.length < 2 ? [] : [`!(${outside.join("&")})`, ...groupsOf(except).map(allBut)];
}

/** What is none of some conditions on one column, as terms; a blank is outside each comparison. */
function outsideEach(parts: readonly Part[]): string[] {
  const lists = parts.map(({ not }) => /^([^:!<>&]+)!:([^&]*)$/u.exec(not ?? ""));
  return lists.every((list) => list !== null)
    ? [`${lists[0]![1]}!:${[...new Set(lists.flatMap((list) => list![2]!.split("|")))].join("|")}`]
    : parts.map(({ text }) => `!(${text})`);
}

/** What is taken out of a scope but is none of the values that it lists, as entries of a hold. */
export function exceptedBeside(who: Who): string[] {
  const entries = scopeEntries({ ...who, except: [] });
  return exceptedEntries({ ...who, except: who.except.filter(({ text }) => !takenOut([...entries], text)) });
}

/** "DACH without Austria": of a list of values of the same column some go, and some stay. */
function takenOut(entries: string[], out: string): boolean {
  const [, column = "", values = ""] = /^([^:!<>]+:)(.*)$/u.exec(out) ?? [];
  const at = /^(?:top:|bottom:|tier:|)$/u.test(column)
    ? -1
    : entries.findIndex((entry) => entry.startsWith(column));
  const listed = entries[at]?.slice(column.length).split("|") ?? [];
  const gone = values.split("|");
  const left = listed.filter((value) => !gone.includes(value));
  if (left.length === 0 || !gone.every((value) => listed.includes(value))) return false;
  entries[at] = column + left.join("|");
  return true;
}

/** The accounts that are none of these, as entries of a scope; null where entries cannot say so. */
export function outsideEntries(who: Who): string[] | null {
  if (who.accounts.length > 0)
    return who.within.length + who.except.length > 0 ? null : [`id!:${who.accounts.join("|")}`];
  if (who.within.length === 0) return who.except.map((part) => part.text);
  if (who.except.length > 0) return null;
  // Outside each of them: not A and not B, not (A and B).
  const groups = groupsOf(who.within);
  // "tier B must not drop below C": no account is in both.
  return groups.some(isEmpty) ? null : groups.map(allBut);
}
