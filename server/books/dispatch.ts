import type { NextFunction, Request, RequestHandler, Response } from "express";
import type { Library } from "../../service/library/library.ts";
import type { Service } from "../../service/service.ts";
import { askerOf } from "../access/asker.ts";
import { requireRole } from "../access/guard.ts";
import { ServerError } from "../errors.ts";

const BOOK = /^book(?:=|$)/;

/**
 * Hands a request with `book=` to the routes of that book of the caller's workspace, the parameter taken out;
 * the configured book's own id and a request without it go on.
 */
export function bookDispatch(
  configured: { readonly id: string; readonly workspace: string },
  library: Library,
  routesOf: (service: Service, workspace: string) => RequestHandler,
): RequestHandler {
  const routes = new WeakMap<Service, RequestHandler>();
  return async (req: Request, res: Response, next: NextFunction) => {
    const mark = req.url.indexOf("?");
    if (mark < 0) return next();
    const parts = req.url.slice(mark + 1).split("&");
    const asked = parts.filter((part) => BOOK.test(part));
    if (asked.length === 0) return next();
    // Whether there is such a book is nothing for those who may not read it.
    requireRole(req, res, "viewer");
    const { workspace } = askerOf(res).caller;
    const id = decoded(asked[0]!.slice("book=".length));
    if (asked.length > 1) {
      throw new ServerError("malformed-request", "book is given more than once; expected one book.");
    }
    const rest = parts.filter((part) => !BOOK.test(part)).join("&");
    req.url = req.url.slice(0, mark) + (rest === "" ? "" : `?${rest}`);
    if (id === configured.id && workspace === configured.workspace) return next();
    const inUse = await library.use(workspace, id);
    if (inUse === null) {
      const message = `There is no book ${JSON.stringify(id.slice(0, 64))}; GET /v1/books lists those there are.`;
      throw new ServerError("not-found", message);
    }
    const { service, release } = inUse;
    // Also the answers under way of a book that is removed are given to their end.
    if (res.closed) release();
    else res.once("close", release);
    const known = routes.get(service) ?? routesOf(service, workspace);
    routes.set(service, known);
    return known(req, res, next);
  };
}

/** A parameter's value; as it stands where its escapes are none, which is the id of no book. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
