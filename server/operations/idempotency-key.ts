import type { Request } from "express";
import { ServerError } from "../errors.ts";

/** What a key may be: up to 200 visible characters. */
const KEY = /^[\x21-\x7e]{1,200}$/;

/** The Idempotency-Key of a request; null where it has none. @throws {ServerError} `malformed-request` */
export function keyOf(req: Request): string | null {
  const key = req.get("idempotency-key");
  if (key === undefined) return null;
  if (KEY.test(key)) return key;
  const got = JSON.stringify(key.slice(0, 80));
  const message = `Idempotency-Key is ${got}; expected 1 to 200 visible ASCII characters, such as a UUID.`;
  throw new ServerError("malformed-request", message);
}
