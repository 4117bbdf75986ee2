import type { CoverageSummary, OwnerChange } from "../../tiering/index.ts";
import { type Sheet, type SheetCell, workbookSlices } from "./workbook.ts";

/** What a workbook of a coverage says. */
export interface CoverageWorkbook {
  readonly summary: CoverageSummary;
  readonly tierNames: readonly string[];
  /** Every account with its seller: the rows of the CSV with its header. */
  readonly assignments: Iterable<readonly SheetCell[]>;
  readonly changes: readonly OwnerChange[];
}

/** Columns of the changes of owner, in the workbook and as CSV. */
export const CHANGE_COLUMNS = [
  "ID",
  "Geo_Entity",
  "Tier",
  "From",
  "To",
  "Change",
  "Whitespace",
  "Gain",
  "Reason",
  "Name",
  "From_Name",
  "To_Name",
] as const;

/** A coverage as an XLSX workbook: the sheets Summary, Assignments, Changes, Sellers and Geographies; O(accounts). */
export function coverageWorkbook(report: CoverageWorkbook): Generator<Buffer> {
  const { assignments, changes, summary, tierNames } = report;
  return workbookSlices([
    { name: "Summary", rows: summaryRows(summary) },
    { name: "Assignments", rows: assignments },
    { name: "Changes", rows: changeRows(changes) },
    { name: "Sellers", rows: sellerRows(summary, tierNames) },
    { name: "Geographies", rows: geoRows(summary, tierNames) },
  ] satisfies readonly Sheet[]);
}

function* summaryRows(summary: CoverageSummary): Generator<SheetCell[]> {
  yield ["Measure", "Value"];
  yield ["Accounts", summary.accounts];
  yield ["Accounts with a seller", summary.covered];
  yield ["Whitespace (runway × tier weight)", summary.whitespace];
  yield ["Whitespace covered", summary.coveredWhitespace];
  yield ["Accounts with an owner today", summary.owned];
  yield ["Those whose owner is not among the sellers", summary.departed];
  yield ["Owners kept", summary.kept];
  yield ["Accounts that get another owner", summary.moved];
  yield ["Accounts that get their first owner", summary.gained];
  yield ["Accounts that lose theirs", summary.lost];
  yield ["Objective", summary.objective];
  yield ["Bound: no coverage has more", summary.bound];
  yield ["Gap", summary.gap];
  yield ["Proven", summary.proven ? "yes" : "no"];
}

function* changeRows(changes: readonly OwnerChange[]): Generator<SheetCell[]> {
  yield [...CHANGE_COLUMNS];
  for (const one of changes) {
    const { account, geo, tier, from, to, kind, whitespace, gain, reason, name, fromName, toName } = one;
    yield [account, geo, tier, from, to, kind, whitespace, gain, reason, name, fromName, toName];
  }
}

function* sellerRows({ sellers }: CoverageSummary, tierNames: readonly string[]): Generator<SheetCell[]> {
  const tiers = tierNames.map((name) => `Accounts in ${name}`);
  yield [
    "Seller_ID",
    "Seller_Name",
    "Role",
    "Geographies",
    "Presence",
    "Accounts",
    ...tiers,
    "Load",
    "Whitespace",
    "Kept",
    "New",
    "Lost",
  ];
  for (const one of sellers)
    yield [
      one.id,
      one.name,
      one.role,
      one.geos.join(", "),
      one.presence,
      one.accounts,
      ...one.byTier,
      one.load,
      one.whitespace,
      one.kept,
      one.gained,
      one.lost,
    ];
}

function* geoRows({ geos }: CoverageSummary, tierNames: readonly string[]): Generator<SheetCell[]> {
  const tiers = tierNames.flatMap((name) => [`Accounts in ${name}`, `with a seller in ${name}`]);
  yield ["Geo_Entity", "Accounts", "With a seller", "Whitespace", "Whitespace covered", ...tiers];
  for (const one of geos)
    yield [
      one.geo,
      one.accounts,
      one.covered,
      one.whitespace,
      one.coveredWhitespace,
      ...tierNames.flatMap((_, t) => [one.byTier[t]!, one.coveredByTier[t]!]),
    ];
}
