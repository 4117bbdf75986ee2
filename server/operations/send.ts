import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import type { Request, Response } from "express";
import { type Note, noted } from "./audit.ts";

/** What is downloaded: its media type and the name it is kept under. */
export interface Download {
  readonly type: string;
  readonly name: string;
  /** Notes what was sent, behind its last slice; null where nothing is noted. */
  readonly note: Note | null;
}

/**
 * Streams a file as an attachment, slice by slice, no faster than the client reads; the event loop is
 * free between slices. All that can fail has been done: the first byte is a promise of the last.
 */
export async function sendFile(
  req: Request,
  res: Response,
  slices: Iterable<Uint8Array>,
  { type, name, note }: Download,
): Promise<void> {
  res.set({ "Content-Type": type, "Content-Disposition": `attachment; filename="${name}"` });
  if (req.method === "HEAD") {
    res.end();
    return;
  }
  try {
    const paused = withPauses(slices);
    const sent = note === null ? paused : noted(paused, note);
    await pipeline(Readable.from(sent, { objectMode: false }), res);
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
