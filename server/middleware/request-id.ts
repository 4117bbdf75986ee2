import { randomUUID } from "node:crypto";
import type { NextFunction, Request, Response } from "express";

const WELL_FORMED = /^[\w.:-]{1,100}$/;

/** Gives every request an id, the caller's own where it is well-formed, and says it back. */
export function requestId(req: Request, res: Response, next: NextFunction): void {
  const given = req.get("x-request-id");
  res.locals.requestId = given !== undefined && WELL_FORMED.test(given) ? given : randomUUID();
  res.set("X-Request-Id", res.locals.requestId);
  next();
}
