import { GROWTH_COLUMN } from "../../../tiering/index.ts";
import type { Vocabulary } from "../../book/vocabulary.ts";
import { textOf } from "../clauses/clauses.ts";
import type { Item } from "../items/item.ts";
import { columnOf } from "../who/ranks.ts";

/** What the most, and what the least of something is asked for by. */
const MOST =
  /^(?:the )?(?:top|biggest|largest|highest|richest|best|greatest|most|more|strongest|fastest|quickest)$/u;
const LEAST = /^(?:the )?(?:bottom|smallest|lowest|fewest|least|poorest|weakest|slowest|tiniest)$/u;
const isEnd = (item: Item) => item.kind === "word" && (MOST.test(item.text) || LEAST.test(item.text));

/** Words between an end and what it is the end of: "the most revenue", "bottom 10 accounts by revenue". */
const BETWEEN = /^(?:of|our|the|in|current|annual|total|with)$/u;
const NOUN =
  /^(?:accounts?|customers?|clients?|companies|company|logos?|names|ones?|firms?|movers?|losers?|winners?|climbers?|risers?|fallers?|promotions?|demotions?|upgrades?|downgrades?)$/u;

/** The number column that an item names: of the book, its revenue or potential, or growth where the book has it. */
export function numberNamed(item: Item, vocabulary: Vocabulary): string | null {
  const own = columnOf(item, vocabulary);
  if (own !== null) return own || null;
  if (item.signals.join() === "growth")
    return vocabulary.absentSignals?.growth === undefined ? GROWTH_COLUMN : null;
  if (/^(?:arr|money|business|value|premium)$/u.test(item.text)) return vocabulary.roles.revenue || null;
  return item.signals.join() === "runway" ? vocabulary.roles.potential || null : null;
}

/** An order that is asked for, and the words that said so. */
export interface Order {
  /** A number column; null for how many accounts there are of each group. */
  readonly column: string | null;
  readonly ascending: boolean;
  /** Whether the words name the column, rather than the biggest or the smallest alone. */
  readonly measured: boolean;
  readonly items: readonly Item[];
}

/**
 * "the ten largest", "by potential", "the least revenue", "growing fastest", "biggest first": in which order; null where
 * none is said, or it is one of what no column holds.
 */
export function orderOf(items: readonly Item[], vocabulary: Vocabulary): Order | null {
  const ends = items.filter(isEnd);
  const ascending = ends.some(({ text }) => LEAST.test(text));
  const by = items.findIndex((item) =>
    /^(?:by|ordered by|sorted by|ranked by|in order of)$/u.test(item.text),
  );
  const named =
    by < 0 ? undefined : items.slice(by + 1, by + 3).find((item) => numberNamed(item, vocabulary));
  if (named !== undefined)
    return {
      column: numberNamed(named, vocabulary),
      ascending,
      measured: true,
      items: [...ends, named, items[by] as Item],
    };
  for (const end of ends) {
    const at = items.indexOf(end);
    const about = items
      .slice(at + 1)
      .find((item) => item.kind !== "amount" && item.kind !== "tier" && !BETWEEN.test(item.text));
    const ahead = items[at - 1];
    const measure = [about, /(?:est|most)$/u.test(end.text) ? ahead : undefined].find(
      (item) => item !== undefined && numberNamed(item, vocabulary) !== null,
    );
    if (measure !== undefined)
      return {
        column: numberNamed(measure, vocabulary),
        ascending,
        measured: true,
        items: [...ends, measure],
      };
    const noun = items.slice(at + 1, at + 8).find(({ text }) => NOUN.test(text));
    const first = items[at + 1]?.text === "first";
    const stands = about === undefined || NOUN.test(about.text) || noun !== undefined || at > 0;
    if (
      /^(?:the )?(?:biggest|largest|highest|greatest|smallest|tiniest|richest|top|bottom|best)$/u.test(
        end.text,
      ) &&
      stands
    )
      return { column: vocabulary.roles.revenue || null, ascending, measured: first, items: ends };
    if (about === undefined || NOUN.test(about.text) || /(?:most|more|fewest)$/u.test(end.text))
      return { column: null, ascending, measured: false, items: ends };
  }
  return null;
}

/** Items without the column of an order, which no condition is of: "below 200,000 by potential". */
export const withoutOrder = (items: readonly Item[], order: Order | null): Item[] =>
  items.filter((item) => order === null || isEnd(item) || !order.items.includes(item));

/** An order of groups: by what they bring rather than by a column. */
export function groupOrder(order: Order | null, { roles }: Vocabulary): "revenue" | "potential" | null {
  if (order === null || order.column === null) return null;
  return order.column === roles.potential ? "potential" : order.column === roles.revenue ? "revenue" : null;
}

/** Whoever looks after accounts. */
const OWNERS =
  /^(?:owner|reps?$|representative|seller|manager|sales ?(?:person|people|rep)|account (?:manager|executive))/u;

/** What a column is called in any of the usual languages, by the word for what it holds. */
const CALLED: readonly [RegExp, RegExp][] = [
  [/^(?:countr|nation)/u, /countr|nation|^land$|pays|país|pais/iu],
  [/^(?:cit|town)/u, /city|town|urban|stadt|^ort$|ville|ciudad/iu],
  [OWNERS, /owner|^rep|seller|manager|außendienst/iu],
];

/** The text column that a word speaks of: by its name, in the plural, by what it holds, or by its role. */
export function groupNamed(item: Item, { columns, numbers, roles }: Vocabulary): string | null {
  const [name = null] = item.names;
  if (item.kind === "column") return name !== null && numbers.includes(name) ? null : name;
  const named = columns.find(({ name }) => `${name.toLowerCase()}s` === item.text);
  const holds = CALLED.find(([word]) => word.test(item.text))?.[1];
  const called = named ?? columns.find(({ name }) => holds?.test(name));
  if (called !== undefined) return called.name;
  if (roles.owner !== undefined && OWNERS.test(item.text)) return roles.owner;
  const [signal] = item.signals;
  const role = signal === "geo" ? roles.geo : signal === "category" ? roles.category : "";
  return role === "" ? null : role;
}

/** What a number column is to come to, where the words ask for it: "average revenue", "the total potential of". */
export interface Statistic {
  readonly kind: "sum" | "mean" | "median";
  readonly measure: string;
  readonly items: readonly Item[];
}

const MEAN = /^(?:average|mean|avg|typical)$/u;
const SUM = /^(?:total|sum|combined|overall|altogether|summed)$/u;

const MEDIAN = /^(?:medians?|middle)$/u;

/** The sum, mean or median that a sentence asks for; null for none, and for a sum of growth. */
export function statisticOf(items: readonly Item[], vocabulary: Vocabulary): Statistic | null {
  const at = items.findIndex(({ text }) => [MEAN, MEDIAN, SUM].some((pattern) => pattern.test(text)));
  const word = items[at];
  if (word === undefined) return null;
  // "how much revenue moves in total": the amount stands ahead.
  const about = [...items.slice(at + 1, at + 4), ...items.slice(0, at)].find(
    (item) => numberNamed(item, vocabulary) !== null,
  );
  const measure = about === undefined ? null : numberNamed(about, vocabulary);
  const kind = MEAN.test(word.text) ? "mean" : MEDIAN.test(word.text) ? "median" : "sum";
  if (about === undefined || measure === null || (measure === GROWTH_COLUMN && kind === "sum")) return null;
  return { kind, measure, items: [word, about] };
}

/** The words of some items. */
export const wordsOf = (items: readonly Item[]): string => textOf({ items });
