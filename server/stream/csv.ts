import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import { constants, createGzip } from "node:zlib";
import type { Request, Response } from "express";

/** The content encoding of a CSV answer: gzip where the client takes it. */
export function csvEncoding(req: Request): "gzip" | "identity" {
  return req.acceptsEncodings(["gzip", "identity"]) === "gzip" ? "gzip" : "identity";
}

/**
 * Streams a CSV as an attachment, slice by slice, no faster than the client reads; the event loop is
 * free between slices. All that can fail has been done: the first byte is a promise of the last.
 */
export async function sendCsv(req: Request, res: Response, slices: Iterable<Uint8Array>): Promise<void> {
  res.set({
    "Content-Type": "text/csv; charset=utf-8; header=present",
    "Content-Disposition": 'attachment; filename="tiers.csv"',
  });
  const encoding = csvEncoding(req);
  if (encoding === "gzip") res.set("Content-Encoding", "gzip");
  if (req.method === "HEAD") {
    res.end();
    return;
  }
  const source = Readable.from(withPauses(slices), { objectMode: false });
  try {
    if (encoding === "gzip") await pipeline(source, createGzip({ level: constants.Z_BEST_SPEED }), res);
    else await pipeline(source, res);
  } catch (error) {
    // A client that leaves in the middle is no error; the request log tells of it.
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}

async function* withPauses(slices: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const slice of slices) {
    yield slice;
    await setImmediate();
  }
}
