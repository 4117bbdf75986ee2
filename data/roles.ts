import { SIGNALS, type Signal } from "../tiering/index.ts";
import { columnKey } from "./column-key.ts";
import { DataError } from "./errors.ts";
import type { Layout } from "./layout.ts";
import { findColumn, findLoosely, type Mapping, renamesOf } from "./mapping.ts";
import { nearestNames } from "./nearest.ts";
import { type Kind, type Purpose, purposeOf } from "./our-names.ts";
import { readSums } from "./read/sum-columns.ts";
import { readUnits } from "./units.ts";

/** Newest first; one without a year is the current one. */
function byYear(a: Purpose, b: Purpose): number {
  return (b.year ?? Number.POSITIVE_INFINITY) - (a.year ?? Number.POSITIVE_INFINITY) || 0;
}

/** Where a header stands, for messages: the columns of a table in a warehouse have no line. */
export interface HeaderPlace {
  readonly file: string;
  readonly line?: number | undefined;
}

/**
 * Reads from the header and the mapping what each column is for: the newest year is the current one, the
 * oldest total revenue the base of the growth rate. An ID and one amount have to be there.
 * @throws DataError `missing-column`; `unknown-column` or `duplicate-column` for a mapping that does not fit
 */
export function readLayout(
  columns: readonly string[],
  mapping: Mapping,
  { file, line }: HeaderPlace,
): Layout {
  const isOwnOutput = ["PreviousTier", "Tier", "Change"].every((name) => findLoosely(name, columns));
  const renames = renamesOf(fittingOwnOutput(mapping.accounts, columns, isOwnOutput), columns, file);
  const summed = readSums(mapping, columns, file, isOwnOutput);
  const known = [...columns, ...summed.keys()];
  const found = known.flatMap((column) => purposeOf(column, renames.get(column) ?? column) ?? []);
  refuseTwice(found, { file, line });
  const all = (kind: Kind) => found.filter((purpose) => purpose.kind === kind).sort(byYear);
  const first = (kind: Kind) => all(kind)[0]?.column ?? null;
  const revenues = all("revenue").filter(
    ({ year }, _, list) => !isOwnOutput || year !== null || list.length === 1,
  );
  const tiers = all("tier").filter(({ ours }) => !isOwnOutput || columnKey(ours) === "tier");
  const olderTiers = isOwnOutput ? all("tier").filter((tier) => !tiers.includes(tier)) : [];
  const signals: Partial<Record<Signal, string>> = Object.fromEntries(
    SIGNALS.flatMap((signal) => {
      const column = mapping.signals[signal];
      return column === undefined ? [] : [[signal, findColumn(column, known, file)]];
    }),
  );
  const id = first("id");
  const potential = first("potential");
  const missing = [
    ...(id === null ? ["ID"] : []),
    ...(revenues.length === 0 && potential === null && Object.keys(signals).length === 0
      ? ["amount (TotalRevenue of a year, PotentialRevenue, or a column for a signal)"]
      : []),
  ];
  requireColumns(columns, missing, { file, line });
  const alsoNumbers = mapping.numbers.map((column) => findColumn(column, columns, file));
  refuseIdAsNumber(id!, [...[...summed.values()].flat(), ...Object.values(signals), ...alsoNumbers], {
    file,
    line,
  });
  const names = (purposes: readonly Purpose[]) => purposes.map(({ column }) => column);
  const sums = (["revenue", "stream", "product", "potential"] as const).flatMap((kind) => names(all(kind)));
  const parts = [...summed.values()].flat();
  const money = [...new Set([...parts, ...sums, ...(signals.runway === undefined ? [] : [signals.runway])])];
  return {
    roles: {
      id: id!,
      name: first("name"),
      owner: first("owner"),
      geo: first("geo"),
      category: first("category"),
      tiers: names([...tiers, ...olderTiers]),
      revenues: names(revenues),
      streams: names(all("stream")),
      products: names(all("product")),
      potential,
    },
    numbers: new Set([...parts, ...sums, ...Object.values(signals), ...alsoNumbers]),
    sums: summed,
    units: readUnits(
      money.filter((name) => !summed.has(name)),
      mapping,
      {
        names: columns,
        file,
        isLenient: isOwnOutput || mapping.transactions !== undefined,
      },
    ),
    growthYears: yearsBetween(revenues),
    signals,
    ourNames: new Map(columns.flatMap((column) => ourNameOf(column, renames, found))),
    isOwnOutput,
  };
}

/** Years between the newest and the oldest; 0 unless both are dated, or the oldest is before the undated one. */
function yearsBetween(revenues: readonly Purpose[]): number {
  const [newest, oldest] = [revenues[0]?.year, revenues.at(-1)?.year];
  if (oldest == null || newest === undefined) return 0;
  // Of a dated and an undated year nobody knows how far they are from each other.
  if (newest === null) return oldest < 0 && revenues.every(({ year }) => (year ?? 0) <= 0) ? -oldest : 0;
  return newest > 0 === oldest > 0 ? newest - oldest : 0;
}

function ourNameOf(
  column: string,
  renames: ReadonlyMap<string, string>,
  found: readonly Purpose[],
): [string, string][] {
  const ours = renames.get(column) ?? found.find((purpose) => purpose.column === column)?.ours;
  return ours === undefined ? [] : [[column, ours]];
}

/** Our own CSV calls the ID by our name, whatever the mapping of the book called it. */
function fittingOwnOutput(
  renames: Mapping["accounts"],
  columns: readonly string[],
  isOwnOutput: boolean,
): Mapping["accounts"] {
  if (!isOwnOutput) return renames;
  return Object.fromEntries(
    Object.entries(renames).filter(([theirs]) => findLoosely(theirs, columns) !== undefined),
  );
}

/** Refuses two columns for one purpose. */
function refuseTwice(found: readonly Purpose[], place: HeaderPlace): void {
  const seen = new Map<string, string>();
  for (const { column, ours, kind, year } of found) {
    const many = kind === "stream" || kind === "product";
    const key = many
      ? columnKey(ours)
      : kind === "tier" && columnKey(ours) === "tier"
        ? "tier"
        : `${kind} ${year}`;
    const other = seen.get(key);
    if (other !== undefined) {
      const message = `is the name of 2 columns under the mapping (${other}, ${column}); expected one`;
      throw new DataError("duplicate-column", message, { ...place, column: ours });
    }
    seen.set(key, column);
  }
}

/** An ID is text: it is no amount, no part of a sum and no signal, whatever a mapping says. */
function refuseIdAsNumber(id: string, numbers: readonly string[], place: HeaderPlace): void {
  if (!numbers.includes(id)) return;
  const message = "is the ID, and the mapping takes it for a number too; expected a column of numbers";
  throw new DataError("invalid-mapping", message, { ...place, column: id });
}

/** Refuses a header without what every book needs, naming all that is missing and what stands nearest. */
function requireColumns(header: readonly string[], missing: readonly string[], place: HeaderPlace): void {
  if (missing.length === 0) return;
  const wanted = missing[0]!;
  // Of two letters any short name is near.
  const nearest = nearestNames(
    wanted,
    header.filter((name) => name.toLowerCase().includes(wanted.toLowerCase())),
  );
  const near = nearest.length === 0 ? "" : ` (nearest to ${wanted}: ${nearest.join(", ")})`;
  const message = `the header has no ${missing.join(" and no ")}; expected these names, or a mapping to them${near}`;
  throw new DataError("missing-column", message, { ...place, nearest });
}
