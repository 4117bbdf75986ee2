import type { Response } from "express";
import type { Caller } from "../../contract/caller.ts";

/** Who sent the request that this response answers, as `identify` found. */
export function callerOf(res: Response): Caller {
  return res.locals.caller as Caller;
}
