import { DataError } from "../errors.ts";
import { quoteCell } from "../quality.ts";
import type { Amount } from "./amount.ts";
import { GrowingNumbers } from "./growing-columns.ts";

/** The sign between whole and fraction. */
export type DecimalSign = "." | ",";

/** What the cells of an amount column were written like. */
export interface AmountFacts {
  /** Null where no cell needed one. */
  readonly decimal: DecimalSign | null;
  /** Cells that only one decimal sign can read, by sign. */
  readonly pointCells: number;
  readonly commaCells: number;
  /** Cells with a currency beside them, by its code or sign. */
  readonly currencies: ReadonlyMap<string, number>;
  /** Cells with a word such as N/A for a blank. */
  readonly words: number;
  /** Cells with a magnitude of their own, such as 1.2M, which the column's factor leaves alone. */
  readonly ownUnits: number;
  /**
   * Rows whose doubtful cell does not go with the others: three decimals where none has as many, or thousands
   * parted where others are parted otherwise. It may be a thousand times as much, so that the row is
   * rejected; by row, the cell's text.
   */
  readonly rejected: ReadonlyMap<number, string>;
}

/** Why a cell is rejected that is not written like the others of its column. */
export function oddAmountReason(cell: string): string {
  return `got ${quoteCell(cell)}, which is not written like the others of its column: it may be a thousand times as much; expected another spelling, or "decimal" in the mapping`;
}

/** A product as the decimal number that it is: 4.35 × 100 is 435. */
export function times(value: number, factor: number): number {
  return factor === 1 ? value : Number((value * factor).toPrecision(15));
}

/** A cell that reads in two ways: its row, its text, and the amount by a decimal comma. */
interface Doubtful {
  readonly rows: number[];
  readonly others: number[];
  readonly texts: string[];
  firstLine: number;
}

/**
 * A column of amounts that grows row by row. A cell such as `1.234` is kept in both readings until all are
 * there: the cells that read one way only tell the decimal sign of the column.
 */
export class AmountColumn {
  readonly name: string;
  readonly #given: DecimalSign | null;
  readonly #isGrouped: boolean;
  readonly #factor: number;
  readonly #numbers = new GrowingNumbers();
  readonly #doubtful: Doubtful = { rows: [], others: [], texts: [], firstLine: 0 };
  readonly #currencies = new Map<string, number>();
  #row = 0;
  #point = 0;
  #comma = 0;
  #words = 0;
  #ownUnits = 0;
  /** Cells of more than two decimals that read in one way alone. */
  #longFractions = 0;
  /** Marks between thousands, and numbers of four digits and more without one. */
  readonly #groups = new Set<string>();
  #ungrouped = 0;

  /** `isGrouped` is false for our own CSV, which never parts thousands; amounts are multiplied by `factor`. */
  constructor(
    name: string,
    given: DecimalSign | null,
    { isGrouped = true, factor = 1 }: { readonly isGrouped?: boolean; readonly factor?: number } = {},
  ) {
    this.name = name;
    this.#given = given;
    this.#isGrouped = isGrouped;
    this.#factor = factor;
  }

  /** Whether a cell can be taken: against a decimal sign that was given, what only the other one reads cannot. */
  accepts({ kind }: Amount): boolean {
    if (kind === "bad") return false;
    return !(this.#given === "," && kind === "point") && !(this.#given === "." && kind === "comma");
  }

  /** Cells with a magnitude of their own so far. */
  get ownUnits(): number {
    return this.#ownUnits;
  }

  /** Adds a cell that is accepted; `text` and `line` for the message about the first doubtful one. */
  push(
    { kind, value, other, whole, places, group, currency, isScaled, isWord }: Amount,
    text: string,
    line: number,
  ): void {
    const factor = isScaled ? 1 : this.#factor;
    if (isScaled) this.#ownUnits++;
    if (kind !== "either") this.#noteStyle(whole, places, group);
    if (kind === "point") this.#point++;
    else if (kind === "comma") this.#comma++;
    else if (kind === "either" && this.#isGrouped) {
      const doubtful = this.#doubtful;
      if (doubtful.rows.length === 0) doubtful.firstLine = line;
      doubtful.texts.push(text);
      doubtful.rows.push(this.#row);
      doubtful.others.push(times(other, factor));
    }
    if (currency !== "") this.#currencies.set(currency, (this.#currencies.get(currency) ?? 0) + 1);
    if (isWord) this.#words++;
    const isSmaller = kind === "either" && !this.#isGrouped && Math.abs(other) < Math.abs(value);
    this.#numbers.push(times(isSmaller ? other : value, factor));
    this.#row++;
  }

  /** Adds a typed number, which has no decimal sign. */
  pushNumber(value: number): void {
    this.#numbers.push(times(value, this.#factor));
    this.#row++;
  }

  /**
   * Decides on the decimal sign: the one given, else the only one that its cells show.
   * @throws DataError `undecidable-amounts` where cells such as 1.234 are doubtful and no other tells, or
   * some tell one way and some the other; the message shows both readings.
   */
  decide(file: string): AmountFacts {
    const { rows, others, texts, firstLine } = this.#doubtful;
    let decimal = this.#given ?? (this.#point > 0 && this.#comma === 0 ? "." : null);
    if (decimal === null && this.#comma > 0 && this.#point === 0) decimal = ",";
    if (rows.length > 0 && decimal === null) {
      const value = this.#numbers.at(rows[0]!);
      const both =
        this.#point > 0 ? "other cells show both decimal signs" : "no other cell of the column tells";
      const message =
        `${JSON.stringify(texts[0])} is ${value} with a decimal point and ${others[0]} with a decimal comma, and ${both} ` +
        `(${rows.length} ${rows.length === 1 ? "cell" : "cells"} in doubt); ` +
        'expected the decimal sign: "decimal": "." or "," in the mapping';
      throw new DataError("undecidable-amounts", message, { file, line: firstLine, column: this.name });
    }
    if (decimal === ",") {
      for (let k = 0; k < rows.length; k++) this.#numbers.set(rows[k]!, others[k]!);
    }
    return {
      decimal,
      pointCells: this.#point,
      commaCells: this.#comma,
      currencies: this.#currencies,
      words: this.#words,
      ownUnits: this.#ownUnits,
      rejected: this.#given === null ? this.#oddCells(decimal) : new Map(),
    };
  }

  #noteStyle(whole: number, places: number, group: string): void {
    if (places > 2) this.#longFractions++;
    if (group !== "") this.#groups.add(group);
    else if (whole > 3) this.#ungrouped++;
  }

  /** Doubtful cells that do not go with the others, however the column's decimal sign reads them. */
  #oddCells(decimal: DecimalSign | null): Map<number, string> {
    const { rows, texts } = this.#doubtful;
    const isOdd = (text: string) => {
      const mark = text.includes(",") ? "," : ".";
      const groups = new Set(this.#groups);
      if (mark !== decimal) groups.add(mark);
      const isMixed = groups.size > 1 || (groups.size === 1 && this.#ungrouped > 0);
      return isMixed || (mark === decimal && this.#longFractions === 0);
    };
    return new Map(rows.map((row, k) => [row, texts[k]!] as const).filter(([, text]) => isOdd(text)));
  }

  /** The amount of a row as the file has it, before its unit; "" for a blank. */
  textAt(row: number): string {
    const value = this.#numbers.at(row);
    return Number.isNaN(value) ? "" : String(Number((value / this.#factor).toPrecision(15)));
  }

  /** The column on shared memory: element i is row `order[i]`. */
  finish(order: Uint32Array): Float64Array {
    return this.#numbers.finish(order);
  }
}
