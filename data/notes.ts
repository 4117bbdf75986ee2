import type { QualityCount } from "./quality.ts";
import type { AccountsTable } from "./read/accounts-table.ts";

function countWhere(values: Float64Array, test: (value: number) => boolean): number {
  let count = 0;
  for (const value of values) if (test(value)) count++;
  return count;
}

/** Notes what the core accepts but scores as undefined or finds nothing in; see system.md §6 of the design. */
export function noteOddities(
  count: QualityCount,
  table: AccountsTable,
  derived: { readonly tier: Uint8Array; readonly geoTam: Float64Array; readonly categoryTam: Float64Array },
): void {
  const { roles, numberColumns, text } = table;
  const revenue = numberColumns.get(roles.revenues[0]!)!;
  const base = numberColumns.get(roles.revenues.at(-1)!)!;
  count.note(
    "negative-revenue",
    countWhere(revenue, (v) => v < 0),
  );
  count.note(
    "zero-revenue",
    countWhere(revenue, (v) => v === 0),
  );
  count.note(
    "base-revenue-not-positive",
    countWhere(base, (v) => v <= 0),
  );
  count.note("blank-base-revenue", countWhere(base, Number.isNaN));
  count.note("blank-potential", countWhere(numberColumns.get(roles.potential!)!, Number.isNaN));
  for (const [name, column] of numberColumns) {
    if (name !== roles.potential && column !== base)
      count.note("blank-number", countWhere(column, Number.isNaN));
    if (table.n > 1 && column.every((v) => Object.is(v, column[0]))) count.note("constant-column");
  }
  for (const [market, column, tam] of [
    ["geo", text.get(roles.geo!)!, derived.geoTam],
    ["category", text.get(roles.category!)!, derived.categoryTam],
  ] as const) {
    let without = 0;
    for (const code of column.codes) if (!(tam[code]! > 0)) without++;
    count.note(`${market}-without-tam`, without);
  }
  if (table.n > 1 && derived.tier.every((t) => t === derived.tier[0])) count.note("one-tier", table.n);
}
