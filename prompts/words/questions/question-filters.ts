import type { Vocabulary } from "../../book/vocabulary.ts";
import type { UnreadPhrase } from "../../merge/reading.ts";
import { phraseOf } from "../clauses/phrases.ts";
import { spend } from "../clauses/spend.ts";
import { isForeign } from "../clauses/unused.ts";
import type { Item } from "../items/item.ts";
import { readWho } from "../who/who.ts";

/** Which accounts a question is about, and how many of them it wants. */
export interface Filters {
  /** Selectors, all of which must match. */
  readonly where: string[];
  readonly limit: number | null;
  /** The items that said so. */
  readonly items: readonly Item[];
}

/** "top", "the biggest": lists have an order of their own, so these only go with a number. */
const ENDS = /^(?:top|biggest|largest|highest|best|first|foremost|greatest|most)$/u;

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

/** The accounts that items name, and the one whole number among them that says how many to list. */
export function readFilters(items: readonly Item[], vocabulary: Vocabulary): Filters {
  const open = items.filter((item) => item.became === null);
  const counted = open.filter((item, at) => countOf(item) !== null && !UNITS.test(open[at + 1]?.text ?? ""));
  const ends = open.filter((item) => item.kind === "word" && ENDS.test(item.text));
  const rest = open.filter((item) => !ends.includes(item));
  const who = readWho({ items: rest, tie: "stop", sentence: 0 }, vocabulary);
  const used = new Set(who?.items ?? []);
  const rows = counted.filter((item) => !used.has(item));
  const limit = rows.length === 1 ? (rows[0]?.amounts[0]?.value ?? null) : null;
  const where = [
    ...(who?.within ?? []).map(({ text }) => text),
    ...(who?.except ?? []).flatMap(({ not }) => (not === null ? [] : [not])),
  ];
  return { where: [...new Set(where)], limit, items: [...used, ...(limit === null ? [] : rows), ...ends] };
}

/** What of a question nothing came of: names, numbers, signals, unknown words where a name could stand. */
export function unusedOfQuestion(items: readonly Item[], message: string): UnreadPhrase[] {
  return items
    .filter((item, at) => item.became === null && (NAMING.has(item.kind) || isName(items, at, message)))
    .map((item) => phraseOf([item], message, false));
}

/** What speaks of a plan rather than of the account that is asked about: "42 under a growth-only plan". */
export const isOfPlan = ({ kind }: Item): boolean => kind === "signal" || kind === "amount";

const NAMING: ReadonlySet<string> = new Set("values tier amount column account signal".split(" "));

/** "which Novartis accounts", "wholesale customers", "in Atlantis": a word that is none of ours, where names stand. */
function isName(items: readonly Item[], at: number, message: string): boolean {
  const item = items[at] as Item;
  if (item.kind !== "word" || item.cues.size > 0 || !isForeign(item.text)) return false;
  if (/^(?:ages|similar|comparable|like)$/u.test(item.text)) return false;
  const capital = at > 0 && /^\p{Lu}/u.test(message.slice(item.start, item.end));
  const placed = /^(?:in|for|at|from|within|among|of|across)$/u.test(items[at - 1]?.text ?? "");
  return capital || placed || /^(?:accounts?|customers?|clients?|ones)$/u.test(items[at + 1]?.text ?? "");
}

/** Spends the items whose words stand within the first match of a pattern over the sentence's words. */
export function spendMatch(items: readonly Item[], pattern: RegExp, became: string): void {
  const words = items.flatMap((item) => item.text.split(" "));
  const found = pattern.exec(words.join(" "));
  if (found === null) return;
  let at = 0;
  const within = items.filter((item) => {
    const start = at;
    at += item.text.length + 1;
    return (
      (item.kind === "word" || item.kind === "signal") &&
      start < found.index + found[0].length &&
      at - 1 > found.index
    );
  });
  spend(within, became);
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
