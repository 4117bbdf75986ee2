import { DataError } from "./errors.ts";
import type { Mapping } from "./mapping.ts";
import { type ReadDate, readDate, type YearMonth } from "./read/dates.ts";
import { GrowingNumbers } from "./read/growing-columns.ts";

/** A date as one number, 0 for none. */
const packed = (date: YearMonth | null): number => (date === null ? 0 : date.year * 12 + date.month - 1);

/** The month that {@link LineDates} has as one number. */
export const unpacked = (months: number): YearMonth => ({
  year: Math.floor(months / 12),
  month: (months % 12) + 1,
});

/** The months of order lines in both readings, until all dates are there to tell which one is right. */
export class LineDates {
  readonly #file: string;
  readonly #asked: NonNullable<Mapping["transactions"]>;
  readonly #dayFirst = new GrowingNumbers();
  readonly #monthFirst = new GrowingNumbers();
  #dayOnly = 0;
  #monthOnly = 0;
  #doubtful: string | null = null;

  constructor(file: string, asked: NonNullable<Mapping["transactions"]>) {
    this.#file = file;
    this.#asked = asked;
  }

  /** Adds the date of a line; `cell` is quoted where it stays in doubt. */
  push({ dmy, mdy }: ReadDate, cell: string): void {
    if (mdy === null) this.#dayOnly++;
    else if (dmy === null) this.#monthOnly++;
    else if (packed(dmy) !== packed(mdy)) this.#doubtful ??= cell;
    this.#dayFirst.push(packed(dmy));
    this.#monthFirst.push(packed(mdy));
  }

  /** The month of each line, see {@link unpacked}. @throws DataError `undecidable-dates`, with both readings */
  decide(): GrowingNumbers {
    const asked = this.#asked.dateOrder;
    if (asked !== undefined) return asked === "mdy" ? this.#monthFirst : this.#dayFirst;
    if (this.#doubtful === null && this.#dayOnly === 0) return this.#monthFirst;
    if (this.#monthOnly > 0 && this.#dayOnly === 0) return this.#monthFirst;
    if (this.#dayOnly > 0 && this.#monthOnly === 0) return this.#dayFirst;
    const { dmy, mdy } = readDate(this.#doubtful ?? "") ?? { dmy: null, mdy: null };
    const say = (date: YearMonth | null) =>
      date === null ? "no date" : `${MONTH_NAMES[date.month - 1]} ${date.year}`;
    const message =
      `${JSON.stringify(this.#doubtful)} is in ${say(dmy)} with the day first and in ${say(mdy)} with the month first, and the other dates do not tell; ` +
      'expected "dateOrder": "dmy" or "mdy" in the mapping\'s transactions';
    throw new DataError("undecidable-dates", message, { file: this.#file, column: this.#asked.date });
  }
}

const MONTH_NAMES =
  "January,February,March,April,May,June,July,August,September,October,November,December".split(",");
