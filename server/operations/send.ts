import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import type { Request, Response } from "express";

/**
 * Streams a CSV as an attachment, slice by slice, no faster than the client reads; the event loop is
 * free between slices. All that can fail has been done: the first byte is a promise of the last.
 */
export async function sendCsv(req: Request, res: Response, slices: Iterable<Uint8Array>): Promise<void> {
  res.set({
    "Content-Type": "text/csv; charset=utf-8; header=present",
    "Content-Disposition": 'attachment; filename="tiers.csv"',
  });
  if (req.method === "HEAD") {
    res.end();
    return;
  }
  try {
    await pipeline(Readable.from(withPauses(slices), { objectMode: false }), res);
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
