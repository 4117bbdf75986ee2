import { columnKey } from "./column-key.ts";

/** What a column can be for, by its name among ours. */
export type Kind =
  | "id"
  | "name"
  | "owner"
  | "geo"
  | "category"
  | "tier"
  | "revenue"
  | "stream"
  | "product"
  | "potential";

/** A column that has a purpose. */
export interface Purpose {
  readonly column: string;
  readonly ours: string;
  readonly kind: Kind;
  /** Fiscal year in its name; -1 for the year before an undated one, -2 for that before it; null without any. */
  readonly year: number | null;
}

const YEAR = String.raw`(?:_?fy(\d{2}|\d{4}))`;
/** Years before the undated column of the same kind. */
const AGO = "(?:_?(py[2-9]?))";
const PATTERNS: readonly (readonly [Kind, RegExp])[] = [
  ["id", /^id$/],
  ["name", /^(?:account_?)?name$/],
  ["owner", /^(?:account_?)?owner$/],
  ["geo", /^geo_entity$/],
  ["category", /^commercial_category$/],
  ["tier", new RegExp(`^(?:markettier(?:${YEAR}|${AGO})?|tier)$`)],
  ["revenue", new RegExp(`^totalrevenue(?:${YEAR}|${AGO})?$`)],
  ["potential", new RegExp(`^potentialrevenue${YEAR}?$`)],
  ["stream", new RegExp(`^revstream[^_]{1,40}${YEAR}$`)],
  ["product", new RegExp(`^prodcat[^_]{1,40}_revenue${YEAR}$`)],
];

/** The names that a mapping gives to columns, for people; years are those of the book. */
export const OUR_NAMES =
  "ID, Name, Owner, Geo_Entity, Commercial_Category, MarketTier or MarketTier_FY25, TotalRevenue or TotalRevenue_FY25 (TotalRevenue_PY the year before), PotentialRevenue or PotentialRevenue_FY30";

/** What a name among ours stands for; null for any other name, which is a column like any. */
export function purposeOf(column: string, ours: string): Purpose | null {
  const key = columnKey(ours);
  for (const [kind, pattern] of PATTERNS) {
    const match = pattern.exec(key);
    if (match === null) continue;
    return { column, ours, kind, year: yearOf(match[1], match[2]) };
  }
  return null;
}

/** Two digits are years of this century. */
function yearOf(digits: string | undefined, ago: string | undefined): number | null {
  if (ago !== undefined) return -Number(ago.slice(2) || 1);
  if (digits === undefined) return null;
  return digits.length === 2 ? 2_000 + Number(digits) : Number(digits);
}

/** What a name that the loader knows without a mapping stands for; null for any other name. */
export function kindOfOurs(name: string): Kind | null {
  return purposeOf(name, name)?.kind ?? null;
}

/** True for a name that the loader knows without a mapping. */
export function isOurName(name: string): boolean {
  return kindOfOurs(name) !== null;
}
