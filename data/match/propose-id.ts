import { type Candidate, candidatesFor } from "./candidates.ts";
import { scoreName, WHOLE_WORD } from "./name-score.ts";
import { type ColumnProfile, PROFILED_ROWS } from "./profile.ts";

/** Least share of rows that have an ID, and of values that are their own, for a column that is named like one. */
const [LEAST_FILLED, LEAST_OWN] = [0.6, 0.8];
/** The same for a column that is named otherwise. */
const [MOSTLY_FILLED, MOSTLY_OWN] = [0.5, 0.95];
/** How much less a column counts whose values are not all different. */
const REPEATED = 0.05;

const own = ({ distinct, filled }: ColumnProfile): number => (filled === 0 ? 0 : distinct / filled);
const isNearlyUnique = (column: ColumnProfile): boolean =>
  column.filled >= MOSTLY_FILLED * column.rows && own(column) >= MOSTLY_OWN;

/**
 * Finds the ID: a column that is named like one, even where a few rows lack it or repeat it (they are
 * rejected); else one of codes; else one of names; else the first of values of their own. Null where there
 * is none. Columns that are given away come last.
 */
export function findId(
  columns: readonly ColumnProfile[],
  isFree: (column: ColumnProfile) => boolean,
): Candidate | null {
  const free = columns.filter(isFree);
  const named = candidatesFor(
    free,
    "ID",
    (column) => column.filled >= LEAST_FILLED * column.rows && own(column) >= LEAST_OWN,
  )
    .map((candidate) => ({
      ...candidate,
      rank: candidate.score - (own(candidate.column) < 1 ? REPEATED : 0),
    }))
    .sort((a, b) => b.rank - a.rank);
  // "Client" beside "Code" is the name.
  const surest = named.find(({ column, score }) => scoreName(column.name, "Name").score <= score);
  if (surest) return wholeInPlaceOf(surest, free) ?? withOwn(surest);
  const code = free.find(
    (column) =>
      column.codes >= MOSTLY_OWN && column.amounts < 0.5 && column.dates < 0.5 && isNearlyUnique(column),
  );
  if (code) return { column: code, score: 0.6, reason: `its values read like codes, and ${sayOwn(code)}` };
  if (named[0]) return withOwn(named[0]);
  const number = free.find(isNumberOfARow);
  if (number) {
    const reason = `the first column has numbers of one length, and ${sayOwn(number)}`;
    return { column: number, score: 0.5, reason };
  }
  const [name] = candidatesFor(columns, "Name", isNearlyUnique);
  if (name) {
    const reason = `no column is named like an ID; of "${name.column.name}" ${sayOwn(name.column)}`;
    return { column: name.column, score: 0.7 * name.score, reason };
  }
  const first = free.find((column) => isNearlyUnique(column) && (column.amounts < 0.5 || column.at === 0));
  return first
    ? { column: first, score: 0.4, reason: `the first column of values of their own: ${sayOwn(first)}` }
    : null;
}

/** True for the first column of a file where it has whole numbers of as many digits each, all different. */
function isNumberOfARow(column: ColumnProfile): boolean {
  const { at, samples, filled, rows } = column;
  const isWhole = samples.every((text) => /^\d{4,12}$/.test(text) && text.length === samples[0]!.length);
  return at === 0 && filled === rows && filled > 3 && own(column) === 1 && isWhole;
}

/** Another key of the account that all rows have, where the one that is named best lacks in some; null without one. */
function wholeInPlaceOf({ column: named }: Candidate, free: readonly ColumnProfile[]): Candidate | null {
  if (named.filled === named.rows) return null;
  const whole = free.find((column) => {
    const name = column.name.replace(/^\([^)]*\)/, "").trim();
    const isKey = (["ID", "Name"] as const).some((target) => scoreName(name, target).score >= WHOLE_WORD);
    return isKey && column.codes >= MOSTLY_OWN && column.filled === column.rows && own(column) === 1;
  });
  if (whole === undefined) return null;
  const reason = `${named.rows - named.filled} of ${named.rows} rows have no "${named.name}"; of "${whole.name}" ${sayOwn(whole)}`;
  return { column: whole, score: 0.7, reason };
}

function withOwn({ column, score, reason }: Candidate): Candidate {
  return { column, score, reason: `${reason}, and ${sayOwn(column)}` };
}

/** How far the values of a column are all different, by what was looked at. */
function sayOwn({ rows, filled, distinct }: ColumnProfile): string {
  const among = rows >= PROFILED_ROWS ? ` in the first ${PROFILED_ROWS.toLocaleString("en")} rows` : "";
  const faults = [
    ...(filled < rows ? [`${rows - filled} of ${rows} rows have none`] : []),
    ...(distinct < filled ? [`${filled - distinct} repeat another`] : []),
  ];
  if (faults.length === 0) return `its values are all different${among}`;
  return `${distinct === filled ? "the values there are" : "most of its values are"} different${among} (${faults.join(", ")}: such rows are rejected)`;
}
