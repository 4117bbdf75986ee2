import { crc32, deflateRawSync } from "node:zlib";

/** One file of an archive; its content comes in pieces. */
export interface ZipEntry {
  readonly name: string;
  readonly content: Iterable<string>;
}

const LOCAL = 0x04034b50;
const ENTRY = 0x02014b50;
const END = 0x06054b50;
const DEFLATED = 8;
/** 1 January 1980, the first day that a zip can say: the same content gives the same bytes on any day. */
const DATE = 0x21;
/** Characters that are packed at a time. */
const BLOCK = 2 ** 20;

/**
 * Writes a zip archive piece by piece; one file at a time is held, packed. The same entries give the same bytes.
 * O(size).
 */
export function* zipSlices(entries: Iterable<ZipEntry>): Generator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const { packed, size, crc } = pack(content);
    const header = headerOf(name, { crc, packed: packed.length, size });
    directory.push(directoryOf(name, { crc, packed: packed.length, size, offset }));
    yield header;
    yield packed;
    offset += header.length + packed.length;
  }
  const whole = Buffer.concat(directory);
  yield whole;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(whole.length, 12);
  end.writeUInt32LE(offset, 16);
  yield end;
}

interface Sizes {
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** Packs text block by block: deflate blocks of their own that a last empty one ends. */
function pack(content: Iterable<string>): { packed: Buffer; size: number; crc: number } {
  const pieces: Buffer[] = [];
  let [size, crc] = [0, 0];
  let text = "";
  const flush = () => {
    const bytes = Buffer.from(text);
    text = "";
    size += bytes.length;
    crc = crc32(bytes, crc);
    pieces.push(deflateRawSync(bytes, { level: 1, finishFlush: SYNC_FLUSH }));
  };
  for (const piece of content) {
    text += piece;
    if (text.length >= BLOCK) flush();
  }
  flush();
  pieces.push(EMPTY_LAST_BLOCK);
  return { packed: Buffer.concat(pieces), size, crc };
}

const SYNC_FLUSH = 2;
const EMPTY_LAST_BLOCK = Buffer.from([3, 0]);

function headerOf(name: string, { crc, packed, size }: Sizes): Buffer {
  const bytes = Buffer.from(name);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(LOCAL, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(DEFLATED, 8);
  header.writeUInt16LE(DATE, 12);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(packed, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(bytes.length, 26);
  return Buffer.concat([header, bytes]);
}

function directoryOf(
  name: string,
  { crc, packed, size, offset }: Sizes & { readonly offset: number },
): Buffer {
  const bytes = Buffer.from(name);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(ENTRY, 0);
  entry.writeUInt16LE(20, 4);
  entry.writeUInt16LE(20, 6);
  entry.writeUInt16LE(DEFLATED, 10);
  entry.writeUInt16LE(DATE, 14);
  entry.writeUInt32LE(crc, 16);
  entry.writeUInt32LE(packed, 20);
  entry.writeUInt32LE(size, 24);
  entry.writeUInt16LE(bytes.length, 28);
  entry.writeUInt32LE(offset, 42);
  return Buffer.concat([entry, bytes]);
}
