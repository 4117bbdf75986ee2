import type { NextFunction, Request, Response } from "express";
import { ServerError } from "../errors.ts";

const ALLOWED = "GET, HEAD, OPTIONS";

/** Lets files only be read: another method on one of the paths is a 405 that says so. */
export function readOnly(isFile: (path: string) => boolean) {
  return (req: Request, res: Response, next: NextFunction): void => {
    if (req.method === "GET" || req.method === "HEAD" || !isFile(req.path)) next();
    else if (req.method === "OPTIONS") res.set("Allow", ALLOWED).sendStatus(204);
    else {
      const message = `${req.path} does not take ${req.method}; it takes ${ALLOWED}.`;
      throw new ServerError("method-not-allowed", message, { headers: { Allow: ALLOWED } });
    }
  };
}
