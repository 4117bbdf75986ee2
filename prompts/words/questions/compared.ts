import type { Item } from "../items/item.ts";

/** What sets one beside another. */
const COMPARES = /^(?:compared|compared to|compared with|versus|vs|against|than|compare)$/u;

/**
 * "in Brazil compared to Mexico": the column whose values are set side by side, where the selectors name two of one column, with
 * the words that compare them (no column for tiers, by which all is told anyway); null where nothing is compared, or what is lies in two columns.
 */
export function sidesOf(
  items: readonly Item[],
  where: readonly string[],
): { readonly column: string | null; readonly items: readonly Item[] } | null {
  const words = items.filter(({ text }) => COMPARES.test(text));
  if (words.length === 0) return null;
  const several = where.filter((entry) => /^[^:!<>&]+:[^&]*\|/u.test(entry) && !entry.startsWith("id:"));
  const [entry, more] = several;
  if (entry === undefined || more !== undefined) return null;
  const column = entry.slice(0, entry.indexOf(":"));
  return { column: column === "tier" ? null : column, items: words };
}
