import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { TextDecoder } from "node:util";
import { createInflateRaw } from "node:zlib";
import { DataError } from "../errors.ts";
import { SMALL } from "./bytes.ts";

/** Most bytes that the parts of a workbook may unpack to together. */
export const MAX_INFLATED = 2 ** 30;

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const INFLATED_CHUNK = 2 ** 18;

/** No part of a workbook unpacks to more than so many times its size; what does is made to fill the memory. */
const MOST_INFLATION = 150;

/** Longest part that is read as a whole. */
const MAX_WHOLE = 2 ** 26;

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** The parts of a zip archive, unpacked as they are read: what they unpack to is capped as it comes, whatever the archive states. */
export class ZipArchive {
  readonly #bytes: Buffer;
  readonly #file: string;
  readonly #most: number;
  readonly #entries: ReadonlyMap<string, Entry>;
  #inflated = 0;

  /**
   * Reads the directory of an archive that may unpack to `most` bytes. O(parts).
   * @throws DataError `bad-workbook`; `too-large` where the sizes that it states are more, or no sheet's
   */
  constructor(bytes: Buffer, file: string, most: number) {
    this.#bytes = bytes;
    this.#file = file;
    this.#most = Math.min(most, MAX_INFLATED);
    this.#entries = this.#readDirectory();
    const stated = [...this.#entries.values()].reduce((sum, { size }) => sum + size, 0);
    if (stated > this.#most) throw this.#tooLarge();
    for (const entry of this.#entries.values()) this.#refuseInflated(entry.size, entry);
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** Bytes that a part states to unpack to; 0 for a part that there is not. */
  sizeOf(name: string): number {
    return this.#entries.get(name)?.size ?? 0;
  }

  /** The text of a part in pieces; nothing for a part that there is not. @throws DataError `bad-workbook`, `too-large` */
  async *textOf(name: string): AsyncGenerator<string> {
    const entry = this.#entries.get(name);
    if (entry === undefined) return;
    const decoder = new TextDecoder();
    let whole = 0;
    for await (const chunk of this.#chunks(entry)) {
      whole += chunk.length;
      this.#inflated += chunk.length;
      if (this.#inflated > this.#most) throw this.#tooLarge();
      this.#refuseInflated(whole, entry);
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  }

  /** The text of a part as a whole; "" for a part that there is not. @throws DataError `bad-workbook`, `too-large` */
  async wholeText(name: string): Promise<string> {
    let text = "";
    for await (const piece of this.textOf(name)) {
      text += piece;
      if (text.length > MAX_WHOLE) throw this.#tooLarge();
    }
    return text;
  }

  async *#chunks({ method, packed, offset }: Entry): AsyncGenerator<Buffer> {
    const bytes = this.#bytes;
    if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL_SIGNATURE) throw this.#bad();
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    if (start + packed > bytes.length) throw this.#bad();
    const content = bytes.subarray(start, start + packed);
    if (method === STORED) {
      yield content;
      return;
    }
    const inflate = createInflateRaw({ chunkSize: INFLATED_CHUNK });
    const done = pipeline(Readable.from([content]), inflate);
    done.catch(() => {}); // the same failure is thrown by the loop below
    try {
      yield* inflate;
    } catch (error) {
      throw error instanceof DataError ? error : this.#bad();
    }
  }

  #readDirectory(): Map<string, Entry> {
    const bytes = this.#bytes;
    const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END_SIGNATURE) throw this.#bad();
    const entries = new Map<string, Entry>();
    const count = bytes.readUInt16LE(end + 10);
    for (let k = 0, at = bytes.readUInt32LE(end + 16); k < count; k++) {
      if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) throw this.#bad();
      const method = bytes.readUInt16LE(at + 10);
      if (method !== STORED && method !== DEFLATED) throw this.#bad();
      const nameLength = bytes.readUInt16LE(at + 28);
      const name = bytes.toString("utf8", at + 46, at + 46 + nameLength).replaceAll("\\", "/");
      entries.set(name, {
        method,
        packed: bytes.readUInt32LE(at + 20),
        size: bytes.readUInt32LE(at + 24),
        offset: bytes.readUInt32LE(at + 42),
      });
      at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    return entries;
  }

  /** Refuses a part that unpacks to so many bytes, as no sheet does. */
  #refuseInflated(bytes: number, { packed }: Entry): void {
    if (bytes <= SMALL || bytes <= MOST_INFLATION * packed) return;
    const message = `unpacks to more than ${MOST_INFLATION} times its size, as no sheet does; expected a workbook that a spreadsheet saved`;
    throw new DataError("too-large", message, { file: this.#file });
  }

  #tooLarge(): DataError {
    const got = `unpacks to more than ${this.#most} bytes`;
    return new DataError("too-large", `${got}; expected at most that (save it as CSV)`, { file: this.#file });
  }

  #bad(): DataError {
    const message = "is no whole XLSX workbook; expected one that a spreadsheet opens";
    return new DataError("bad-workbook", message, { file: this.#file });
  }
}
