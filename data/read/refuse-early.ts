import type { Source } from "../source.ts";
import { openBytes, SMALL } from "./bytes.ts";
import { endlessLine, HEAD_LENGTH } from "./csv.ts";
import { ZIP } from "./table.ts";
import { ZipArchive } from "./zip.ts";

/** Bytes of a workbook up to which its directory is looked at: a larger one unpacks to no more than is read anyway. */
const LOOKED_THROUGH = 2 ** 23;

const [LF, CR] = [10, 13];

/**
 * Refuses what was made to be costly to read, and is told from a table by its first bytes alone: what inflates to far more
 * than its size, gzip within gzip, a first line without an end. Reads 4 MiB at most (of a workbook 8); nothing is decoded.
 * @throws DataError `too-large`, `bad-gzip`, `bad-workbook`, `record-too-long`
 */
export async function refuseEarly(source: Source, maxBytes: number): Promise<void> {
  const { head, chunks } = await openBytes(source, maxBytes);
  const isZip = head.subarray(0, 4).toString("hex") === ZIP;
  const most = isZip ? LOOKED_THROUGH : SMALL;
  const pieces: Buffer[] = [];
  let read = 0;
  let hasLines = false;
  for await (const chunk of chunks) {
    read += chunk.length;
    if (isZip) pieces.push(chunk);
    else hasLines ||= chunk.includes(LF) || chunk.includes(CR);
    if (!isZip && !hasLines && read > HEAD_LENGTH) throw endlessLine(source.name);
    if (read > most) return;
  }
  if (isZip) new ZipArchive(Buffer.concat(pieces), source.name, maxBytes);
}
