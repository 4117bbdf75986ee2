/** Order in which a date's parts stand. */
export type DateOrder = "ymd" | "dmy" | "mdy";

/** A date read in the ways it can be: by one order, or by day and month in either order. */
export interface ReadDate {
  /** Calendar year and month, 1 … 12, with the day first; null where that is no date. */
  readonly dmy: YearMonth | null;
  /** The same with the month first. */
  readonly mdy: YearMonth | null;
}

/** A calendar month: a year of four digits, a month of 1 to 12. */
export interface YearMonth {
  readonly year: number;
  readonly month: number;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const ISO = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ].{0,20})?$/;
const NUMERIC = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})(?:[T ,].{0,20})?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const NAMED =
  /^(?:(\d{1,2})[ .-]{1,2}([a-z]{3})[a-z]{0,6}\.?[ ,-]{1,2}(\d{2}|\d{4})|([a-z]{3})[a-z]{0,6}\.? (\d{1,2}),? (\d{4}))(?:[T ,].{0,20})?$/i;

const fullYear = (digits: string): number => (digits.length === 2 ? 2_000 + Number(digits) : Number(digits));

function monthOf(year: number, month: number, day: number): YearMonth | null {
  if (month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate())
    return null;
  return { year, month };
}

/**
 * Reads a date: `2025-03-31` (also with a time), `31.03.2025`, `3/31/25`, `20250331`, `31 Mar 2025`,
 * `March 31, 2025`. Where day and month are numbers that may stand either way, both readings are given;
 * null for what is no date. O(length).
 */
export function readDate(text: string): ReadDate | null {
  const cell = text.trim();
  const one = (date: YearMonth | null): ReadDate | null => date && { dmy: date, mdy: date };
  const iso = ISO.exec(cell) ?? COMPACT.exec(cell);
  if (iso) return one(monthOf(Number(iso[1]), Number(iso[2]), Number(iso[3] ?? 1)));
  const numeric = NUMERIC.exec(cell);
  if (numeric) {
    const [first, second] = [Number(numeric[1]), Number(numeric[2])];
    const year = fullYear(numeric[3]!);
    const found = { dmy: monthOf(year, second, first), mdy: monthOf(year, first, second) };
    return found.dmy === null && found.mdy === null ? null : found;
  }
  const named = NAMED.exec(cell);
  if (!named) return null;
  const [, day, word, year, word2, day2, year2] = named;
  const month = MONTHS.indexOf((word ?? word2)!.toLowerCase()) + 1;
  return one(monthOf(fullYear((year ?? year2)!), month, Number(day ?? day2)));
}

/** The fiscal year of a month, called by the calendar year in which it ends. */
export function fiscalYear({ year, month }: YearMonth, yearStart: number): number {
  return yearStart > 1 && month >= yearStart ? year + 1 : year;
}
