import { isUtf8 } from "node:buffer";
import type { Hash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { DataError } from "../errors.ts";
import type { Source } from "../source.ts";

const NEWLINE = 10;
const INFLATED_CHUNK = 2 ** 18;

/** The chunks after a gzip header is recognised by its two magic bytes, else as they are. */
async function* inflated(source: Source): AsyncGenerator<Buffer> {
  const iterator = source.chunks[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  while (head.length < 2) {
    const { done, value } = await iterator.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  async function* whole(): AsyncGenerator<Buffer> {
    try {
      yield head;
      for (;;) {
        const { done, value } = await iterator.next();
        if (done) return;
        yield Buffer.from(value.buffer, value.byteOffset, value.byteLength);
      }
    } finally {
      await iterator.return?.(); // closes the file where the reader stops early
    }
  }
  if (head[0] !== 0x1f || head[1] !== 0x8b) return yield* whole();

  const gunzip = createGunzip({ chunkSize: INFLATED_CHUNK });
  const done = pipeline(Readable.from(whole()), gunzip);
  done.catch(() => {}); // the same failure is thrown by the loop below
  try {
    yield* gunzip;
  } catch (error) {
    if (error instanceof DataError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataError("bad-gzip", `is not a whole gzip file (${reason}); expected gzip or plain CSV`, {
      file: source.name,
    });
  }
}

/** Number of trailing bytes that begin a UTF-8 sequence which ends in the next chunk. */
function unfinishedBytes(chunk: Buffer): number {
  for (let back = 1; back <= Math.min(3, chunk.length); back++) {
    const byte = chunk[chunk.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

/** Checks chunk after chunk, and knows the line that each starts on. */
function createTextCheck(file: string): (chunk: Buffer) => void {
  let line = 1;
  return (chunk) => {
    const nul = chunk.indexOf(0);
    const valid = isUtf8(chunk);
    for (let start = 0; start < chunk.length; line++) {
      const found = chunk.indexOf(NEWLINE, start);
      const end = found < 0 ? chunk.length : found + 1;
      if (nul >= start && nul < end) {
        const hint = "expected text in UTF-8 without NUL bytes (is it UTF-16 or a spreadsheet file?)";
        throw new DataError("nul-byte", `holds a NUL byte; ${hint}`, { file, line });
      }
      if (!valid && !isUtf8(chunk.subarray(start, end))) {
        throw new DataError("not-utf8", "holds bytes that are not UTF-8; expected text saved as UTF-8", {
          file,
          line,
        });
      }
      if (found < 0) return;
      start = end;
    }
  };
}

/**
 * Reads a source as checked text bytes: inflated where it is gzip, its byte-order mark removed, no chunk
 * ending inside a character; `hash` is fed the inflated bytes without the mark.
 * @throws DataError `bad-gzip`, `too-large`, `nul-byte` or `not-utf8`, with file and line.
 */
export async function* readTextBytes(source: Source, maxBytes: number, hash: Hash): AsyncGenerator<Buffer> {
  const check = createTextCheck(source.name);
  let total = 0;
  let first = true;
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of inflated(source)) {
    total += piece.length;
    if (total > maxBytes) {
      throw new DataError("too-large", `is larger than ${maxBytes} bytes of text; expected at most that`, {
        file: source.name,
      });
    }
    let chunk = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    if (first) {
      // A mark may be split over tiny chunks: wait until three bytes are there.
      if (chunk.length < 3) {
        rest = chunk;
        continue;
      }
      first = false;
      if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) chunk = chunk.subarray(3);
    }
    const cut = chunk.length - unfinishedBytes(chunk);
    rest = chunk.subarray(cut);
    const text = chunk.subarray(0, cut);
    if (text.length === 0) continue;
    check(text);
    hash.update(text);
    yield text;
  }
  if (rest.length > 0) {
    check(rest);
    hash.update(rest);
    yield rest;
  }
}
