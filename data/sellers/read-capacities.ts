import { type RoleCapacities, tierKey } from "../../tiering/index.ts";
import { DataError } from "../errors.ts";
import { QualityCount, type QualityReport, quoteCell } from "../quality.ts";
import { type Amount, newAmount, readAmount } from "../read/amount.ts";
import { readRecords } from "../read/records.ts";
import type { Source } from "../source.ts";
import { CAPACITY_NAMES } from "./column-names.ts";
import { type ColumnPlaces, cellOf, findColumns } from "./columns.ts";

/** Capacities as a file has them, and what its reader made of the rows. */
export interface CapacitiesFile {
  /** Most accounts by role, then tier; tiers that the file does not name are 0; shape [K] each. */
  readonly capacities: RoleCapacities;
  readonly quality: QualityReport;
}

interface CapacityCell {
  readonly tier: number;
  readonly column: string;
  readonly cell: string;
}

const MAX_BYTES = 2 ** 24;

/** Note on cells such as `1.200`, which are taken as 1,200 accounts: nobody counts accounts to a thousandth. */
const THOUSANDS = "accounts-by-thousands";

/** Reads a number of accounts into `out`: a blank is 0, three digits behind a mark are thousands; null for none. */
function readAccounts(cell: string, out: Amount): number | null {
  readAmount(cell, out);
  if (out.kind === "bad" || out.kind === "zero") return null;
  if (out.kind === "either") return Math.max(out.value, out.other);
  return out.kind === "blank" ? (cell === "" ? 0 : null) : out.value;
}

/**
 * Reads capacity.csv, role × tier, in either of its two shapes: rows of Role, Tier, Accounts, or one row a
 * role with a column for each tier (`A`, `Tier B`). A blank is 0: the role does not serve that tier; `1.200` and
 * `1,200` are 1,200 accounts, and noted.
 * @throws DataError for every fatal fault, `no-rows` where no row is left.
 */
export async function readCapacities(
  source: Source,
  tierNames: readonly string[],
  theirsToOurs: Readonly<Record<string, string>> = {},
): Promise<CapacitiesFile> {
  const count = new QualityCount();
  const tierCount = tierNames.length;
  const keys = tierNames.map(tierKey);
  const parseTier = (label: string) => keys.indexOf(tierKey(label));
  const capacities: Record<string, number[]> = {};
  const seen = new Set<string>();
  const amount = newAmount();
  let places: ColumnPlaces = {};
  let width = 0;
  /** Tier of each column of the wide shape; empty in the long one. */
  let tierColumns: { readonly at: number; readonly tier: number; readonly name: string }[] = [];

  /** Takes the cells of one row: all of them, or none where one cannot be read. */
  const take = (line: number, role: string, row: readonly CapacityCell[]): void => {
    const byThousands: string[] = [];
    const amounts = row.map(({ cell }) => {
      const accounts = readAccounts(cell, amount);
      if (amount.kind === "either") byThousands.push(cell);
      return accounts;
    });
    const bad = amounts.findIndex((amount) => amount === null || !(amount >= 0));
    if (bad >= 0) {
      const { column, cell } = row[bad]!;
      const reason = `got ${quoteCell(cell)}, expected the most accounts of one seller, 0 or more`;
      count.reject({ line, column, code: "bad-number", reason });
      return;
    }
    capacities[role] ??= new Array<number>(tierCount).fill(0);
    row.forEach(({ tier }, k) => {
      capacities[role]![tier] = amounts[k]!;
    });
    if (byThousands.length > 0) count.note(THOUSANDS, byThousands.length, byThousands);
    count.accept();
  };

  await readRecords(source, MAX_BYTES, {
    onHeader(header) {
      width = header.length;
      const wide = header.flatMap((name, at) => {
        const tier = parseTier(name);
        return tier < 0 ? [] : [{ at, tier, name }];
      });
      const required = wide.length > 0 ? ["Role"] : ["Role", "Tier", "Accounts"];
      const alsoUsed = (name: string) => parseTier(name) >= 0;
      places = findColumns(header, {
        names: CAPACITY_NAMES,
        required,
        theirsToOurs,
        file: source.name,
        count,
        alsoUsed,
      });
      tierColumns = places.Tier! < 0 ? wide : [];
    },
    onRow(cells, line) {
      if (cells.length !== width) {
        const reason = `got ${cells.length} cells, expected ${width}`;
        count.reject({ line, column: "Role", code: "wrong-cell-count", reason });
        return;
      }
      const role = cellOf(cells, places, "Role");
      if (role === "") {
        count.reject({
          line,
          column: "Role",
          code: "blank-role",
          reason: "the role is blank; expected its name",
        });
        return;
      }
      const label = tierColumns.length > 0 ? "" : cellOf(cells, places, "Tier");
      const tier = tierColumns.length > 0 ? undefined : parseTier(label);
      if (tier !== undefined && tier < 0) {
        const reason = `got ${quoteCell(label)}, expected a tier of the book: ${tierNames.join(", ")}`;
        count.reject({ line, column: "Tier", code: "unknown-tier", reason });
        return;
      }
      const key = JSON.stringify([role, tier ?? ""]);
      if (seen.has(key)) {
        const reason = `${role}${tier === undefined ? "" : `, ${label}`} stands in an earlier row`;
        count.reject({ line, column: "Role", code: "duplicate-id", reason });
        return;
      }
      seen.add(key);
      take(
        line,
        role,
        tier === undefined
          ? tierColumns.map(({ at, tier, name }) => ({ tier, column: name, cell: cells[at]!.trim() }))
          : [{ tier, column: "Accounts", cell: cellOf(cells, places, "Accounts") }],
      );
    },
  });
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
