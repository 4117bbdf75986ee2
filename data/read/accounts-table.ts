import type { AccountIds, TextColumn } from "../../tiering/index.ts";
import type { Layout } from "../layout.ts";
import { decimalOf, type Mapping } from "../mapping.ts";
import { QualityCount, quoteCell, type RejectionCode, rowText, wrongCellCount } from "../quality.ts";
import { readLayout } from "../roles.ts";
import { readLadder, type TierLadder } from "../tiers.ts";
import { refuseMixedUnits } from "../units.ts";
import { newAmount } from "./amount.ts";
import { AmountColumn, type AmountFacts, oddAmountReason } from "./amount-column.ts";
import { fileOrderOf, GrowingNumbers, GrowingTexts } from "./growing-columns.ts";
import { refuseHopeless } from "./hopeless-file.ts";
import { IdTable } from "./id-table.ts";
import { layOut, type TextSlot } from "./lay-out.ts";
import { type NumberSlot, readNumber } from "./number-slot.ts";
import { RepeatedIds } from "./repeated-ids.ts";
import { type KeptRows, rowAsRead } from "./row-as-read.ts";
import { addUp, withSums } from "./sum-columns.ts";
import type { Cell, TableHandlers } from "./table-shape.ts";
import { findTotalRows, isBlankLabel, isTotalWord, totalReason } from "./total-rows.ts";

/** The accounts file as columns, in ascending ID order. */
export interface AccountsTable extends Layout {
  readonly n: number;
  /** Every column in file order, by its own name. */
  readonly columns: readonly string[];
  readonly ids: AccountIds;
  /** Account at each accepted row; shape [n]. */
  readonly fileOrder: Uint32Array;
  readonly text: ReadonlyMap<string, TextColumn>;
  readonly numberColumns: ReadonlyMap<string, Float64Array>;
  /** The tiers; null where the file has none. */
  readonly ladder: TierLadder | null;
  /** How the amounts of each amount column were written. */
  readonly amounts: ReadonlyMap<string, AmountFacts>;
}

/** Takes the rows of an accounts file one by one: a row enters all columns or is rejected. */
export class AccountsReader implements TableHandlers {
  readonly quality = new QualityCount();
  readonly #file: string;
  readonly #mapping: Mapping;
  #columns: readonly string[] = [];
  #layout: Layout | undefined;
  #ids = new IdTable();
  #idAt = 0;
  #tierAt = -1;
  #numbers: NumberSlot[] = [];
  #texts: TextSlot[] = [];
  #lines = new GrowingNumbers();
  readonly #repeats = new RepeatedIds();
  /** Rows whose ID is a word for a total. */
  readonly #totals = new Set<number>();

  constructor(file: string, mapping: Mapping) {
    this.#file = file;
    this.#mapping = mapping;
  }

  get #kept(): KeptRows {
    const idOf = (row: number) => this.#ids.idAt(row);
    return {
      width: this.#columns.length,
      idAt: this.#idAt,
      idOf,
      texts: this.#texts,
      numbers: this.#numbers,
    };
  }

  onHeader(header: readonly string[], _above: readonly string[] = [], line = 1): void {
    this.#columns = header;
    const layout = readLayout(header, this.#mapping, { file: this.#file, line });
    this.#layout = layout;
    header.forEach((name, at) => {
      if (name === layout.roles.id) this.#idAt = at;
      else if (layout.numbers.has(name)) {
        const given = decimalOf(this.#mapping, name);
        const factor = layout.units.get(name)?.factor ?? 1;
        const column = new AmountColumn(name, given, { isGrouped: !layout.isOwnOutput, factor });
        this.#numbers.push({ at, name, column, amount: newAmount(), isTyped: false });
      } else this.#texts.push({ at, name, column: new GrowingTexts() });
    });
    this.#tierAt = header.indexOf(layout.roles.tiers[0] ?? "");
  }

  onRow(cells: readonly Cell[], line: number): void {
    if (!this.#checkRow(cells, line)) return;
    for (const { at, column, amount, isTyped } of this.#numbers) {
      if (isTyped) column.pushNumber(cells[at] as number);
      else column.push(amount, cells[at] as string, line);
    }
    for (const { at, column } of this.#texts) column.push(String(cells[at] ?? ""));
    if (isTotalWord(cells[this.#idAt]!)) this.#totals.add(this.#ids.count - 1);
    this.#lines.push(line);
    this.quality.accept();
  }

  onBadRow(text: string, line: number): void {
    const reason = 'a quote is out of place; expected quotes around a whole cell, and "" for a quote within';
    this.quality.reject({ line, column: "", code: "bad-quote", reason, row: text.slice(0, 1_000) });
    refuseHopeless(this.quality, this.#file);
  }

  /**
   * Lays the columns out in ascending ID order; the reader is used up.
   * @throws DataError `undecidable-amounts`, `unknown-tier-order`
   */
  finish(): AccountsTable {
    const layout = this.#layout!;
    const amounts = new Map(this.#numbers.map(({ name, column }) => [name, column.decide(this.#file)]));
    refuseMixedUnits(layout, amounts, this.#file);
    const sound = this.#rejectOddAmounts(amounts, this.#ids.ascendingOrder());
    const whole = this.#rejectTotals(this.#rejectBlankSums(sound));
    const { ladder, order: tiered } = this.#readTiers(whole);
    const order = this.#rejectRepeats(tiered);
    const n = order.length;
    const ids = this.#ids.finish(order);
    this.#ids = new IdTable();
    const laid = layOut(this.#columns, layout, { texts: this.#texts, numbers: this.#numbers }, order);
    const summed = withSums(laid, layout.sums);
    return { ...layout, ...summed, n, ids, fileOrder: fileOrderOf(order), ladder, amounts };
  }

  /** Rejects the rows without any of the amounts that are added up to the current revenue. */
  #rejectBlankSums(rows: Uint32Array): Uint32Array {
    const { roles, sums } = this.#layout!;
    const parts = sums.get(roles.revenues[0] ?? "");
    if (parts === undefined) return rows;
    const added = this.#numbers.filter(({ name }) => parts.includes(name));
    const sum = addUp(added.map(({ column }) => column.finish(rows)));
    const blank = rows.filter((_, k) => Number.isNaN(sum[k]!));
    for (const row of blank) {
      const reason = `all of ${parts.join(", ")} are blank; expected an amount in one of them`;
      this.#withdraw(row, parts[0]!, "blank-revenue", reason, "");
    }
    return rows.filter((_, k) => !Number.isNaN(sum[k]!));
  }

  /** Rejects the rows whose amount may be a thousand times as much, now that their column is known. */
  #rejectOddAmounts(amounts: ReadonlyMap<string, AmountFacts>, rows: Uint32Array): Uint32Array {
    const odd = new Map<number, readonly [column: string, cell: string]>();
    for (const [name, { rejected }] of amounts)
      for (const [row, cell] of rejected) odd.set(row, [name, cell]);
    for (const [row, [column, cell]] of odd) {
      this.#withdraw(row, column, "bad-number", oddAmountReason(cell), cell);
    }
    return odd.size === 0 ? rows : rows.filter((row) => !odd.has(row));
  }

  /** Rejects accounts that are the total of the others, now that all amounts are known. */
  #rejectTotals(rows: Uint32Array): Uint32Array {
    const [slot] = this.#numbers;
    const called = this.#totals.size === 0 ? [] : rows.filter((row) => this.#totals.has(row));
    if (called.length === 0 || slot === undefined) return rows;
    const column = slot.column.finish(Uint32Array.from({ length: this.#ids.count }, (_, row) => row));
    const totals = findTotalRows(column, new Set(called));
    for (const row of totals) {
      const id = this.#ids.idAt(row);
      this.#withdraw(row, this.#layout!.roles.id, "total-row", totalReason(id), String(column[row]));
    }
    return rows.filter((row) => !totals.has(row));
  }

  /** The ladder, and the rows whose tier stands on it; the others are rejected now that it is known. */
  #readTiers(whole: Uint32Array): { ladder: TierLadder | null; order: Uint32Array } {
    const slot = this.#texts.find(({ at }) => at === this.#tierAt);
    if (slot === undefined) return { ladder: null, order: whole };
    const rows = this.#ids.count;
    const column = slot.column.finish(Uint32Array.from({ length: rows }, (_, row) => row));
    const { name } = slot;
    const ladder = readLadder(column, { given: this.#mapping.tiers, name, file: this.#file });
    const labelOf = (row: number) => column.values[column.codes[row]!]!;
    const isKept = (row: number) => ladder.tierOf.get(labelOf(row))! >= 0;
    for (const row of [...whole].sort((a, b) => a - b)) {
      if (isKept(row)) continue;
      const value = labelOf(row);
      const expected = `expected one of ${ladder.labels.join(", ")}`;
      if (value.trim() === "")
        this.#withdraw(row, name, "blank-tier", `the current tier is blank; ${expected}`, value);
      else this.#withdraw(row, name, "unknown-tier", `got ${quoteCell(value)}; ${expected}`, value);
    }
    return { ladder, order: whole.filter(isKept) };
  }

  /** Rejects the rows that repeat an ID, now that it is known which of them are right. */
  #rejectRepeats(rows: Uint32Array): Uint32Array {
    return this.#repeats.keepFirst(rows, (row, text) => {
      const reason = `the ID ${quoteCell(this.#ids.idAt(row))} stands in an earlier row`;
      this.#withdraw(row, this.#layout!.roles.id, "duplicate-id", reason, "", text);
    });
  }

  /** Rejects a row that was accepted before all rows were known. */
  #withdraw(
    row: number,
    column: string,
    code: RejectionCode,
    reason: string,
    cell: string,
    text?: string,
  ): void {
    const fault = column === this.#layout!.roles.id ? null : { at: this.#columns.indexOf(column), cell };
    this.quality.withdraw();
    this.quality.reject({
      line: this.#lines.at(row),
      column,
      code,
      reason,
      row: text ?? rowAsRead(this.#kept, row, fault),
    });
  }

  /** Reads the row's amounts into the slots and claims its ID; false where the row is rejected. */
  #checkRow(cells: readonly Cell[], line: number): boolean {
    const { roles } = this.#layout!;
    const width = this.#columns.length;
    if (cells.length !== width && !isPadded(cells, width)) {
      const column = this.#columns[Math.min(cells.length, width - 1)]!;
      const reason = wrongCellCount(cells.length, width);
      return this.#reject(cells, line, column, "wrong-cell-count", reason);
    }
    const id = String(cells[this.#idAt]).trim();
    if (id === "" || isBlankLabel(id)) {
      const total = cells.find(isTotalWord);
      if (total !== undefined) return this.#reject(cells, line, roles.id, "total-row", totalReason(total));
      const reason = `the ID is ${id === "" ? "blank" : `${JSON.stringify(id)}, as pivot tables call a blank one`}; expected one for each account`;
      return this.#reject(cells, line, roles.id, "blank-id", reason);
    }
    for (const slot of this.#numbers) {
      const fault = readNumber(slot, cells[slot.at]!, slot.name === roles.revenues[0]);
      if (fault !== null) return this.#reject(cells, line, slot.name, fault.code, fault.reason);
    }
    const row = this.#ids.count;
    const first = this.#ids.add(id);
    if (first >= 0) this.#repeats.add(row, first, () => rowText(cells), this.#file);
    return true;
  }

  #reject(cells: readonly Cell[], line: number, column: string, code: RejectionCode, reason: string): false {
    this.quality.reject({ line, column, code, reason, row: rowText(cells) });
    refuseHopeless(this.quality, this.#file);
    return false;
  }
}

/** True for a row that is longer than the header by blank cells alone. */
function isPadded(cells: readonly Cell[], width: number): boolean {
  return cells.length > width && cells.every((cell, k) => k < width || String(cell).trim() === "");
}
