import { once } from "node:events";
import type { Request, Response } from "express";
import { reclaimSoon } from "../../service/workers/reclaim-memory.ts";
import { type Note, noted } from "./audit.ts";

/** What is downloaded: its media type and the name it is kept under. */
export interface Download {
  readonly type: string;
  readonly name: string;
  /** Notes what was sent, behind its last slice; null where nothing is noted. */
  readonly note: Note | null;
  /** Waits for the next turn of whoever downloads. */
  readonly turn: () => Promise<void>;
  /** Called where the client does not keep up, perhaps more than once. */
  readonly onSlow: () => void;
}

/** A client that takes nothing for so long, or is not done by then, does not keep up, milliseconds. */
const STUCK_MS = 500;
const LONG_MS = 5_000;
/** What came of a file of so many bytes or more is worth the time to give it back: that of some 200,000 accounts. */
const LARGE_BYTES = 8 * 2 ** 20;

/**
 * Streams a file as an attachment, slice by slice, no faster than the client reads; between slices the event
 * loop is free, and clients take turns: for the next slice while the last one is compressed, or whoever has many
 * answers under way would come in between each two. All that can fail has been done: the first byte is a promise of the
 * last.
 */
export async function sendFile(
  req: Request,
  res: Response,
  slices: Iterable<Uint8Array>,
  { type, name, note, turn, onSlow }: Download,
): Promise<void> {
  res.set({ "Content-Type": type, "Content-Disposition": `attachment; filename="${name}"` });
  if (req.method === "HEAD") {
    res.end();
    return;
  }
  // One that has gone already does not close again.
  const closed = res.closed ? Promise.resolve() : once(res, "close");
  let goOn = () => {};
  // One listener for all waits: behind the compression those of `once` would pile up.
  res.on("drain", () => goOn());
  let drained: Promise<unknown> | null = null;
  const long = setTimeout(onSlow, LONG_MS);
  let bytes = 0;
  try {
    for await (const slice of note === null ? slices : noted(slices, note)) {
      // What the client has not read waits here as two slices, not as many.
      if (drained !== null) {
        const stuck = setTimeout(onSlow, STUCK_MS);
        await drained;
        clearTimeout(stuck);
        drained = null;
      }
      // A client that leaves in the middle is no error; the request log tells of it.
      if (res.destroyed) return;
      bytes += slice.length;
      if (!res.write(slice))
        drained = Promise.race([new Promise<void>((resolve) => (goOn = resolve)), closed]);
      await turn();
    }
    res.end();
    await closed;
  } finally {
    clearTimeout(long);
    if (bytes >= LARGE_BYTES) reclaimSoon();
  }
}
