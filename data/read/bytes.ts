import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { DataError } from "../errors.ts";
import type { Source } from "../source.ts";

const INFLATED_CHUNK = 2 ** 18;

/** No table inflates to more than so many times its size; what does is made to fill the memory. */
const MOST_INFLATION = 250;
/** Bytes up to which it does not matter. */
export const SMALL = 2 ** 22;

/** The first bytes of a source, and all of them from the start. */
export interface OpenedBytes {
  /** The first bytes, at least four where the source has as many; inflated where it is gzip. */
  readonly head: Buffer;
  readonly chunks: AsyncGenerator<Buffer>;
}

/** Reads on until `head` has at least `least` bytes or the source ends. */
async function readHead(iterator: AsyncIterator<Uint8Array>, least: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for (let length = 0; length < least; ) {
    const { done, value } = await iterator.next();
    if (done) break;
    pieces.push(value);
    length += value.length;
  }
  return Buffer.concat(pieces);
}

async function* continued(head: Buffer, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Buffer> {
  try {
    if (head.length > 0) yield head;
    for (;;) {
      const { done, value } = await iterator.next();
      if (done) return;
      yield Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    }
  } finally {
    await iterator.return?.(); // closes the file where the reader stops early
  }
}

async function* inflated(chunks: AsyncGenerator<Buffer>, file: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: INFLATED_CHUNK });
  const done = pipeline(Readable.from(chunks), gunzip);
  done.catch(() => {}); // the same failure is thrown by the loop below
  try {
    let whole = 0;
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      whole += chunk.length;
      // What has been unpacked, not what waits for it.
      if (whole > SMALL && whole > MOST_INFLATION * gunzip.bytesWritten) {
        const message = `inflates to more than ${MOST_INFLATION} times its size, as no table does; expected gzip of a table`;
        throw new DataError("too-large", message, { file });
      }
      yield chunk;
    }
  } catch (error) {
    if (error instanceof DataError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataError("bad-gzip", `is not a whole gzip file (${reason}); expected gzip or a plain file`, {
      file,
    });
  }
}

async function* capped(
  chunks: AsyncGenerator<Buffer>,
  maxBytes: number,
  file: string,
): AsyncGenerator<Buffer> {
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.length;
    if (total > maxBytes) {
      throw new DataError("too-large", `is larger than ${maxBytes} bytes; expected at most that`, { file });
    }
    yield chunk;
  }
}

/**
 * Opens a source: inflated where its two magic bytes say gzip, its inflated size capped. Holds one chunk.
 * @throws DataError `bad-gzip` or `too-large`, while read.
 */
export async function openBytes(source: Source, maxBytes: number): Promise<OpenedBytes> {
  const iterator = source.chunks[Symbol.asyncIterator]();
  const first = await readHead(iterator, 4);
  const whole = continued(first, iterator);
  const isGzip = isGzipped(first);
  const plain = capped(isGzip ? inflated(whole, source.name) : whole, maxBytes, source.name);
  const head = await readHead(plain, 4);
  if (isGzip && isGzipped(head)) {
    await plain.return(undefined);
    throw new DataError("bad-gzip", "is gzip within gzip; expected gzip of a table", { file: source.name });
  }
  return { head, chunks: continued(head, plain) };
}

function isGzipped(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** All bytes of an opened source in one buffer. */
export async function readWhole({ chunks }: OpenedBytes): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const chunk of chunks) pieces.push(chunk);
  return Buffer.concat(pieces);
}
