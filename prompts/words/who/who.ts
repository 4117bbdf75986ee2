import type { Vocabulary } from "../../vocabulary.ts";
import { type Clause, withCue } from "../clauses/clauses.ts";
import { areApart, isAmong, STAYING } from "./condition-ties.ts";
import type { Item, Values } from "../items/items.ts";
import { measured } from "./measures.ts";

/** The accounts that a clause speaks of, as selectors. */
export interface Who {
  /** Each a selector of its own, `Column:value|value`, `tier:A|B`, `Column>10`, `top:50:Column`. */
  readonly within: readonly Part[];
  /** What is taken out: "except Germany", "outside Europe". */
  readonly except: readonly Part[];
  readonly accounts: readonly string[];
  /** The items that said so. */
  readonly items: readonly Item[];
  /** True where the names stand behind "in", "for" and the like. */
  readonly located: boolean;
  /** True where different columns are tied by "or": accounts that meet any of the conditions. */
  readonly either: boolean;
}

/** One condition on an account. */
export interface Part {
  readonly text: string;
  /** The same turned round: none of the values; null where it has no such form. */
  readonly not: string | null;
  /** How a scope says it, where that differs: tiers by the column that holds them. */
  readonly scope?: string;
  /** Whether it narrows the part before ("Healthcare in Germany") rather than standing beside it. */
  readonly narrows: boolean;
}

/** Words behind which a name says where something holds, rather than what is wished for. */
const PLACED = /^(?:in|within|inside|across|for|from|throughout|among)$/u;

/** The accounts that a clause names, or null where it names none. */
export function readWho(clause: Clause, vocabulary: Vocabulary): Who | null {
  const within: Part[] = [];
  const except: Part[] = [];
  const accounts: string[] = [];
  const used: Item[] = [];
  let negated = false;
  let located = false;
  let fresh = false;
  let either = false;
  let flips: Item | null = null;
  let tie = "";
  let link: Item | null = null;
  const parts = measured(clause, vocabulary);
  for (const item of clause.items) {
    if (item.became !== null) continue;
    if (item.cues.has("except")) negated = true;
    if (/^(?:and|or|&)\b/u.test(item.text)) tie = item.text.startsWith("or") ? "or" : "and";
    // "everything that isn't Active": of all others.
    if (item.text === "not" && isRelative(clause.items, item)) {
      flips = item;
      continue;
    }
    const own = parts.get(item) ?? partOf(item, vocabulary);
    const staying =
      item.kind === "tier" && link !== null && STAYING.test(link.text) && isAmong(item, within)
        ? "skip"
        : own;
    const made = flips !== null && staying !== null && staying !== "skip" ? turned(staying) : staying;
    if (made === "skip") {
      used.push(item);
      continue;
    }
    if (item.kind === "account") accounts.push(...item.names);
    else if (made !== null) {
      const list = negated ? except : within;
      const linked =
        link !== null &&
        /^(?:in|of|from|within|with|that|whose|where|having|at|inside|there|accounts in|on)$/u.test(
          link.text,
        );
      // "with NPS at least 30 and more than 100 seats": both of the same account.
      const both = tie === "and" && parts.has(item) && /[<>]/u.test(list.at(-1)?.text ?? "");
      // "Reseller accounts under 500k", "Priya Nair's Fintech accounts": nothing stands between the two.
      const column = /^[^:<>]+/u.exec(made.text)?.[0];
      const last = used.at(-1);
      const next = item.kind === "amount" || (last !== undefined && item.start - last.end <= 1);
      const beside = tie === "" && next && column !== /^[^:!<>]+/u.exec(list.at(-1)?.text ?? "")?.[0];
      const narrows = !fresh && list.length > 0 && tie !== "or" && (linked || both || beside);
      // "only Germany and the Nordics": nobody is in both.
      either ||= !narrows && list.some((part) => areApart(part.text, made.text));
      if (flips !== null) used.push(flips);
      if (item.values !== null && item.values.column === vocabulary.roles.owner)
        used.push(...ownership(clause.items, clause.items.indexOf(item)));
      flips = null;
      either ||= tie === "or" && list.length > 0;
      tie = "";
      list.push({ ...made, narrows });
      if (
        link !== null &&
        /^(?:in|within|inside|across|for|from|throughout|among|of|on|into|to)$/u.test(link.text)
      )
        located = PLACED.test(link.text) || located;
    } else {
      // "Gold and everything in Retail": a new set, no narrower one.
      if (item.cues.has("all") && (negated ? except : within).length > 0) fresh = true;
      if (
        item.kind === "word" &&
        !/^(?:a|an|the|our|all|any|accounts?|customers?|clients?|companies)$/u.test(item.text)
      )
        link = item;
      continue;
    }
    used.push(item);
    link = null;
    fresh = false;
  }
  if (used.length === 0 || within.length + except.length + accounts.length === 0) return null;
  const taken = except.length > 0 ? withCue(clause, "except") : [];
  return { within, except, accounts, items: [...used, ...taken], located, either };
}

/** "owned by", "managed by" ahead of an owner. */
function ownership(items: readonly Item[], at: number): Item[] {
  const before = items.slice(Math.max(0, at - 2), at);
  const isOwned =
    /^(?:owned|owner|managed|handled|run|led|covered|served|assigned|looked after)(?: by| to)?$/u;
  return isOwned.test(before.map(({ text }) => text).join(" ")) ? before : [];
}

/** "that isn't", "who are not in": a denial of what the accounts are. */
function isRelative(items: readonly Item[], not: Item): boolean {
  const at = items.indexOf(not);
  return (
    /^(?:is|are|was|were|does|do)$/u.test(items[at - 1]?.text ?? "") &&
    items.slice(Math.max(0, at - 4), at).some(({ text }) => /^(?:that|which|who|whose)$/u.test(text))
  );
}

/** A condition turned round; null where it has no such form. */
function turned({ not, text }: Omit<Part, "narrows">): Omit<Part, "narrows"> | null {
  return not === null ? null : { text: not, not: text };
}

function partOf(item: Item, vocabulary: Vocabulary): Omit<Part, "narrows"> | null {
  if (item.kind === "tier") {
    const text = `tier:${item.names.join("|")}`;
    const others = vocabulary.tiers.filter((tier) => !item.names.includes(tier));
    return {
      text,
      not: others.length === 0 ? null : `tier:${others.join("|")}`,
      scope: tierColumn(item.names, vocabulary) ?? text,
    };
  }
  if (item.values === null) return null;
  return valuesPart(item.values);
}

/** The tiers as values of the current tier's column, where it spells them so. */
function tierColumn(names: readonly string[], { columns, roles }: Vocabulary): string | null {
  const known = columns.find(({ name }) => name === roles.tier)?.values ?? [];
  const values = names.map((name) => known.find((value) => value === name || value === `Tier ${name}`));
  return values.every((value) => value !== undefined) ? `${roles.tier}:${values.join("|")}` : null;
}

function valuesPart({ column, values }: Values): Omit<Part, "narrows"> {
  const list = [...new Set(values)].join("|");
  return { text: `${column}:${list}`, not: `${column}!:${list}` };
}

/** As entries of a hold: any of them is held; what narrows joins the part before, what is excepted each of them. */
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
    const isAlike = before !== undefined && !before.includes("&") && columnOf(before) === columnOf(text);
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

/** What is neither the one nor the other, as further terms: not (Healthcare in Japan) is no Healthcare, or not in Japan. */
function outsideOf(except: readonly Part[]): string[] {
  const groups: Part[][] = [];
  for (const part of except) {
    if (part.narrows && groups.length > 0) groups.at(-1)?.push(part);
    else groups.push([part]);
  }
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
 * As entries of a scope (or of who may rise or fall), all of which must match; empty where one of them is to.
 * @param byName tiers as `tier:A` rather than by the column that holds them
 */
export function scopeEntries(who: Who, byName = false): string[] {
  // Nor can a list that must match as a whole say "not (Healthcare in Japan)".
  if (who.either || who.except.some(({ narrows }) => narrows)) return [];
  const entries: string[] =
    who.accounts.length > 0 && who.within.length === 0 ? [`id:${who.accounts.join("|")}`] : [];
  for (const { scope, text } of who.within) {
    const entry = byName ? text : (scope ?? text);
    const [column = ""] = /^[^:!<>&]+:(?=[^&]*$)/u.exec(entry) ?? [];
    // Nobody is in two regions: of one column any value will do.
    const same = /^(?:top|bottom|$)/u.test(column)
      ? -1
      : entries.findIndex((each) => each.startsWith(column));
    if (same < 0) entries.push(entry);
    else entries[same] += `|${entry.slice(column.length)}`;
  }
  return [...entries, ...who.except.flatMap((part) => (part.not === null ? [] : [part.not]))];
}

/** The accounts that are none of these, as entries of a scope; null where a selector cannot say so. */
export function outsideEntries(who: Who): string[] | null {
  if (who.accounts.length > 0)
    return who.within.length + who.except.length > 0 ? null : [`id!:${who.accounts.join("|")}`];
  if (who.within.length === 0) return who.except.map((part) => part.text);
  if (who.within.some((part) => part.not === null) || who.except.length > 0) return null;
  // Not (A and B) is no conjunction; not A and not B is, of the one or of the other.
  if (who.within.some((part) => part.narrows)) return null;
  return who.within.map((part) => part.not as string);
}
