import type { NextFunction, Request, Response } from "express";
import { type Logger, pino } from "pino";
import { LOCAL_CALLER } from "../../contract/caller.ts";
import { askerOf } from "../access/asker.ts";
import { clientOf } from "../operations/client.ts";

/** Headers and fields that never reach the log. */
const REDACTED = ["*.authorization", "*.cookie", "*.apiKey", "*.token", "*.message", "*.history"];

/** The server's log: JSON lines on standard error, secrets and what people write left out. */
export function createLogger(level: string): Logger {
  const options = { level, redact: { paths: REDACTED, censor: "[redacted]" }, serializers: { err: whereOf } };
  return pino(options, pino.destination(2));
}

/** An error by its kind and the places in the sources that it came through; its message may quote a user. */
function whereOf(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, stack = "" } = error;
  const at = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return { type: name, code: (error as NodeJS.ErrnoException).code, at: at.map((line) => line.trim()) };
}

/** Who asked, where they had to say so. */
function signedIn(res: Response) {
  const { caller } = askerOf(res);
  const isKnown = caller.role !== "anyone" && caller.name !== LOCAL_CALLER.name;
  return isKnown ? { caller: caller.name, workspace: caller.workspace } : {};
}

/** One line a request when it is over: neither query nor body, which may name customers. */
export function requestLog(logger: Logger) {
  return (req: Request, res: Response, next: NextFunction): void => {
    const start = performance.now();
    // Of a request whose body could not be read to the end there is no connection left to ask when it is over.
    const client = clientOf(req);
    res.once("close", () => {
      const line = {
        requestId: res.locals.requestId,
        method: req.method,
        path: req.path,
        status: res.writableFinished ? res.statusCode : 499,
        ms: Math.round(performance.now() - start),
        client,
        ...signedIn(res),
      };
      if (!res.writableFinished) logger.info(line, "client left");
      else if (res.statusCode === 503) logger.warn(line, "request turned away");
      else if (res.statusCode >= 500) logger.error(line, "request failed");
      else logger.info(line, "request");
    });
    next();
  };
}
