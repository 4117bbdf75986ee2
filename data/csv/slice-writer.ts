import { type Digits, findShortestDigits } from "./shortest-digits.ts";

/** Bytes after which a slice is handed on; large enough to be cheap, small enough to keep the loop free. */
export const SLICE_BYTES = 64 * 2 ** 10;

/** Room beyond a full slice for the row that fills it; a longer row makes the buffer grow. */
const SLACK_BYTES = 4 * 2 ** 10;

const ZERO = 48;
const MINUS = 45;
/** Digits are split off with 32-bit arithmetic up to here. */
const INT32 = 2 ** 31;

/** Writes cells as bytes into one slice after another. Trusts that texts are rendered cells. */
export class SliceWriter {
  #buffer = Buffer.allocUnsafeSlow(SLICE_BYTES + SLACK_BYTES);
  #length = 0;
  readonly #decimal: string;
  readonly #decimalCode: number;
  readonly #digits: Digits = { high: 0, low: 0, count: 17, exponent: 0 };

  /** Writes numbers with this sign between whole and fraction. */
  constructor(decimal: "." | "," = ".") {
    this.#decimal = decimal;
    this.#decimalCode = decimal.charCodeAt(0);
  }

  get isFull(): boolean {
    return this.#length >= SLICE_BYTES;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** Hands the slice on and starts a new one, since a stream keeps what it was given. */
  take(): Buffer {
    const slice = this.#buffer.subarray(0, this.#length);
    this.#buffer = Buffer.allocUnsafeSlow(SLICE_BYTES + SLACK_BYTES);
    this.#length = 0;
    return slice;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#buffer[this.#length++] = value;
  }

  /** Copies `from[start … end)`; cells are short, so a loop beats a call of `set`. */
  bytes(from: Uint8Array, start: number, end: number): void {
    this.#reserve(end - start);
    const buffer = this.#buffer;
    let at = this.#length;
    for (let k = start; k < end; k++) buffer[at++] = from[k]!;
    this.#length = at;
  }

  text(value: string): void {
    this.#reserve(3 * value.length);
    const buffer = this.#buffer;
    let at = this.#length;
    for (let k = 0; k < value.length; k++) {
      const unit = value.charCodeAt(k);
      if (unit >= 0x80) {
        this.#length += buffer.write(value, this.#length);
        return;
      }
      buffer[at++] = unit;
    }
    this.#length = at;
  }

  /** A number in the shortest form that reads back as the same; nothing for NaN (a blank cell). */
  number(value: number): void {
    if (value >= 0 && value < INT32 && (value | 0) === value) this.#wholeNumber(value);
    else if (value < 0 && -value < INT32 && (value | 0) === value) {
      this.byte(MINUS);
      this.#wholeNumber(-value);
    } else if (findShortestDigits(Math.abs(value), this.#digits)) {
      if (value < 0) this.byte(MINUS);
      this.#fraction();
    } else if (!Number.isNaN(value)) this.text(String(value).replace(".", this.#decimal));
  }

  /** The digits found last, with a decimal point behind the first `exponent + 1` of them. */
  #fraction(): void {
    const { high, low, count, exponent } = this.#digits;
    this.#reserve(24);
    const buffer = this.#buffer;
    let at = this.#length;
    if (exponent < 0) {
      buffer[at++] = ZERO;
      buffer[at++] = this.#decimalCode;
      for (let k = -1; k > exponent; k--) buffer[at++] = ZERO;
    }
    // From the last digit back: 17 stand in high (9) and low (8); of 16 the last one is a zero, left out.
    const point = exponent < 0 ? at - 1 : at + exponent + 1;
    const end = exponent < 0 ? at + count : at + count + 1;
    let rest = count === 16 ? (low / 10) | 0 : low;
    let left = count - 9;
    for (let to = end - 1; to >= at; to--) {
      if (to === point) {
        buffer[to] = this.#decimalCode;
        continue;
      }
      if (left-- === 0) rest = high;
      const next = (rest / 10) | 0;
      buffer[to] = ZERO + rest - 10 * next;
      rest = next;
    }
    this.#length = end;
  }

  #wholeNumber(value: number): void {
    this.#reserve(10);
    let digits = 1;
    for (let limit = 10; value >= limit; limit *= 10) digits++;
    const buffer = this.#buffer;
    let rest = value;
    for (let at = this.#length + digits - 1; at >= this.#length; at--) {
      const next = (rest / 10) | 0;
      buffer[at] = ZERO + rest - 10 * next;
      rest = next;
    }
    this.#length += digits;
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (this.#length + bytes));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }
}
