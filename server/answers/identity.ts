import { createHash } from "node:crypto";
import type { Request, Response } from "express";
import type { AppDeps } from "../deps.ts";

/** Names the book and the engine, in every answer. */
export function identity({ book, engine }: Pick<AppDeps, "book" | "engine">) {
  return { book: { id: book.id, rows: book.n, source: book.source }, engine };
}

/** One of the deterministic representations: what its bytes depend on beside book and engine. */
export interface Representation {
  /** Media type and encoding. */
  readonly form: string;
  /** The whole query in its one spelling. */
  readonly query: string;
}

/**
 * Sets the strong validator of a deterministic GET and answers 304 where the client has these bytes
 * already, before any work is done.
 * @returns true where the request is answered
 */
export function answerUnchanged(req: Request, res: Response, deps: AppDeps, what: Representation): boolean {
  const parts = JSON.stringify([deps.book.id, deps.engine, req.path, what.form, what.query]);
  const tag = createHash("sha256").update(parts).digest("base64url").slice(0, 27);
  res.set({ ETag: `"${tag}"`, "Cache-Control": "no-cache" });
  res.vary("Accept").vary("Accept-Encoding");
  if (!req.fresh) return false;
  res.status(304).end();
  return true;
}
