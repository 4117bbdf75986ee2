import type { NextFunction, Request, Response } from "express";
import { mayAct, type Role } from "../../contract/caller.ts";
import type { Limits } from "../../service/limits/limits.ts";
import type { ModelBudgets } from "../../service/limits/model-budgets.ts";
import { ServerError } from "../errors.ts";
import type { Places } from "../operations/places.ts";
import { PIECE_BYTES, type Turns } from "../operations/turns.ts";
import { askerOf } from "./asker.ts";
import { REFUSED_COST, takeLimit } from "./take-limit.ts";

/** What stands in front of routes. */
export interface Guarding {
  readonly limits: Limits;
  readonly budgets: ModelBudgets;
  readonly turns: Turns;
  /** Of downloads: each holds a result, its slices and a compressor. */
  readonly downloads: Places;
  /** Whose book the routes are about; null where they are about none. */
  readonly workspace: string | null;
}

/** Answers that say the request was at fault by itself. */
const REFUSED: ReadonlySet<number> = new Set([400, 413, 415, 422]);

/** What a request is to read, bytes, and a piece's worth for what each takes; of a body that does not tell its length, one piece. */
function bytesOf(req: Request): number {
  return PIECE_BYTES + Number(req.get("content-length") ?? PIECE_BYTES) + req.url.length;
}

/**
 * Lets in who may: within their limit (else 429), when it is their turn, in a role that is enough (else 401 or 403), and
 * in the workspace that the routes are about (else 404, as if there were nothing). A request that turns out to be at
 * fault counts as twenty.
 */
export function guard(least: Role, { limits, turns, workspace }: Guarding) {
  return async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    const { key } = askerOf(res);
    // Before all else: who is beyond it costs next to nothing.
    await takeLimit(res, limits, "cheap");
    res.once("close", () => {
      if (REFUSED.has(res.statusCode)) void limits.take("cheap", key, REFUSED_COST - 1);
    });
    if (!res.closed) res.once("close", turns.enter(key));
    await turns.take(key, bytesOf(req));
    requireRole(req, res, least);
    if (workspace !== null && askerOf(res).caller.workspace !== workspace) {
      const message =
        "Your workspace has no book of this server's; POST /v1/books brings one, and book= names it.";
      throw new ServerError("no-book", message);
    }
    next();
  };
}

const WHO: Readonly<Record<Role, string>> = {
  anyone: "nobody who signed in",
  viewer: "a viewer",
  analyst: "an analyst",
  admin: "an admin",
};

/** @throws 401 where nobody signed in, or with what was shown; 403 that says who may */
export function requireRole(req: Request, res: Response, least: Role): void {
  const { caller, refusal } = askerOf(res);
  if (mayAct(caller, least)) return;
  if (caller.role === "anyone") {
    res.set("WWW-Authenticate", challengeFor(req));
    throw (
      refusal ??
      new ServerError("sign-in-needed", "Sign in, or send a token as Bearer or as Basic's password.")
    );
  }
  const message = `You are ${WHO[caller.role]} here; this takes ${WHO[least]}.`;
  throw new ServerError("role-not-sufficient", message);
}

/** What a client may answer with; a script of a page gets no Basic, for which its browser would ask by itself. */
function challengeFor(req: Request): string {
  const mode = req.get("sec-fetch-mode");
  const bearer = 'Bearer realm="tiering"';
  return mode === undefined || mode === "navigate"
    ? `${bearer}, Basic realm="tiering", charset="UTF-8"`
    : bearer;
}
