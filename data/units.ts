import { DataError } from "./errors.ts";
import type { ColumnUnit, Layout } from "./layout.ts";
import { findColumn, type Mapping } from "./mapping.ts";
import type { QualityCount } from "./quality.ts";
import type { AmountFacts } from "./read/amount-column.ts";
import { type HeaderUnit, unitInHeader } from "./read/header-unit.ts";

const UNTOLD: ColumnUnit = { factor: 1, currency: "", from: "nobody", told: 1 };

/**
 * The units of amount columns: what the mapping says, else what the header tells for sure (`Umsatz in T€` is
 * multiplied by 1,000). Lenient: what the mapping says of other columns is passed over. O(columns).
 * @throws DataError `unknown-column` where the mapping names a column that the file does not have
 */
export function readUnits(
  columns: readonly string[],
  { units }: Pick<Mapping, "units">,
  header: { readonly names: readonly string[]; readonly file: string; readonly isLenient: boolean },
): ReadonlyMap<string, ColumnUnit> {
  const { names, file, isLenient } = header;
  const given = new Map<string, number>();
  for (const [name, factor] of Object.entries(units)) {
    if (isLenient && !names.includes(name)) continue;
    given.set(findColumn(name, names, file), factor);
  }
  return new Map(columns.map((name) => [name, unitOf(unitInHeader(name), given.get(name))]));
}

function unitOf(told: HeaderUnit | null, given: number | undefined): ColumnUnit {
  const currency = told?.currency ?? "";
  if (given !== undefined) return { factor: given, currency, from: "mapping", told: told?.factor ?? 1 };
  if (told === null) return UNTOLD;
  const { factor, isSure } = told;
  return isSure
    ? { factor, currency, from: "header", told: factor }
    : { factor: 1, currency, from: "doubtful", told: factor };
}

/**
 * Refuses amounts that are held against each other and may not be in one unit: one column's header tells
 * thousands, another's nothing, and neither its cells nor the mapping do.
 * @throws DataError `undecidable-units`
 */
export function refuseMixedUnits(
  { roles, units, sums }: Pick<Layout, "roles" | "units" | "sums">,
  amounts: ReadonlyMap<string, Pick<AmountFacts, "currencies" | "ownUnits">>,
  file: string,
): void {
  const amountColumns = [...roles.revenues, ...(roles.potential === null ? [] : [roles.potential])];
  const compared = amountColumns.flatMap((name) => sums.get(name) ?? [name]);
  const isTold = ([name, { from }]: [string, ColumnUnit]) => {
    const facts = amounts.get(name);
    const inCells = (facts?.currencies.size ?? 0) > 0 || (facts?.ownUnits ?? 0) > 0;
    return from === "mapping" || from === "header" || (from === "nobody" && inCells);
  };
  const all = compared.map((name): [string, ColumnUnit] => [name, units.get(name)!]);
  const open = all.filter((unit) => !isTold(unit));
  const scaled = all.find((unit) => isTold(unit) && unit[1].factor !== 1);
  const [first, firstUnit] = open.find(([, { told }]) => told !== 1) ?? open[0] ?? [];
  if (first === undefined) return;
  const other = open.find(([, { told }]) => told !== firstUnit!.told);
  const beside = scaled?.[0] ?? other?.[0];
  if (beside === undefined) return;
  const factor = scaled?.[1].factor ?? firstUnit!.told;
  const what =
    firstUnit!.told === 1
      ? `its header tells no unit, and that of "${beside}" tells ${unitWords(factor)}`
      : `its header may tell ${unitWords(firstUnit!.told)} or something else, and "${beside}" is beside it`;
  const choose = (unit: number) => `"units": {${JSON.stringify(first)}: ${unit}}`;
  const message = `${what}; expected its unit in the mapping: ${choose(factor)}, or ${choose(1)} for amounts as they stand`;
  throw new DataError("undecidable-units", message, { file, line: 1, column: first });
}

/** A factor in words: thousands, millions. */
export function unitWords(factor: number): string {
  return UNIT_WORDS.get(factor) ?? `units of ${factor.toLocaleString("en")}`;
}

const UNIT_WORDS = new Map([
  [1e3, "thousands"],
  [1e5, "lakhs"],
  [1e6, "millions"],
  [1e7, "crores"],
  [1e9, "billions"],
]);

/** Notes which amounts were multiplied by the unit of their header, and which may have one that was not taken. */
export function noteUnits(
  count: QualityCount,
  units: ReadonlyMap<string, ColumnUnit>,
  amounts: ReadonlyMap<string, Pick<AmountFacts, "ownUnits">>,
): void {
  for (const [name, { factor, from, told }] of units) {
    if (factor !== 1) count.note("unit-applied", 1, [`"${name}" in ${unitWords(factor)}`]);
    if (from === "doubtful") count.note("unit-doubtful", 1, [`"${name}", perhaps ${unitWords(told)}`]);
    const own = amounts.get(name)?.ownUnits ?? 0;
    if (factor !== 1 && own > 0) count.note("cells-with-own-unit", own, [`"${name}"`]);
  }
}
