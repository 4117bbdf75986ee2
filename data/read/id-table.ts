import { type AccountIds, compareIntegers } from "../../tiering/index.ts";

/** Grows a typed array to at least `length`, doubling. */
function grown<T extends Uint8Array | Uint32Array>(array: T, length: number, make: (size: number) => T): T {
  if (length <= array.length) return array;
  const larger = make(Math.max(length, 2 * array.length));
  larger.set(array);
  return larger;
}

const bytesOf = (size: number): Uint8Array => new Uint8Array(size);
const wordsOf = (size: number): Uint32Array => new Uint32Array(size);

/**
 * The IDs of the accepted rows in file order: their bytes end to end, and a hash table (open addressing,
 * linear probing, at most half full) that finds repeated ones; about 25 bytes an ID, and no JavaScript strings.
 */
export class IdTable {
  #bytes = bytesOf(2 ** 12);
  #offsets = wordsOf(2 ** 10);
  #slots = wordsOf(2 ** 10);
  #count = 0;
  #integers = true;
  #longest = 0;

  get count(): number {
    return this.#count;
  }

  /** Adds the ID of the next row; the first row that has it, or −1 where it is new. */
  add(id: string): number {
    const start = this.#offsets[this.#count]!;
    const end = this.#write(id, start);
    const slot = this.#findSlot(start, end);
    const first = this.#slots[slot]! - 1;
    this.#count++;
    if (first < 0) this.#slots[slot] = this.#count;
    this.#offsets = grown(this.#offsets, this.#count + 1, wordsOf);
    this.#offsets[this.#count] = end;
    this.#longest = Math.max(this.#longest, id.length);
    this.#integers &&= /^[+-]?\d+$/.test(id);
    if (2 * this.#count > this.#slots.length) this.#rehash();
    return first;
  }

  /** The ID of a row. */
  idAt(row: number): string {
    return this.#text(row);
  }

  /** Rows in ascending ID order: numerically if every ID is an integer, else by code unit, those of one ID in any order; shape [count]. */
  ascendingOrder(): Uint32Array {
    const order = Uint32Array.from({ length: this.#count }, (_, row) => row);
    if (this.#integers && this.#longest <= 15) {
      // At most 15 characters: exact as numbers. Equal ones (7 and 007) go by code unit.
      const key = Float64Array.from(order, (row) => Number(this.#text(row)));
      return order.sort((a, b) => key[a]! - key[b]! || (this.#text(a) < this.#text(b) ? -1 : 1));
    }
    const text = Array.from(order, (row) => this.#text(row));
    if (this.#integers) return order.sort((a, b) => compareIntegers(text[a]!, text[b]!));
    return order.sort((a, b) => (text[a]! < text[b]! ? -1 : 1));
  }

  /** The IDs on shared memory: ID i is that of row `order[i]`. */
  finish(order: Uint32Array): AccountIds {
    const total = this.#offsets[this.#count]!;
    const bytes = new Uint8Array(new SharedArrayBuffer(total));
    const offsets = new Uint32Array(new SharedArrayBuffer(4 * (order.length + 1)));
    for (let i = 0; i < order.length; i++) {
      const row = order[i]!;
      const id = this.#bytes.subarray(this.#offsets[row], this.#offsets[row + 1]);
      bytes.set(id, offsets[i]);
      offsets[i + 1] = offsets[i]! + id.length;
    }
    return { bytes, offsets, numeric: this.#integers };
  }

  #text(row: number): string {
    const { buffer } = this.#bytes;
    const start = this.#offsets[row]!;
    return Buffer.from(buffer, start, this.#offsets[row + 1]! - start).toString();
  }

  /** Writes an ID behind the last one; its end. */
  #write(id: string, start: number): number {
    this.#bytes = grown(this.#bytes, start + 3 * id.length, bytesOf);
    let at = start;
    for (let i = 0; i < id.length; i++) {
      const unit = id.charCodeAt(i);
      if (unit >= 0x80) return start + Buffer.from(this.#bytes.buffer).write(id, start);
      this.#bytes[at++] = unit;
    }
    return at;
  }

  /** The slot that holds these bytes, or the empty one where they belong. */
  #findSlot(start: number, end: number): number {
    // FNV-1a, its high bits folded into the low ones that pick the slot.
    let hash = 0x811c9dc5;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ this.#bytes[i]!, 0x01000193);
    const mask = this.#slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const row = this.#slots[slot]! - 1;
      if (row < 0 || this.#isAt(row, start, end)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #isAt(row: number, start: number, end: number): boolean {
    const from = this.#offsets[row]!;
    if (this.#offsets[row + 1]! - from !== end - start) return false;
    for (let i = start, k = from; i < end; i++, k++) if (this.#bytes[i] !== this.#bytes[k]) return false;
    return true;
  }

  #rehash(): void {
    this.#slots = wordsOf(4 * this.#slots.length);
    for (let row = 0; row < this.#count; row++) {
      const slot = this.#findSlot(this.#offsets[row]!, this.#offsets[row + 1]!);
      if (this.#slots[slot] === 0) this.#slots[slot] = row + 1;
    }
  }
}
