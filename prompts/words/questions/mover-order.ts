import type { Vocabulary } from "../../book/vocabulary.ts";
import { textOf } from "../clauses/clauses.ts";
import type { Item } from "../items/item.ts";

/** What movers can be ordered by besides a number column's own name. */
const AMOUNTS: readonly [RegExp, "revenue" | "potential"][] = [
  [/\b(?:revenues?|sales|turnover|spend|arr|premium|money|value|size|biggest|largest)\b/u, "revenue"],
  [/\b(?:potential|upside|headroom|runway)\b/u, "potential"],
];

interface Counted {
  readonly vocabulary: Vocabulary;
  /** The column by whose values the movers are counted; null where they are listed. */
  readonly column: string | null;
}

/**
 * "top 10 movers by ARR", "which region gains most potential", "who fell, biggest first": the number column by which the
 * most comes first; of movers that are counted `revenue` or `potential`. Null where none is said.
 */
export function orderOf(
  items: readonly Item[],
  text: string,
  { column, vocabulary }: Counted,
): string | null {
  const { potential, revenue } = vocabulary.roles;
  const by = items.findIndex((item) =>
    /^(?:by|ordered by|sorted by|ranked by|in order of)$/u.test(item.text),
  );
  const about = items[by + 1];
  const own = by < 0 ? undefined : about?.names.find((name) => vocabulary.numbers.includes(name));
  const words = by < 0 ? "" : textOf({ items: items.slice(by + 1, by + 3) });
  const asks = `${words} ${(column === null ? LARGEST_FIRST : MOST_OF).exec(text)?.[0] ?? ""}`;
  const amount = AMOUNTS.find(([pattern]) => pattern.test(asks))?.[1] ?? null;
  if (column !== null) return own === potential ? "potential" : own === revenue ? "revenue" : amount;
  if (own !== undefined) return own;
  return amount === "revenue" ? revenue || null : amount === "potential" ? potential || null : null;
}

const LARGEST_FIRST = /\b(?:biggest|largest|highest) first\b/u;
/** "gains most potential", "the most revenue": of what the most is asked for. */
const MOST_OF = /\b(?:most|more|highest|largest) (?:\S+ )?(?:revenue|sales|potential|upside|value)\b/u;

/** Whoever looks after accounts. */
const OWNERS = /^(?:owner|rep|seller|manager)/u;

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
