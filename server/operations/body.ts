import express, { type NextFunction, type Request, type Response } from "express";
import { ServerError } from "../errors.ts";

/** Largest body that is read, before any of it is parsed. */
const BODY_LIMIT = "512kb";

/** `curl -d` without a header calls JSON a form; nothing here takes a real form. */
const TAKEN = ["application/json", "application/*+json", "application/x-www-form-urlencoded"];

const parse = express.json({ type: TAKEN, limit: BODY_LIMIT, strict: false });

/** Reads a JSON body. @throws {ServerError} `unsupported-media-type` before a byte of it is read. */
export function readJson(req: Request, res: Response, next: NextFunction): void {
  if (!req.is(TAKEN)) {
    const got = req.get("content-type");
    throw new ServerError(
      "unsupported-media-type",
      got === undefined
        ? "The request has no body or no Content-Type; expected a JSON body as application/json."
        : `Content-Type is ${JSON.stringify(got)}; expected application/json.`,
    );
  }
  parse(req, res, next);
}
