import type { NextFunction, Request, RequestHandler, Response } from "express";
import type { Library } from "../../service/library/library.ts";
import type { Service } from "../../service/service.ts";
import { callerOf } from "../access/caller-of.ts";
import { ServerError } from "../errors.ts";

const BOOK = /^book(?:=|$)/;

/**
 * Hands a request with `book=` to the routes of that book, the parameter taken out; the configured book's
 * own id and a request without it go on.
 */
export function bookDispatch(
  configured: Pick<Service, "book">,
  library: Library,
  routesOf: (service: Service) => RequestHandler,
): RequestHandler {
  const routes = new WeakMap<Service, RequestHandler>();
  return async (req: Request, res: Response, next: NextFunction) => {
    const mark = req.url.indexOf("?");
    if (mark < 0) return next();
    const parts = req.url.slice(mark + 1).split("&");
    const asked = parts.filter((part) => BOOK.test(part));
    if (asked.length === 0) return next();
    const id = decodeURIComponent(asked[0]!.slice("book=".length));
    if (asked.length > 1) {
      throw new ServerError("malformed-request", "book is given more than once; expected one book.");
    }
    const rest = parts.filter((part) => !BOOK.test(part)).join("&");
    req.url = req.url.slice(0, mark) + (rest === "" ? "" : `?${rest}`);
    if (id === configured.book.id) return next();
    const service = await library.find(callerOf(res).workspace, id);
    if (service === null) {
      const message = `There is no book ${JSON.stringify(id.slice(0, 64))}; GET /v1/books lists those there are.`;
      throw new ServerError("not-found", message);
    }
    const known = routes.get(service) ?? routesOf(service);
    routes.set(service, known);
    return known(req, res, next);
  };
}
