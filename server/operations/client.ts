import type { Response } from "express";

/** Aborted when the client goes away before its answer is finished. */
export function clientSignal(res: Response): AbortSignal {
  const left = new AbortController();
  res.once("close", () => {
    if (!res.writableFinished) left.abort();
  });
  return left.signal;
}
