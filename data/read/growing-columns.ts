import type { TextColumn } from "../../tiering/index.ts";

/** Rows in one block; a column grows by blocks, so that no growth copies what is there. */
const BLOCK = 2 ** 14;

/** A column of numbers that grows row by row, and is laid out in account order at the end. */
export class GrowingNumbers {
  readonly #blocks: Float64Array[] = [];
  #length = 0;

  push(value: number): void {
    const at = this.#length++ % BLOCK;
    if (at === 0) this.#blocks.push(new Float64Array(BLOCK));
    this.#blocks.at(-1)![at] = value;
  }

  at(row: number): number {
    return this.#blocks[Math.floor(row / BLOCK)]![row % BLOCK]!;
  }

  set(row: number, value: number): void {
    this.#blocks[Math.floor(row / BLOCK)]![row % BLOCK] = value;
  }

  /** The column on shared memory: element i is row `order[i]`. */
  finish(order: Uint32Array): Float64Array {
    const out = new Float64Array(new SharedArrayBuffer(8 * order.length));
    for (let i = 0; i < order.length; i++) {
      const row = order[i]!;
      out[i] = this.#blocks[Math.floor(row / BLOCK)]![row % BLOCK]!;
    }
    return out;
  }
}

/** A column of texts that is turned into a dictionary while it grows row by row. */
export class GrowingTexts {
  readonly #codeOf = new Map<string, number>();
  #values: string[] = [];
  readonly #blocks: Uint32Array[] = [];
  #length = 0;

  push(value: string): void {
    let code = this.#codeOf.get(value);
    if (code === undefined) {
      code = this.#codeOf.size;
      this.#codeOf.set(value, code);
    }
    const at = this.#length++ % BLOCK;
    if (at === 0) this.#blocks.push(new Uint32Array(BLOCK));
    this.#blocks.at(-1)![at] = code;
  }

  /** The value of a row; the first call after a push takes O(values). */
  at(row: number): string {
    if (this.#values.length !== this.#codeOf.size) this.#values = [...this.#codeOf.keys()];
    return this.#values[this.#blocks[Math.floor(row / BLOCK)]![row % BLOCK]!]!;
  }

  /** The column on shared memory, its values in ascending code-unit order: element i is row `order[i]`. */
  finish(order: Uint32Array): TextColumn {
    const values = [...this.#codeOf.keys()].sort((a, b) => (a < b ? -1 : 1));
    const renamed = new Uint32Array(values.length);
    values.forEach((value, code) => {
      renamed[this.#codeOf.get(value)!] = code;
    });
    const n = order.length;
    const codes =
      values.length <= 2 ** 16
        ? new Uint16Array(new SharedArrayBuffer(2 * n))
        : new Uint32Array(new SharedArrayBuffer(4 * n));
    for (let i = 0; i < n; i++) {
      const row = order[i]!;
      codes[i] = renamed[this.#blocks[Math.floor(row / BLOCK)]![row % BLOCK]!]!;
    }
    // A cell is a piece of the text that it was read from and keeps all of that; a copy keeps itself alone.
    return { values: structuredClone(values), codes };
  }
}

/** Account at each row that was kept, rows in file order; on shared memory. */
export function fileOrderOf(order: Uint32Array): Uint32Array {
  const n = order.length;
  const accounts = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => order[a]! - order[b]!);
  const shared = new Uint32Array(new SharedArrayBuffer(4 * n));
  shared.set(accounts);
  return shared;
}
