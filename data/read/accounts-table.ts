import type { AccountIds, ColumnRoles, TextColumn } from "../../tiering/index.ts";
import { renameColumns } from "../mapping.ts";
import { QualityCount, quoteCell, type RejectionCode } from "../quality.ts";
import { type Layout, readLayout } from "../roles.ts";
import { parseAmount } from "./amount.ts";
import { GrowingNumbers, GrowingTexts } from "./growing-columns.ts";
import { IdTable } from "./id-table.ts";
import type { RecordHandlers } from "./records.ts";
import { parseTierLabel } from "./tier-label.ts";

/** The accounts file as columns, in ascending ID order. */
export interface AccountsTable extends Layout {
  readonly n: number;
  /** Every column in file order, under our names. */
  readonly columns: readonly string[];
  readonly ids: AccountIds;
  /** Account at each accepted row; shape [n]. */
  readonly fileOrder: Uint32Array;
  readonly text: ReadonlyMap<string, TextColumn>;
  readonly numberColumns: ReadonlyMap<string, Float64Array>;
}

interface NumberSlot {
  readonly at: number;
  readonly name: string;
  readonly column: GrowingNumbers;
}

interface TextSlot {
  readonly at: number;
  readonly name: string;
  readonly column: GrowingTexts;
}

/** Takes the records of an accounts file one by one: a row enters all columns or is rejected. */
export class AccountsReader implements RecordHandlers {
  readonly quality = new QualityCount();
  readonly #file: string;
  readonly #theirsToOurs: Readonly<Record<string, string>>;
  #columns: readonly string[] = [];
  #layout: Layout | undefined;
  #ids = new IdTable();
  #idAt = 0;
  #numbers: NumberSlot[] = [];
  #texts: TextSlot[] = [];
  /** Tier columns, the current one first. */
  #tiers: { at: number; name: string }[] = [];
  /** Labels that were understood, so that each is parsed once. */
  readonly #knownLabels = new Set<string>();
  #amounts = new Float64Array(0);

  constructor(file: string, theirsToOurs: Readonly<Record<string, string>>) {
    this.#file = file;
    this.#theirsToOurs = theirsToOurs;
  }

  onHeader(header: readonly string[]): void {
    this.#columns = renameColumns(header, this.#theirsToOurs, this.#file);
    const layout = readLayout(this.#columns, this.#file);
    const { roles } = layout;
    this.#layout = layout;
    this.#columns.forEach((name, at) => {
      if (name === roles.id) this.#idAt = at;
      else if (layout.numbers.has(name)) this.#numbers.push({ at, name, column: new GrowingNumbers() });
      else this.#texts.push({ at, name, column: new GrowingTexts() });
    });
    this.#tiers = roles.tiers.map((name) => ({ at: this.#columns.indexOf(name), name }));
    this.#amounts = new Float64Array(this.#numbers.length);
  }

  onRow(cells: readonly string[], line: number): void {
    if (!this.#checkRow(cells, line)) return;
    const amounts = this.#amounts;
    for (let k = 0; k < amounts.length; k++) this.#numbers[k]!.column.push(amounts[k]!);
    for (const { at, column } of this.#texts) column.push(cells[at]!);
    this.quality.accept();
  }

  /** Lays the columns out in ascending ID order; the reader is used up. */
  finish(): AccountsTable {
    const order = this.#ids.ascendingOrder();
    const n = order.length;
    const fileOrder = new Uint32Array(new SharedArrayBuffer(4 * n));
    for (let i = 0; i < n; i++) fileOrder[order[i]!] = i;
    const ids = this.#ids.finish(order);
    this.#ids = new IdTable();
    // Each growing column is let go as soon as its final one stands, so that few exist twice at a time.
    const text = new Map<string, TextColumn>();
    for (let slot = this.#texts.shift(); slot; slot = this.#texts.shift()) {
      text.set(slot.name, slot.column.finish(order));
    }
    const numberColumns = new Map<string, Float64Array>();
    for (let slot = this.#numbers.shift(); slot; slot = this.#numbers.shift()) {
      numberColumns.set(slot.name, slot.column.finish(order));
    }
    return { ...this.#layout!, n, columns: this.#columns, ids, fileOrder, text, numberColumns };
  }

  /** Reads the row's amounts into the scratch array and claims its ID; false where the row is rejected. */
  #checkRow(cells: readonly string[], line: number): boolean {
    const roles: ColumnRoles = this.#layout!.roles;
    const width = this.#columns.length;
    if (cells.length !== width) {
      const column = this.#columns[Math.min(cells.length, width - 1)]!;
      return this.#reject(line, column, "wrong-cell-count", `got ${cells.length} cells, expected ${width}`);
    }
    const id = cells[this.#idAt]!.trim();
    if (id === "")
      return this.#reject(line, roles.id, "blank-id", "the ID is blank; expected one for each account");

    for (const { at, name } of this.#tiers) {
      const label = cells[at]!;
      if (this.#knownLabels.has(label)) continue;
      if (label.trim() === "") {
        if (name !== roles.tiers[0]) continue;
        return this.#reject(line, name, "blank-tier", "the current tier is blank; expected such as Tier A");
      }
      if (parseTierLabel(label) === undefined) {
        const reason = `got ${quoteCell(label)}, expected a letter or "Tier" and a letter, such as Tier A`;
        return this.#reject(line, name, "unknown-tier", reason);
      }
      this.#knownLabels.add(label);
    }
    for (let k = 0; k < this.#numbers.length; k++) {
      const { at, name } = this.#numbers[k]!;
      const amount = parseAmount(cells[at]!);
      if (amount === null) {
        const reason = `got ${quoteCell(cells[at]!)}, expected an amount such as 1234.5, 1,234.5 or (1,234)`;
        return this.#reject(line, name, "bad-number", reason);
      }
      if (Number.isNaN(amount) && name === roles.revenues[0]) {
        const reason = "the current revenue is blank; expected an amount";
        return this.#reject(line, name, "blank-revenue", reason);
      }
      this.#amounts[k] = amount;
    }
    if (!this.#ids.add(id)) {
      return this.#reject(line, roles.id, "duplicate-id", `the ID ${quoteCell(id)} stands in an earlier row`);
    }
    return true;
  }

  #reject(line: number, column: string, code: RejectionCode, reason: string): false {
    this.quality.reject({ line, column, code, reason });
    return false;
  }
}
