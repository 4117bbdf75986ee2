import { randomBytes } from "node:crypto";
import type { ColumnKind } from "./dialect.ts";
import type { Value, Warehouse } from "./warehouse.ts";

/** Rows of one INSERT. */
const ROWS_AT_ONCE = 2_000;

/** The tables that a run makes for itself, and drops: nobody else sees a name of theirs. */
export class WorkTables {
  readonly #warehouse: Warehouse;
  readonly #run = randomBytes(6).toString("hex");
  readonly #made: string[] = [];

  constructor(warehouse: Warehouse) {
    this.#warehouse = warehouse;
  }

  /** A name that is free, for a table beside a user's. */
  name(purpose: string): string {
    return `tiering_${purpose}_${this.#run}`;
  }

  /** Makes a table of a query's rows; one scan. */
  async make(purpose: string, select: string): Promise<string> {
    const table = this.name(purpose);
    this.#made.push(table);
    this.#warehouse.traffic.scans++;
    await this.#warehouse.run(this.#warehouse.dialect.createWork(table, select));
    return table;
  }

  /** Makes a small table of rows that are sent. */
  async send(
    purpose: string,
    columns: readonly (readonly [name: string, kind: ColumnKind])[],
    rows: readonly (readonly Value[])[],
  ): Promise<string> {
    const table = this.name(purpose);
    this.#made.push(table);
    const { dialect } = this.#warehouse;
    await this.#warehouse.run(dialect.createEmpty(table, columns));
    const cell = (value: Value, kind: ColumnKind) => {
      if (kind === "text") return dialect.text(String(value));
      // Whole and half numbers are short: some engines read the long form of others to all but the last digit.
      const isShort = kind === "int" || Number.isSafeInteger(2 * Number(value));
      return isShort ? String(value) : dialect.number(Number(value));
    };
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      const block = rows.slice(from, from + ROWS_AT_ONCE);
      const tuples = block.map((row) => `(${row.map((value, k) => cell(value, columns[k]![1])).join(", ")})`);
      await this.#warehouse.run(`INSERT INTO ${table} VALUES ${tuples.join(", ")}`);
    }
    return table;
  }

  /** Drops a table that is not needed any more. */
  async drop(table: string): Promise<void> {
    await this.#warehouse.run(`DROP TABLE IF EXISTS ${table}`);
    const at = this.#made.indexOf(table);
    if (at >= 0) this.#made.splice(at, 1);
  }

  /** Drops what is left; the names of tables that could not be dropped. */
  async dropAll(): Promise<string[]> {
    const left: string[] = [];
    for (const table of this.#made.splice(0)) await this.drop(table).catch(() => left.push(table));
    return left;
  }
}
