import compression from "compression";
import type { NextFunction, Request, Response } from "express";
import { encodingOf } from "../operations/validators.ts";

const gzip = compression({
  // A CSV of megabytes is made as quickly as it is sent; nearly all of the gain comes with the first level.
  level: 1,
  threshold: 512,
  filter: (req, res) =>
    !String(res.getHeader("Content-Type")).startsWith("text/event-stream") && compression.filter(req, res),
});

/** Compresses answers, event streams apart, in the encoding that their validator names. */
export function compress(req: Request, res: Response, next: NextFunction): void {
  req.headers["accept-encoding"] = encodingOf(req);
  gzip(req, res, next);
}
