import type { NextFunction, Request, Response } from "express";
import type { Logger } from "pino";
import { problemBody, ServerError } from "../errors.ts";

/** Answers whatever no route took. */
export function notFound(req: Request): never {
  throw new ServerError("not-found", `Nothing is at ${req.path}; /openapi.json lists what there is.`);
}

/** How long who asks for too much waits for the answer that says so: asking again at once would be work all the same. */
const TURNED_AWAY_MS = 250;

/**
 * Turns an error into its problem. After the first byte nothing sensible can be said: the connection
 * is broken, so that no client takes a truncated answer for a whole one.
 */
export function problems(logger: Logger) {
  return (error: unknown, req: Request, res: Response, _next: NextFunction): void => {
    const { body, headers } = problemBody(error, {
      method: req.method,
      path: req.path,
      requestId: String(res.locals.requestId),
    });
    if (body.status === 500) {
      logger.error({ requestId: res.locals.requestId, err: error }, "unexpected error");
    }
    if (res.headersSent) {
      res.destroy();
      return;
    }
    const send = () => {
      if (res.destroyed) return;
      res.removeHeader("ETag");
      res
        .status(body.status)
        .set({ "Cache-Control": "no-store", ...headers })
        .type("application/problem+json")
        .send(JSON.stringify(body));
    };
    if (body.status === 429) setTimeout(send, TURNED_AWAY_MS);
    else send();
  };
}
