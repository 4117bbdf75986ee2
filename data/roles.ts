import type { ColumnRoles } from "../tiering/index.ts";
import { DataError } from "./errors.ts";
import { nearestNames } from "./nearest.ts";

/** What each column of an accounts file is for, read from the header. */
export interface Layout {
  readonly roles: ColumnRoles;
  /** Columns of numbers; all others are text. */
  readonly numbers: ReadonlySet<string>;
  /** Years between the oldest and the newest total revenue. */
  readonly growthYears: number;
}

/** Columns of one family with the fiscal year in their names, newest first. */
function family(header: readonly string[], pattern: RegExp): { name: string; year: number }[] {
  return header
    .flatMap((name) => {
      const digits = pattern.exec(name)?.[1];
      if (digits === undefined) return [];
      // Two digits are years of this century.
      return [{ name, year: digits.length === 2 ? 2_000 + Number(digits) : Number(digits) }];
    })
    .sort((a, b) => b.year - a.year);
}

const YEAR = String.raw`FY(\d{2}|\d{4})$`;
const TIER = new RegExp(`^MarketTier_${YEAR}`);
const REVENUE = new RegExp(`^TotalRevenue_${YEAR}`);
const STREAM = new RegExp(`^RevStream[^_]+_${YEAR}`);
const PRODUCT = new RegExp(`^ProdCat[^_]+_Revenue_${YEAR}`);
const POTENTIAL = new RegExp(`^PotentialRevenue_${YEAR}`);

/** Refuses a header without what every book needs, naming all that is missing and what stands nearest. */
function requireColumns(header: readonly string[], missing: readonly string[], file: string): void {
  if (missing.length === 0) return;
  const nearest = nearestNames(missing[0]!, header);
  const message =
    `the header has no ${missing.join(" and no ")}; expected these names, or a mapping to them ` +
    `(nearest to ${missing[0]}: ${nearest.join(", ")})`;
  throw new DataError("missing-column", message, { file, line: 1, nearest });
}

/**
 * Reads roles and fiscal years from the header, under our names: the newest year is the current one, the
 * oldest total revenue the base of the growth rate.
 * @throws DataError `missing-column` where ID, a market, the current tier, the current or an earlier
 * revenue, or the potential is missing.
 */
export function readLayout(header: readonly string[], file: string): Layout {
  const tiers = family(header, TIER);
  const revenues = family(header, REVENUE);
  const streams = family(header, STREAM);
  const products = family(header, PRODUCT);
  const potentials = family(header, POTENTIAL);

  const missing = ["ID", "Geo_Entity", "Commercial_Category"].filter((name) => !header.includes(name));
  const current = Math.max(tiers[0]?.year ?? 0, revenues[0]?.year ?? 0);
  const suffix =
    [...tiers, ...revenues]
      .find(({ year }) => year === current)
      ?.name.split("_")
      .at(-1) ?? "FY26";
  if (tiers[0]?.year !== current || current === 0) missing.push(`MarketTier_${suffix}`);
  if (revenues[0]?.year !== current || current === 0) missing.push(`TotalRevenue_${suffix}`);
  if (revenues.at(-1)?.year === current) missing.push("TotalRevenue of an earlier year");
  if (potentials.length === 0) missing.push("PotentialRevenue_FY30 (or another year)");
  requireColumns(header, missing, file);

  const names = (columns: readonly { name: string }[]): string[] => columns.map(({ name }) => name);
  return {
    roles: {
      id: "ID",
      name: null,
      owner: null,
      geo: "Geo_Entity",
      category: "Commercial_Category",
      tiers: names(tiers),
      revenues: names(revenues),
      streams: names(streams),
      products: names(products),
      potential: potentials[0]!.name,
    },
    numbers: new Set(names([...revenues, ...streams, ...products, ...potentials])),
    growthYears: current - revenues.at(-1)!.year,
  };
}
