import express, { type NextFunction, type Request, type Response } from "express";
import { ServerError } from "../errors.ts";

/** Largest body that an operation reads unless it says otherwise, bytes: twenty long turns and a held list. */
const BODY_LIMIT = 512 * 1024;

/** `curl -d` without a header calls JSON a form; nothing here takes a real form. */
const TAKEN = ["application/json", "application/*+json", "application/x-www-form-urlencoded"];

/**
 * Makes the reader of JSON bodies of at most `limit` bytes. What is too large by its own account, or of
 * another type, is refused before a byte of it is read, and the connection is closed behind it.
 */
export function createBodyReader(limit = BODY_LIMIT) {
  const parse = express.json({ type: TAKEN, limit, strict: false });
  return (req: Request, res: Response, next: NextFunction): void => {
    if (!req.is(TAKEN)) {
      const got = req.get("content-type");
      throw new ServerError(
        "unsupported-media-type",
        got === undefined
          ? "The request has no body or no Content-Type; expected a JSON body as application/json."
          : `Content-Type is ${JSON.stringify(got)}; expected application/json.`,
      );
    }
    if (Number(req.get("content-length")) > limit) {
      res.set("Connection", "close");
      throw tooLarge(limit);
    }
    parse(req, res, (error?: unknown) => {
      const { type } = (error ?? {}) as { type?: unknown };
      next(type === "entity.too.large" ? tooLarge(limit) : error);
    });
  };
}

function tooLarge(limit: number): ServerError {
  return new ServerError(
    "body-too-large",
    `The body is larger than this server reads here (${limit / 1024} kB).`,
  );
}
