import { DataError } from "../errors.ts";
import type { Source } from "../source.ts";
import { openBytes, SMALL } from "./bytes.ts";
import { endlessLine, HEAD_LENGTH } from "./csv.ts";
import { MAX_RECORD_LENGTH } from "./csv-scanner.ts";
import { DELIMITERS } from "./dialect.ts";
import { PARQUET, ZIP } from "./table.ts";
import { ZipArchive } from "./zip.ts";

/** Bytes of a workbook up to which its directory is looked at: a larger one unpacks to no more than is read anyway. */
const LOOKED_THROUGH = 2 ** 23;

const [LF, CR] = [10, 13];
/** Bytes without a delimiter among them in which no row of a table can be: one is no longer. */
const BARE = MAX_RECORD_LENGTH;
const DELIMITER_BYTES = DELIMITERS.map((delimiter) => delimiter.charCodeAt(0));

/**
 * Refuses what was made to be costly to read, and is told from a table by its first bytes alone: what inflates to far more
 * than its size, gzip within gzip, a first line without an end, lines without cells. Reads 4 MiB at most (of a workbook 8);
 * nothing is decoded.
 * @throws DataError `too-large`, `bad-gzip`, `bad-workbook`, `record-too-long`, `no-delimiter`
 */
export async function refuseEarly(source: Source, maxBytes: number): Promise<void> {
  const { head, chunks } = await openBytes(source, maxBytes);
  const magic = head.subarray(0, 4).toString("hex");
  const isZip = magic === ZIP;
  const isText = !isZip && magic !== PARQUET;
  const most = isZip ? LOOKED_THROUGH : SMALL;
  const pieces: Buffer[] = [];
  let read = 0;
  let hasLines = false;
  let bare = 0;
  for await (const chunk of chunks) {
    read += chunk.length;
    if (isZip) pieces.push(chunk);
    if (isText) {
      hasLines ||= chunk.includes(LF) || chunk.includes(CR);
      const last = Math.max(...DELIMITER_BYTES.map((byte) => chunk.lastIndexOf(byte)));
      bare = last < 0 ? bare + chunk.length : chunk.length - last;
      if (!hasLines && read > HEAD_LENGTH) throw endlessLine(source.name);
      if (bare > BARE) throw withoutCells(source.name);
    }
    if (read > most) return;
  }
  if (isZip) new ZipArchive(Buffer.concat(pieces), source.name, maxBytes);
}

function withoutCells(file: string): DataError {
  const message = `has ${BARE} bytes without a delimiter; expected cells separated by comma, semicolon, tab or |`;
  return new DataError("no-delimiter", message, { file });
}
