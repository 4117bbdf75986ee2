import { unitInHeader } from "../read/header-unit.ts";
import { type Candidate, candidatesFor } from "./candidates.ts";
import type { Matches } from "./matches.ts";
import { isPartOfYear, wholeYears, withoutWholeYear } from "./parts-of-years.ts";
import type { ColumnProfile } from "./profile.ts";
import { isNoRevenue, withoutYear, yearIn } from "./synonyms.ts";

/** Least share of amounts in a column that is proposed as one of amounts. */
const MOSTLY = 0.7;

/** Whether a column holds amounts, by what most of its filled cells are. */
export const isAmount = ({ amounts, filled }: ColumnProfile): boolean => filled > 0 && amounts >= MOSTLY;
/** Our name for a column, with the year that its own name has. */
export function dated(ours: string, { name }: ColumnProfile): string {
  const year = yearIn(name);
  return year === null ? ours : `${ours}_FY${year}`;
}

/** Columns of one family: one for each year where their names have years, else the best alone. */
export function proposeDated(candidates: readonly Candidate[], ours: string, matches: Matches): void {
  const seen = new Set<string>();
  const years = candidates.filter(({ column }) => yearIn(column.name) !== null);
  for (const candidate of years.length > 0 ? years : candidates.slice(0, 1)) {
    const target = dated(ours, candidate.column);
    if (seen.has(target)) continue;
    seen.add(target);
    matches.add(candidate, target);
  }
}

/** What may stand beside a year whose amounts are revenue: nothing, or that they are what was reached. */
const BESIDE_YEAR =
  /^[ _:-]?(?:total|totals|actuals?|act|ist|gesamt|summe|ga|réel|réalisé|réalisés|real|realizado|consuntivo|werkelijk|実績)?[ _:-]?$/i;

/** Revenues: columns named so, else bare years, else the sum beside the parts of a year. */
export function proposeRevenues(columns: readonly ColumnProfile[], matches: Matches): void {
  const free = columns.filter(
    (column) =>
      matches.isFree(column) && isAmount(column) && !isNoRevenue(column.name) && !isPartOfYear(column.name),
  );
  const bare = free
    .filter(
      ({ name }) =>
        yearIn(name) !== null &&
        BESIDE_YEAR.test(withoutWholeYear(withoutYear(unitInHeader(name)?.rest ?? name))),
    )
    .map((column): Candidate => ({ column, score: 0.8, reason: `"${column.name}" is a year, with amounts` }));
  const named = candidatesFor(free, "TotalRevenue", () => true);
  const fitting = named.length > 0 ? named : bare;
  if (fitting.length > 0) proposeDated(fitting, "TotalRevenue", matches);
  else proposeSum(columns, free, matches);
}

/** Years of which all months or quarters are there, each to be added up; else the column that is the sum beside them. */
function proposeSum(
  columns: readonly ColumnProfile[],
  free: readonly ColumnProfile[],
  matches: Matches,
): void {
  const parts = columns.filter(
    (column) =>
      matches.isFree(column) && isAmount(column) && isPartOfYear(column.name) && !isNoRevenue(column.name),
  );
  const years = wholeYears(parts);
  for (const [year, ofYear] of years) {
    const target = `sums.TotalRevenue_FY${year}`;
    const reason = `one of the ${ofYear.length} parts of ${year}, which are added up`;
    for (const column of ofYear)
      matches.add({ column, score: 0.7, reason: `"${column.name}" is ${reason}` }, target);
  }
  const total = parts.length < 2 ? undefined : free.find(({ name }) => TOTAL.test(name.trim()));
  if (years.length > 0 || total === undefined) return;
  const [year, ...otherYears] = new Set(parts.map(({ name }) => yearIn(name)));
  const reason = `"${total.name}" stands beside ${parts.length} parts of ${otherYears.length === 0 ? "a year" : "years"}`;
  const target = year == null || otherYears.length > 0 ? "TotalRevenue" : `TotalRevenue_FY${year}`;
  matches.add({ column: total, score: 0.7, reason }, target);
}

/** A column that is the sum of those beside it. */
const TOTAL =
  /^(?:grand )?(?:total(?:e|es|s)?|gesamt(?:summe)?|summe|sum|insgesamt|totaal|suma|somme|合計)$/i;
