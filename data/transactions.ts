import { columnKey } from "./column-key.ts";
import type { ColumnUnit } from "./layout.ts";
import { LineCurrencies } from "./line-currencies.ts";
import { type CustomerColumn, LineCustomers } from "./line-customers.ts";
import { LineDates, unpacked } from "./line-dates.ts";
import { decimalOf, findColumn, type Mapping } from "./mapping.ts";
import { QualityCount, quoteCell, type RejectionCode, rowText, wrongCellCount } from "./quality.ts";
import type { AccountsReader } from "./read/accounts-table.ts";
import { type Amount, isOutOfRange, newAmount, readAmount } from "./read/amount.ts";
import { AmountColumn, oddAmountReason } from "./read/amount-column.ts";
import { fiscalYear, type ReadDate, readDate } from "./read/dates.ts";
import { GrowingNumbers } from "./read/growing-columns.ts";
import type { Cell, TableHandlers } from "./read/table-shape.ts";
import { noteUnits, readUnits } from "./units.ts";

/** A column of numbers, and the cell of it that was read last. */
interface Factor {
  readonly at: number;
  readonly column: AmountColumn;
  readonly amount: Amount;
  readonly expected: string;
}

/**
 * Turns order lines into accounts: revenue (the amount, or price times quantity) by customer and fiscal year,
 * every other column that says the same in all lines of a customer, and those that the mapping names. The accounts go to an {@link AccountsReader} at the end.
 */
export class OrderLinesReader implements TableHandlers {
  readonly quality = new QualityCount();
  readonly #file: string;
  readonly #mapping: Mapping;
  readonly #accounts: AccountsReader;
  readonly #customerOf = new GrowingNumbers();
  readonly #dates: LineDates;
  readonly #lines = new GrowingNumbers();
  /** The amount of a line; with a quantity, the price and the quantity, which are multiplied. */
  #factors: readonly Factor[] = [];
  #columns: readonly string[] = [];
  /** Columns that may say something of a customer. */
  #others: readonly CustomerColumn[] = [];
  #customers = new LineCustomers([]);
  #at = { customer: 0, date: 0 };
  #units: ReadonlyMap<string, ColumnUnit> = new Map();
  #currencies: LineCurrencies | undefined;

  constructor(file: string, mapping: Mapping, accounts: AccountsReader) {
    this.#file = file;
    this.#mapping = mapping;
    this.#accounts = accounts;
    this.#dates = new LineDates(file, mapping.transactions!);
  }

  onHeader(names: readonly string[]): void {
    const asked = this.#mapping.transactions!;
    const place = (name: string) => names.indexOf(findColumn(name, names, this.#file));
    this.#at = { customer: place(asked.customer), date: place(asked.date) };
    const amountName = names[place(asked.amount)]!;
    this.#units = readUnits([amountName], this.#mapping, { names, file: this.#file, isLenient: false });
    this.#currencies = new LineCurrencies(names, asked, this.#file);
    const factor = (name: string, expected: string): Factor => {
      const at = place(name);
      const decimal = decimalOf(this.#mapping, names[at]!);
      const column = new AmountColumn(names[at]!, decimal, {
        factor: this.#units.get(names[at]!)?.factor ?? 1,
      });
      return { at, column, amount: newAmount(), expected };
    };
    this.#factors = [
      factor(asked.amount, "an amount such as 1234.5"),
      ...(asked.quantity === undefined ? [] : [factor(asked.quantity, "a quantity such as 12")]),
    ];
    this.#columns = names;
    const used = new Set([...Object.values(this.#at), ...this.#factors.map(({ at }) => at)]);
    this.#others = names.map((name, at) => ({ at, name })).filter(({ at }) => !used.has(at));
    this.#customers = new LineCustomers(this.#others);
  }

  onRow(cells: readonly Cell[], line: number): void {
    const date = this.#readLine(cells, line);
    if (date === null) return;
    this.#dates.push(date, String(cells[this.#at.date]));
    this.#customerOf.push(this.#customers.see(String(cells[this.#at.customer]).trim(), cells));
    this.#lines.push(line);
    this.quality.accept();
  }

  /** Currency of the lines; null where they do not tell one. */
  get currency(): string | null {
    const inHeader = [...this.#units.values()][0]?.currency;
    return this.#currencies?.currency() || inHeader || null;
  }

  /** Checks a line and takes its numbers; its date, or null where the line is rejected. */
  #readLine(cells: readonly Cell[], line: number): ReadDate | null {
    const { customer: idAt, date: dateAt } = this.#at;
    const names = this.#columns;
    const reject = (at: number, code: RejectionCode, reason: string): null => {
      this.quality.reject({ line, column: names[at]!, code, reason, row: rowText(cells) });
      return null;
    };
    if (cells.length < names.length || cells.slice(names.length).some((cell) => cell !== "")) {
      return reject(0, "wrong-cell-count", wrongCellCount(cells.length, names.length));
    }
    const id = String(cells[idAt]).trim();
    if (id === "") return reject(idAt, "blank-id", "the customer is blank; expected one in each line");
    const date = readDate(String(cells[dateAt]));
    if (date === null) {
      const got = quoteCell(String(cells[dateAt]));
      return reject(dateAt, "bad-date", `got ${got}, expected a date such as 2025-03-31 or 31.03.2025`);
    }
    for (const { at, column, amount, expected } of this.#factors) {
      const cell = cells[at]!;
      if (typeof cell === "number") {
        if (!Number.isNaN(cell) && !isOutOfRange(cell)) continue;
      } else {
        readAmount(cell, amount);
        if (column.accepts(amount) && amount.kind !== "blank") continue;
      }
      return reject(at, "bad-number", `got ${quoteCell(String(cell))}, expected ${expected}`);
    }
    const { at: amountAt, amount: price } = this.#factors[0]!;
    const currency = this.#currencies!.of(cells, typeof cells[amountAt] === "number" ? "" : price.currency);
    const fault = this.#currencies!.faultOf(currency);
    if (fault !== null) return reject(amountAt, "unknown-currency", fault);
    this.#currencies!.push(currency);
    for (const { at, column, amount } of this.#factors) {
      const cell = cells[at]!;
      if (typeof cell === "number") column.pushNumber(cell);
      else column.push(amount, cell, line);
    }
    return date;
  }

  onBadRow(text: string, line: number): void {
    const reason = 'a quote is out of place; expected quotes around a whole cell, and "" for a quote within';
    this.quality.reject({ line, column: "", code: "bad-quote", reason, row: text.slice(0, 1_000) });
  }

  /**
   * Adds up the lines and hands the accounts on, in the order in which the customers first appear.
   * @throws DataError `undecidable-dates`, `undecidable-amounts`, `mixed-currencies`
   */
  finish(): void {
    const lines = this.quality.accepted;
    if (lines === 0) return;
    this.#currencies!.refuseMixed();
    const withdrawn = this.#rejectOddNumbers();
    const months = this.#dates.decide();
    const rows = Uint32Array.from({ length: lines }, (_, row) => row);
    const [amounts, quantities] = this.#factors.map(({ column }) => column.finish(rows));
    const yearStart = this.#mapping.transactions!.yearStart;
    const byYear = new Map<number, Float64Array>();
    let [latest, latestYear] = [0, 0];
    for (let row = 0; row < lines; row++) {
      if (withdrawn.has(row)) continue;
      const month = months.at(row);
      const year = fiscalYear(unpacked(month), yearStart);
      let sums = byYear.get(year);
      if (sums === undefined) {
        sums = new Float64Array(this.#customers.size);
        byYear.set(year, sums);
      }
      sums[this.#customerOf.at(row)]! +=
        amounts![row]! * (quantities?.[row] ?? 1) * this.#currencies!.rateOf(row);
      if (month > latest) [latest, latestYear] = [month, year];
    }
    const covered = ((unpacked(latest).month - yearStart + 12) % 12) + 1;
    if (covered < 12)
      this.quality.note("last-year-not-whole", covered, [`FY${latestYear} ends with its month ${covered}`]);
    this.quality.note("order-lines", lines - withdrawn.size);
    const { amount, quantity } = this.#mapping.transactions!;
    if (quantity !== undefined) this.quality.note("price-times-quantity", 1, [amount, quantity]);
    this.quality.note("accounts-made", this.#customers.size);
    const converted = this.#currencies!.converted();
    this.quality.note("currencies-converted", converted.length, converted);
    noteUnits(this.quality, this.#units, new Map(this.#factors.map(({ column }) => [column.name, column])));
    this.#handOn([...byYear].sort(([a], [b]) => b - a));
  }

  /** Rejects the lines with a number that may be a thousand times as much, now that its column is known. */
  #rejectOddNumbers(): ReadonlySet<number> {
    const withdrawn = new Set<number>();
    for (const { column } of this.#factors) {
      for (const [row, cell] of column.decide(this.#file).rejected) {
        if (withdrawn.has(row)) continue;
        withdrawn.add(row);
        this.quality.withdraw();
        const line = this.#lines.at(row);
        const reason = oddAmountReason(cell);
        this.quality.reject({ line, column: column.name, code: "bad-number", reason, row: rowText([cell]) });
      }
    }
    return withdrawn;
  }

  /** Hands the customers on, with the columns that are the same in all lines of each, and those that the mapping names. */
  #handOn(years: readonly (readonly [number, Float64Array])[]): void {
    const named = new Set(Object.keys(this.#mapping.accounts).map(columnKey));
    const differing = this.#others.map((_, k) => this.#customers.differing(k));
    const isNamed = (k: number) => named.has(columnKey(this.#others[k]!.name));
    const all = [...this.#others.keys()];
    const kept = all.filter((k) => differing[k] === 0 || isNamed(k));
    const left = all.filter((k) => !kept.includes(k)).map((k) => this.#others[k]!.name);
    this.quality.note("columns-of-lines-left-out", left.length, left);
    for (const k of kept) this.quality.note("lines-that-differ", differing[k], [this.#others[k]!.name]);
    this.#accounts.onHeader([
      ID_COLUMN,
      ...kept.map((k) => this.#others[k]!.name),
      ...years.map(([year]) => `TotalRevenue_FY${year}`),
    ]);
    let line = 2;
    for (const { id, at, texts } of this.#customers.rows(kept)) {
      const revenues = years.map(([, sums]) => Number(sums[at]!.toPrecision(15)));
      this.#accounts.onRow([id, ...texts, ...revenues], line++);
    }
  }
}

const ID_COLUMN = "ID";
