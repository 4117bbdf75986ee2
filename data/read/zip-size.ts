import { inflateRawSync } from "node:zlib";
import { DataError } from "../errors.ts";

/** Most bytes that a workbook may unpack to. */
export const MAX_INFLATED = 400 * 2 ** 20;

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const DEFLATED = 8;

/**
 * Checks what a zip archive unpacks to before anything unpacks it: the sizes that its directory states, and
 * that no part is larger than stated. O(size).
 * @throws DataError `bad-workbook`, `too-large`
 */
export function checkInflatedSize(bytes: Buffer, file: string): void {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END_SIGNATURE) throw badZip(file);
  const entries = bytes.readUInt16LE(end + 10);
  let total = 0;
  for (let k = 0, at = bytes.readUInt32LE(end + 16); k < entries; k++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) throw badZip(file);
    const [packed, size] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
    total += size;
    if (total > MAX_INFLATED) {
      const got = `unpacks to more than ${MAX_INFLATED} bytes`;
      throw new DataError("too-large", `${got}; expected at most that (save it as CSV)`, { file });
    }
    if (bytes.readUInt16LE(at + 10) === DEFLATED)
      checkEntry(bytes, bytes.readUInt32LE(at + 42), packed, size, file);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}

/** Unpacks one part within its stated size, and lets it go. */
function checkEntry(bytes: Buffer, at: number, packed: number, size: number, file: string): void {
  if (at + 30 > bytes.length) throw badZip(file);
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  try {
    inflateRawSync(bytes.subarray(start, start + packed), { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    const isLarger = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    if (!isLarger) throw badZip(file);
    throw new DataError("too-large", "unpacks to more than it states; expected a whole workbook", { file });
  }
}

function badZip(file: string): DataError {
  return new DataError("bad-workbook", "is no whole XLSX workbook; expected one that a spreadsheet opens", {
    file,
  });
}
