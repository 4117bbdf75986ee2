import type { Vocabulary } from "../../book/vocabulary.ts";
import { spend } from "../clauses/spend.ts";
import type { Item } from "../items/item.ts";
import { scopeEntries } from "../who/selector-entries.ts";
import { readWho } from "../who/who.ts";
import { conditionsOf } from "./conditions.ts";

/** Which accounts a question is about, and how many of them it wants. */
export interface Filters {
  /** Selectors, all of which must match. */
  readonly where: string[];
  readonly limit: number | null;
  /** The items that said so. */
  readonly items: readonly Item[];
}

/** "top", "the biggest": lists have an order of their own, so these only go with a number. */
const ENDS =
  /^(?:the )?(?:bottom|smallest|lowest|fewest|least|top|biggest|largest|highest|best|first|foremost|greatest|most)$/u;

/** Units behind a number that is no number of rows. */
const UNITS = /^(?:years?|months?|quarters?|weeks?|days?|%|percent|times?|tiers?|steps?)$/u;

/** The one whole number from 1 to 1,000 that an item is, of rows or people; null for any other item. */
export const countOf = ({ amounts: [amount, more] }: Item): number | null =>
  amount?.kind === "plain" &&
  more === undefined &&
  Number.isInteger(amount.value) &&
  amount.value >= 1 &&
  amount.value <= 1000
    ? amount.value
    : null;

/** The accounts that items name or describe, and the one whole number among them that says how many to list. */
export function readFilters(items: readonly Item[], vocabulary: Vocabulary): Filters {
  const all = items.filter((item) => item.became === null);
  const conditions = conditionsOf(all, vocabulary);
  const open = all.filter((item) => !conditions.items.includes(item));
  const counted = open.filter((item, at) => countOf(item) !== null && !UNITS.test(open[at + 1]?.text ?? ""));
  const ends = open.filter(
    (item, at) => item.kind === "word" && ENDS.test(item.text) && !isAmongTop(open, at),
  );
  // "the top 7 with revenue below 200,000": a number beside an end is of rows.
  const beside = counted.filter((item) => {
    const at = open.indexOf(item);
    return [open[at - 1], open[at + 1]].some((each) => each !== undefined && ends.includes(each));
  });
  const rest = open.filter((item) => !ends.includes(item) && !beside.includes(item));
  const used = new Set<Item>();
  const named = stretchesOf(rest).flatMap((stretch) => {
    const who = readWho({ items: stretch, tie: "stop", sentence: 0 }, vocabulary);
    const entries = who === null ? [] : scopeEntries({ ...who, accounts: [] }, true);
    for (const item of entries.length === 0 ? [] : (who?.items ?? []))
      if (item.kind !== "account") used.add(item);
    return entries;
  });
  const rows = counted.filter((item) => !used.has(item));
  const limit = rows.length === 1 ? (rows[0]?.amounts[0]?.value ?? null) : null;
  return {
    where: [...new Set([...named, ...conditions.where])],
    limit,
    items: [...conditions.items, ...used, ...(limit === null ? [] : [...rows, ...ends])],
  };
}

/** "outside Africa with more than 5 million": what is excepted ends where an amount of their own is told. */
function stretchesOf(items: readonly Item[]): (readonly Item[])[] {
  const at = items.findIndex(
    ({ text }, place) =>
      /^(?:with|whose|having)$/u.test(text) &&
      items.slice(place).some((item) => item.amounts.length > 0) &&
      items.slice(0, place).some(({ cues }) => cues.has("except")),
  );
  return at < 0 ? [items] : [items.slice(0, at), items.slice(at)];
}

/** "which of our top 50 accounts by revenue": among these, rather than how many are wanted. */
function isAmongTop(items: readonly Item[], at: number): boolean {
  const ahead = items.slice(Math.max(0, at - 3), at).map(({ text }) => text);
  const counted = [items[at - 1], items[at + 1]].some((item) => item !== undefined && countOf(item) !== null);
  return counted && /(?:^| )(?:of|among|within)(?: (?:the|our|my))?(?: \S+)?$/u.test(ahead.join(" "));
}

/** The items whose words stand within the first match of a pattern over the sentence's words. */
export function itemsMatched(
  items: readonly Item[],
  pattern: RegExp,
  wordsOf: (item: Item) => string = ({ text }) => text,
): Item[] {
  const found = pattern.exec(items.map(wordsOf).join(" "));
  if (found === null) return [];
  let at = 0;
  return items.filter((item) => {
    const start = at;
    at += wordsOf(item).length + 1;
    return start < found.index + found[0].length && at - 1 > found.index;
  });
}

/** Spends the words within the first match of a pattern. */
export function spendMatch(items: readonly Item[], pattern: RegExp, became: string): void {
  const within = itemsMatched(items, pattern);
  spend(
    within.filter(({ kind }) => kind === "word" || kind === "signal"),
    became,
  );
}

/** "Top 3, please.": how much of the list before is wanted. */
export function mostOf(items: readonly Item[]): number | null {
  const [number, more] = items.filter(({ amounts }) => amounts.length > 0);
  const alone = items.every(
    (item) =>
      item.kind === "amount" ||
      /^(?:the|top|first|just|only|show|list|give|me|us|biggest|largest|please|of them|of those|of these|accounts?|ones|,|\?|\.)$/u.test(
        item.text,
      ),
  );
  return alone && number !== undefined && more === undefined ? countOf(number) : null;
}
