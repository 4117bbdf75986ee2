import { unitInHeader } from "../read/header-unit.ts";
import { type Candidate, candidatesFor } from "./candidates.ts";
import type { Matches } from "./matches.ts";
import { WHOLE_WORD } from "./name-score.ts";
import { isPartOfYear, wholeYears, withoutWholeYear } from "./parts-of-years.ts";
import type { ColumnProfile } from "./profile.ts";
import { headerKey, isNoRevenue, withoutQualifier, withoutYear, yearIn } from "./synonyms.ts";
import { type YearsAgo, yearsAgo } from "./years-ago.ts";

/** Least share of amounts in a column that is proposed as one of amounts. */
const MOSTLY = 0.7;

/** Whether a column holds amounts, by what most of its filled cells are. */
export const isAmount = ({ amounts, filled }: ColumnProfile): boolean => filled > 0 && amounts >= MOSTLY;
/** Our name for a column, with the year that its own name has, or how long ago it says that it was. */
export function dated(ours: string, { name }: ColumnProfile): string {
  const year = yearIn(name);
  if (year !== null) return `${ours}_FY${year}`;
  const ago = yearsAgo(name)?.ago ?? 0;
  return ago === 0 ? ours : `${ours}_PY${ago === 1 ? "" : ago}`;
}

/**
 * Columns of one family: one for each year where their names have years; else the best of the current year, with
 * those of which the same name says that they are of years before it.
 */
export function proposeDated(candidates: readonly Candidate[], ours: string, matches: Matches): void {
  const seen = new Set<string>();
  const years = candidates.filter(({ column }) => yearIn(column.name) !== null);
  for (const candidate of years.length > 0 ? years : undated(candidates)) {
    const target = dated(ours, candidate.column);
    if (seen.has(target)) continue;
    seen.add(target);
    matches.add(candidate, target);
  }
}

/** The best of the current year, named so before one that is not, and the earlier years of its name. */
function undated(candidates: readonly Candidate[]): Candidate[] {
  const of = candidates.map((candidate) => ({ candidate, ...agoOf(candidate.column.name) }));
  const now = of.find(({ ago, isSaid }) => ago === 0 && isSaid) ?? of.find(({ ago }) => ago === 0) ?? of[0];
  if (now === undefined) return [];
  return [now, ...of.filter(({ ago, rest }) => ago > now.ago && rest === now.rest)].map(
    ({ candidate }) => candidate,
  );
}

function agoOf(name: string): YearsAgo & { readonly isSaid: boolean } {
  const said = yearsAgo(name);
  const rest = said?.rest ?? name;
  return { ago: said?.ago ?? 0, rest: headerKey(unitInHeader(rest)?.rest ?? rest), isSaid: said !== null };
}

/** Revenues: columns named so, else bare years, else the sum beside the parts of a year. */
export function proposeRevenues(columns: readonly ColumnProfile[], matches: Matches): void {
  const free = columns.filter(
    (column) =>
      matches.isFree(column) && isAmount(column) && !isNoRevenue(column.name) && !isPartOfYear(column.name),
  );
  const bare = free
    .filter(({ name }) => isNothing(withoutWholeYear(bareOf(unitInHeader(name)?.rest ?? name) ?? "no year")))
    .map((column): Candidate => ({ column, score: 0.8, reason: `"${column.name}" is a year, with amounts` }));
  const words = candidatesFor(free, "TotalRevenue", () => true);
  const ofBook = words.filter(({ column }) => !isOfTheFirm(column.name));
  const isSaid = ofBook.some(({ column, score }) => score >= WHOLE_WORD && agoOf(column.name).ago === 0);
  const named = isSaid ? ofBook : words;
  const fitting = named.length > 0 ? named : bare;
  if (fitting.length > 0) proposeDated(fitting, "TotalRevenue", matches);
  if (fitting.every(({ column }) => yearIn(column.name) !== null)) proposeSum(columns, free, matches);
}

/** True for the name under which a CRM keeps what a company itself earns in a year, from a directory of firms. */
export function isOfTheFirm(name: string): boolean {
  return headerKey(name) === "annualrevenue";
}

/** Earlier years of a revenue that has our own name: `Total Revenue Last Year` beside `Total Revenue`. */
export function proposeEarlierRevenues(columns: readonly ColumnProfile[], matches: Matches): void {
  const ours = headerKey("TotalRevenue");
  if (!matches.list.some(({ target }) => headerKey(target) === ours)) return;
  for (const column of columns.filter((free) => matches.isFree(free) && isAmount(free))) {
    const { ago, rest } = agoOf(column.name);
    if (ago === 0 || rest !== ours || isNoRevenue(column.name)) continue;
    const reason = `"${column.name}" is the revenue of an earlier year by its name`;
    matches.add({ column, score: 0.9, reason }, dated("TotalRevenue", column));
  }
}

/** True for what says nothing but that the amounts of a year were reached. */
const isNothing = (rest: string): boolean => /^[ _:-]*$/.test(withoutQualifier(rest.replace(/[_:-]/g, " ")));

/** A name without its year, or without the words that say how long ago it was; null where it has neither. */
function bareOf(name: string): string | null {
  return yearIn(name) !== null ? withoutYear(name) : (yearsAgo(name)?.rest ?? null);
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
  const hasRevenue = matches.list.some(({ target }) => /^totalrevenue/i.test(target));
  for (const [year, ofYear] of years) {
    const target = `sums.TotalRevenue_FY${year}`;
    if (matches.list.some((match) => match.target === `TotalRevenue_FY${year}`)) continue;
    const reason = `one of the ${ofYear.length} parts of ${year}, which are added up`;
    for (const column of ofYear)
      matches.add({ column, score: 0.7, reason: `"${column.name}" is ${reason}` }, target);
  }
  const total = parts.length < 2 ? undefined : free.find(({ name }) => TOTAL.test(name.trim()));
  if (hasRevenue || years.length > 0 || total === undefined) return;
  const [year, ...otherYears] = new Set(parts.map(({ name }) => yearIn(name)));
  const reason = `"${total.name}" stands beside ${parts.length} parts of ${otherYears.length === 0 ? "a year" : "years"}`;
  const target = year == null || otherYears.length > 0 ? "TotalRevenue" : `TotalRevenue_FY${year}`;
  matches.add({ column: total, score: 0.7, reason }, target);
}

/** A column that is the sum of those beside it. */
const TOTAL =
  /^(?:grand )?(?:total(?:e|es|s)?|gesamt(?:summe)?|summe|sum|insgesamt|totaal|suma|somme|合計)$/i;
