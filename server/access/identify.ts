import type { NextFunction, Request, Response } from "express";
import { LOCAL_CALLER } from "../../contract/caller.ts";

/** Finds out who asks: on a server without sign-in, whoever can reach it. */
export function identify() {
  return (_req: Request, res: Response, next: NextFunction): void => {
    res.locals.caller = LOCAL_CALLER;
    next();
  };
}
