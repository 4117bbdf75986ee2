import { MIMEType } from "node:util";
import express, { type NextFunction, type Request, type Response } from "express";
import { checkExtent } from "../../contract/check-extent.ts";
import { clientLeft } from "../../service/errors.ts";
import { askerOf } from "../access/asker.ts";
import { ServerError } from "../errors.ts";
import type { Turns } from "./turns.ts";

/** Largest body that an operation reads unless it says otherwise, bytes: twenty long turns and a held list. */
const BODY_LIMIT = 512 * 1024;

/** Largest body that is parsed as soon as it is there, bytes; a larger one waits for its client's turn. */
const AT_ONCE = 32 * 1024;

/** `curl -d` without a header calls JSON a form; nothing here takes a real form. */
const TAKEN = ["application/json", "application/*+json", "application/x-www-form-urlencoded"];

/**
 * Makes the reader of JSON bodies of at most `limit` bytes. What is too large by its own account, or of
 * another type, is refused before a byte of it is read, and the connection is closed behind it.
 */
export function createBodyReader(turns: Turns, limit = BODY_LIMIT) {
  const read = express.raw({ type: TAKEN, limit });
  return async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    if (!req.is(TAKEN)) {
      const got = req.get("content-type");
      throw new ServerError(
        "unsupported-media-type",
        got === undefined
          ? "The request has no body or no Content-Type; expected a JSON body as application/json."
          : `Content-Type is ${JSON.stringify(got)}; expected application/json.`,
      );
    }
    requireUtf8(req);
    if (Number(req.get("content-length")) > limit) {
      res.set("Connection", "close");
      throw tooLarge(limit);
    }
    await new Promise<void>((resolve, reject) => {
      read(req, res, (error?: unknown) => {
        const { type } = (error ?? {}) as { type?: unknown };
        if (error === undefined) resolve();
        else reject(type === "entity.too.large" ? tooLarge(limit) : error);
      });
    });
    const bytes = req.body as Buffer | undefined;
    // Gone before its body was read, which is not read then.
    if (bytes === undefined) throw clientLeft();
    if (bytes.length > AT_ONCE) await turns.take(askerOf(res).key, bytes.length);
    req.body = parse(bytes);
    next();
  };
}

/** JSON is UTF-8 (RFC 8259, 8.1). */
function requireUtf8(req: Request): void {
  const charset = new MIMEType(req.get("content-type")!).params.get("charset") ?? "utf-8";
  if (/^utf-?8$/i.test(charset)) return;
  const message = `The body's charset is ${JSON.stringify(charset)}; expected UTF-8.`;
  throw new ServerError("unsupported-encoding", message);
}

/** The value of a body; an empty one is an object without fields. */
function parse(bytes: Buffer): unknown {
  if (bytes.length === 0) return {};
  checkExtent(bytes);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    const { message } = error as Error;
    throw new ServerError("malformed-json", `The body is not JSON: ${message}.`, {
      faults: [{ pointer: "#", detail: message }],
    });
  }
}

function tooLarge(limit: number): ServerError {
  return new ServerError(
    "body-too-large",
    `The body is larger than this server reads here (${limit / 1024} kB).`,
  );
}
