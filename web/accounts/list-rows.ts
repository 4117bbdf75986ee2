import type { TierTable } from "../api/tier-table.ts";
import type { Filter, Sort } from "../state/filter.ts";

/** The rows that a filter lets through, in its order; ties keep the file's order. O(N log N). */
export function listRows(table: TierTable, filter: Filter): Uint32Array {
  const { search, change, from, to } = filter;
  const wanted = search.trim().toLowerCase();
  const rows: number[] = [];
  for (let at = 0; at < table.rows; at++) {
    const way = table.change[at]!;
    if (change === "moved" ? way === "same" || way === "" : change !== "all" && way !== change) continue;
    if (from !== "" && table.previous[at] !== from) continue;
    if (to !== "" && table.tier[at] !== to) continue;
    if (
      wanted !== "" &&
      !table.id[at]!.toLowerCase().includes(wanted) &&
      !table.reason[at]!.toLowerCase().includes(wanted)
    ) {
      continue;
    }
    rows.push(at);
  }
  const order = Uint32Array.from(rows);
  const compare = comparator(table, filter.sort);
  if (compare !== null) {
    const sign = filter.descending ? -1 : 1;
    order.sort((a, b) => sign * compare(a, b) || a - b);
  }
  return order;
}

function comparator(table: TierTable, sort: Sort | null): ((a: number, b: number) => number) | null {
  if (sort === null) return null;
  if (sort === "potential" || sort === "revenue") {
    const values = table[sort];
    return (a, b) => values[a]! - values[b]!;
  }
  const texts = table[sort];
  if (sort === "id" && texts.every((id) => /^\d{1,15}$/.test(id))) {
    const numbers = Float64Array.from(texts, Number);
    return (a, b) => numbers[a]! - numbers[b]!;
  }
  return (a, b) => (texts[a]! < texts[b]! ? -1 : texts[a]! > texts[b]! ? 1 : 0);
}
