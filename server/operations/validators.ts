import { createHash } from "node:crypto";
import type { Request, Response } from "express";
import type { Service } from "../../service/service.ts";
import { ServerError } from "../errors.ts";
import type { MediaType } from "./operation.ts";

/**
 * Sets the strong validator of an answer that is a pure function of workspace, book, engine, path, form, encoding and
 * the one spelling of its query, and answers 304 where the client has these bytes already. `*` is not
 * answered so: whether there is an answer shows only when it is made.
 * @returns true where the request is answered
 * @throws {ServerError} `precondition-failed` where the client wants other bytes than these alone (If-Match)
 */
export function answerUnchanged(
  req: Request,
  res: Response,
  { book, engine }: Service,
  what: { readonly form: MediaType; readonly spelled: string; readonly workspace: string },
): boolean {
  const { form, spelled, workspace } = what;
  const parts = JSON.stringify([workspace, book.id, engine, req.path, form, encodingOf(req), spelled]);
  const tag = `"${createHash("sha256").update(parts).digest("base64url").slice(0, 27)}"`;
  const only = req.get("if-match");
  if (only !== undefined && !isMatch(only, tag)) {
    const message = `If-Match is ${JSON.stringify(only.slice(0, 100))}, and what is here now has the ETag ${tag}.`;
    throw new ServerError("precondition-failed", message);
  }
  res.set({ ETag: tag, "Cache-Control": "no-cache" });
  if (!req.fresh || req.get("if-none-match")?.trim() === "*") return false;
  res.status(304).end();
  return true;
}

/** Whether a list of tags has this one, or takes any (RFC 9110, 13.1.1: strong tags alone). */
function isMatch(list: string, tag: string): boolean {
  return list.split(",").some((each) => each.trim() === tag || each.trim() === "*");
}

/** The content encoding of an answer: gzip where the client takes it. */
export function encodingOf(req: Request): "gzip" | "identity" {
  return req.acceptsEncodings(["gzip", "identity"]) === "gzip" ? "gzip" : "identity";
}
