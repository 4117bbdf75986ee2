import type { NextFunction, Request, Response } from "express";
import { mayAct, type Role } from "../../contract/caller.ts";
import { ServerError } from "../errors.ts";
import { callerOf } from "./caller-of.ts";

/** Refuses callers whose role is below: a 401 where nobody signed in, else a 403 that says who may. */
export function requireRole(least: Role) {
  return (_req: Request, res: Response, next: NextFunction): void => {
    const caller = callerOf(res);
    if (mayAct(caller, least)) {
      next();
      return;
    }
    if (caller.role === "anyone") {
      throw new ServerError("sign-in-needed", "This needs a token; see docs/sign-in.md.");
    }
    const message = `${caller.name} is ${caller.role === "viewer" ? "a viewer" : "an analyst"}; this takes ${least === "admin" ? "an admin" : "an analyst"}.`;
    throw new ServerError("role-not-sufficient", message);
  };
}
