import { currencyIn, isCurrencyName } from "./currency.ts";
import { DataError } from "./errors.ts";
import { findColumn, type Mapping } from "./mapping.ts";
import { GrowingNumbers } from "./read/growing-columns.ts";

/** The currencies of order lines: amounts of several are added up by the mapping's rates, or not at all. */
export class LineCurrencies {
  readonly #file: string;
  readonly #at: number;
  readonly #rates: ReadonlyMap<string, number> | null;
  readonly #counts = new Map<string, number>();
  readonly #rateOf = new GrowingNumbers();

  /** @throws DataError `unknown-column` where the mapping names a column that the file does not have */
  constructor(names: readonly string[], asked: NonNullable<Mapping["transactions"]>, file: string) {
    this.#file = file;
    this.#at =
      asked.currency === undefined
        ? names.findIndex(isCurrencyName)
        : names.indexOf(findColumn(asked.currency, names, file));
    const { rates } = asked;
    this.#rates = rates
      ? new Map(Object.entries(rates).map(([code, rate]) => [code.trim().toUpperCase(), rate]))
      : null;
  }

  /** The currency of a line, of its amount's cell before its currency column; "" where neither tells. */
  of(cells: readonly (string | number)[], beside: string): string {
    const cell = this.#at < 0 ? "" : `${cells[this.#at] ?? ""}`.trim();
    return beside || currencyIn(cell) || cell.toUpperCase();
  }

  /** Why a line of this currency cannot be added up; null where it can. */
  faultOf(currency: string): string | null {
    if (this.#rates === null || this.#rates.has(currency)) return null;
    const got =
      currency === "" ? "the line tells no currency" : `got the currency ${JSON.stringify(currency)}`;
    return `${got}; expected one that the mapping's rates have (${[...this.#rates.keys()].join(", ")})`;
  }

  push(currency: string): void {
    if (currency !== "") this.#counts.set(currency, (this.#counts.get(currency) ?? 0) + 1);
    if (this.#rates !== null) this.#rateOf.push(this.#rates.get(currency)!);
  }

  /** What the amount of an accepted line is multiplied by. */
  rateOf(row: number): number {
    return this.#rates === null ? 1 : this.#rateOf.at(row);
  }

  /** The book's currency: the only one of its lines, or the one that the rates are in; null where none tells. */
  currency(): string | null {
    if (this.#rates !== null) return [...this.#rates].find(([, rate]) => rate === 1)?.[0] ?? null;
    return this.#counts.size === 1 ? [...this.#counts.keys()][0]! : null;
  }

  /** Words for what was converted; [] where nothing was. */
  converted(): string[] {
    if (this.#rates === null || this.#counts.size < 2) return [];
    return [...this.#counts].map(([code, lines]) => `${lines.toLocaleString("en")} in ${code}`);
  }

  /** Refuses lines of several currencies without rates. @throws DataError `mixed-currencies` */
  refuseMixed(): void {
    if (this.#rates !== null || this.#counts.size < 2) return;
    const found = [...this.#counts].sort(([, a], [, b]) => b - a).slice(0, 6);
    const lines = found.map(([code, count]) => `${count.toLocaleString("en")} in ${code}`).join(", ");
    const rates = Object.fromEntries(found.map(([code], k) => [code, k === 0 ? 1 : 0.5]));
    const message = `amounts in several currencies (${lines} lines) cannot be added up; expected what each is worth in one of them, in the mapping's transactions, such as "rates": ${JSON.stringify(rates)}`;
    throw new DataError("mixed-currencies", message, { file: this.#file });
  }
}
