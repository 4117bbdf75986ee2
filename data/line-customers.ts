import type { Cell } from "./read/table-shape.ts";

/** What is kept of a customer: a number, what its columns said last, and which of them said several things. */
interface Customer {
  readonly at: number;
  readonly texts: string[];
  readonly differs: boolean[];
}

/** A column of order lines that says something of their customers. */
export interface CustomerColumn {
  readonly at: number;
  readonly name: string;
}

/** The customers of order lines in the order in which they first appear, and what the lines say of them. Blank cells say nothing. */
export class LineCustomers {
  readonly #customers = new Map<string, Customer>();
  readonly #columns: readonly CustomerColumn[];

  constructor(columns: readonly CustomerColumn[]) {
    this.#columns = columns;
  }

  get size(): number {
    return this.#customers.size;
  }

  /** The customer's number; its texts are held against what its lines said before. O(columns). */
  see(id: string, cells: readonly Cell[]): number {
    const known = this.#customers.get(id);
    if (known === undefined) {
      const at = this.#customers.size;
      const texts = this.#columns.map(({ at: column }) => String(cells[column]));
      this.#customers.set(id, { at, texts, differs: texts.map(() => false) });
      return at;
    }
    this.#columns.forEach(({ at }, k) => {
      const text = String(cells[at]);
      if (text === "" || text === known.texts[k]) return;
      if (known.texts[k] !== "") known.differs[k] = true;
      known.texts[k] = text;
    });
    return known.at;
  }

  /** How many customers have lines that say different things in column `k`. */
  differing(k: number): number {
    let count = 0;
    for (const { differs } of this.#customers.values()) if (differs[k]) count++;
    return count;
  }

  /** Each customer's ID and what its lines said last in the columns `kept`. */
  *rows(kept: readonly number[]): Generator<{ id: string; at: number; texts: readonly string[] }> {
    for (const [id, { at, texts }] of this.#customers) yield { id, at, texts: kept.map((k) => texts[k]!) };
  }
}
