import type { RoleCapacities } from "../../tiering/index.ts";
import { DataError } from "../errors.ts";
import {
  QualityCount,
  type QualityReport,
  quoteCell,
  type RejectionCode,
  wrongCellCount,
} from "../quality.ts";
import { readRecords } from "../read/records.ts";
import type { Source } from "../source.ts";
import { decimalMarks, isUnlimited, readCount } from "./account-counts.ts";
import { CAPACITY_NAMES } from "./column-names.ts";
import { type ColumnPlaces, cellOf, findColumns } from "./columns.ts";
import { createTierLabels } from "./tier-labels.ts";

/** Capacities as a file has them, and what its reader made of the rows. */
export interface CapacitiesFile {
  /** Most accounts by role, then tier; tiers that the file does not name are 0; shape [K] each. */
  readonly capacities: RoleCapacities;
  readonly quality: QualityReport;
}

/** The cells of one row that say something, by tier. */
interface CapacityRow {
  readonly line: number;
  readonly role: string;
  readonly cells: readonly { readonly tier: number; readonly column: string; readonly cell: string }[];
}

const MAX_BYTES = 2 ** 24;

/** Notes on cells such as `1.200`: taken as 1,200 accounts, or as 1.2 where other cells have fractions by that mark. */
const THOUSANDS = "accounts-by-thousands";
const THOUSANDTHS = "accounts-by-thousandths";

/**
 * Reads capacity.csv, role × tier, in either of its two shapes: rows of Role, Tier, Accounts, or one row a
 * role with a column for each tier (`A`, `Tier B`, `C-Kunden`). A blank or a dash is 0: the role does not serve that tier.
 * `1.200` is 1,200 accounts unless other cells of the file have fractions by that mark; either is noted.
 * @throws DataError for every fatal fault, `no-rows` where no row is left.
 */
export async function readCapacities(
  source: Source,
  tierNames: readonly string[],
  theirsToOurs: Readonly<Record<string, string>> = {},
): Promise<CapacitiesFile> {
  const count = new QualityCount();
  const labels = createTierLabels(tierNames);
  const rows: CapacityRow[] = [];
  const seen = new Set<string>();
  let places: ColumnPlaces = {};
  let width = 0;
  /** Tier of each column of the wide shape; empty in the long one. */
  let tierColumns: readonly { readonly at: number; readonly tier: number; readonly name: string }[] = [];

  const noteNumber = (label: string, tier: number) => {
    if (labels.isByNumber(label)) count.note("tiers-by-number", 1, [`${label} as ${tierNames[tier]}`]);
  };

  await readRecords(source, MAX_BYTES, {
    onHeader(header) {
      width = header.length;
      const wide = header.flatMap((name, at) => {
        const tier = labels.ofHeader(name);
        return tier < 0 ? [] : [{ at, tier, name }];
      });
      places = findColumns(header, {
        names: CAPACITY_NAMES,
        required: wide.length > 0 ? ["Role"] : ["Role", "Tier", "Accounts"],
        theirsToOurs,
        file: source.name,
        count,
        alsoUsed: (name) => labels.ofHeader(name) >= 0,
        fits: (_, at) => wide.every((column) => column.at !== at),
      });
      tierColumns = places.Tier! < 0 ? wide : [];
      for (const { name, tier } of tierColumns) noteNumber(name, tier);
    },
    onRow(cells, line) {
      const reject = (column: string, code: RejectionCode, reason: string) =>
        count.reject({ line, column, code, reason });
      if (cells.length !== width)
        return reject("Role", "wrong-cell-count", wrongCellCount(cells.length, width));
      const role = cellOf(cells, places, "Role");
      if (role === "") return reject("Role", "blank-role", "the role is blank; expected its name");
      const label = tierColumns.length > 0 ? "" : cellOf(cells, places, "Tier");
      const tier = tierColumns.length > 0 ? undefined : labels.of(label);
      if (tier !== undefined && tier < 0) {
        const reason = `got ${quoteCell(label)}, expected a tier of the book: ${tierNames.join(", ")}`;
        return reject("Tier", "unknown-tier", reason);
      }
      if (tier !== undefined) noteNumber(label, tier);
      const key = JSON.stringify([role, tier ?? ""]);
      if (seen.has(key)) {
        const reason = `${role}${tier === undefined ? "" : `, ${label}`} stands in an earlier row`;
        return reject("Role", "duplicate-id", reason);
      }
      seen.add(key);
      const found =
        tier === undefined
          ? tierColumns.map(({ at, tier, name }) => ({ tier, column: name, cell: cells[at]!.trim() }))
          : [{ tier, column: "Accounts", cell: cellOf(cells, places, "Accounts") }];
      rows.push({ line, role, cells: found });
    },
  });
  const capacities = takeRows(rows, tierNames.length, count);
  const quality = count.report();
  if (quality.accepted === 0) {
    const [first] = quality.rows;
    const got = first
      ? `every row was rejected; line ${first.line}: ${first.reason}`
      : "has a header and no rows";
    throw new DataError("no-rows", `${got}; expected the capacity of at least one role`, {
      file: source.name,
    });
  }
  return { capacities, quality };
}

/** Takes each row's cells: all of them, or none where one cannot be read. */
function takeRows(rows: readonly CapacityRow[], tierCount: number, count: QualityCount): RoleCapacities {
  const capacities: Record<string, number[]> = {};
  const read = rows.map((row) => row.cells.map(({ cell }) => readCount(cell)));
  const decimals = decimalMarks(read.flat());
  rows.forEach(({ line, role, cells }, r) => {
    const amounts = read[r]!.map(({ value, either }) =>
      either === null ? value : decimals.has(either.mark) ? either.decimal : either.thousands,
    );
    const bad = amounts.findIndex((amount) => !(amount >= 0));
    if (bad >= 0) {
      const { column, cell } = cells[bad]!;
      const reason = `got ${quoteCell(cell)}, expected the most accounts of one seller, 0 or more`;
      count.reject({ line, column, code: "bad-number", reason });
      return;
    }
    capacities[role] ??= new Array<number>(tierCount).fill(0);
    cells.forEach(({ tier }, k) => {
      capacities[role]![tier] = amounts[k]!;
    });
    for (const { cell, either } of read[r]!) {
      if (isUnlimited(cell)) count.note("accounts-without-limit", 1, [cell]);
      if (either !== null) count.note(decimals.has(either.mark) ? THOUSANDTHS : THOUSANDS, 1, [cell]);
    }
    count.accept();
  });
  return capacities;
}
