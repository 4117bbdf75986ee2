import type { ProposedMatch } from "./matches.ts";
import { scoreName, WHOLE_WORD } from "./name-score.ts";
import type { ColumnProfile } from "./profile.ts";
import { isAmount, isOfTheFirm } from "./propose-revenues.ts";
import { isNoRevenue } from "./synonyms.ts";
import { yearsAgo } from "./years-ago.ts";

const EMPLOYEES = /employees|head ?count|mitarbeiter(?:zahl|anzahl)?$|effectif|empleados|medewerkers/i;
const TO_DATE = /(?<![\p{L}\d])(?:ytd|year to date)(?![\p{L}\d])/iu;

/** Asks about revenues whose names leave open whose they are, or of how much of a year. */
export function revenueQuestions(
  columns: readonly ColumnProfile[],
  list: readonly ProposedMatch[],
): string[] {
  const revenue = list.find(({ target }) => /^totalrevenue$/i.test(target))?.column;
  if (revenue === undefined) return [];
  const used = new Set(list.map(({ column }) => column));
  const questions: string[] = [];
  if (isOfTheFirm(revenue) && columns.some(({ name }) => EMPLOYEES.test(name))) {
    questions.push(
      `Is "${revenue}" what you earn with the company? In a CRM it is often what the company itself earns, as is its number of employees: if so, map another column to "TotalRevenue".`,
    );
  }
  const before = columns.find(
    (column) =>
      !used.has(column.name) &&
      isAmount(column) &&
      !isNoRevenue(column.name) &&
      yearsAgo(column.name)?.ago === 1 &&
      scoreName(yearsAgo(column.name)!.rest, "TotalRevenue").score >= WHOLE_WORD,
  );
  if (before !== undefined) {
    const why = TO_DATE.test(revenue) ? "is of a year that is not over yet" : "is named otherwise";
    questions.push(
      `Is "${before.name}" the year before "${revenue}"? The latter ${why}, so growth is left out: {${JSON.stringify(before.name)}: "TotalRevenue_PY"} compares them.`,
    );
  }
  return questions;
}
