import type { IRouter } from "express";
import type { Service } from "../../service/service.ts";
import { type Guarding, guard } from "../access/guard.ts";
import { ServerError } from "../errors.ts";
import { createBodyReader } from "./body.ts";
import type { AnyOperation } from "./operation.ts";
import { perform } from "./perform.ts";

/**
 * Mounts the operations, each behind the guard that its role asks for; a method that a path does not have is
 * a 405 that names those it has.
 */
export function mount(
  app: IRouter,
  operations: readonly AnyOperation[],
  service: Service,
  guarding: Guarding,
): void {
  for (const [path, ofPath] of Map.groupBy(operations, ({ path }) => path)) {
    const route = app.route(path);
    for (const operation of ofPath) {
      const { method, role, body, bodyLimit } = operation;
      const readers =
        body === undefined && method !== "post" ? [] : [createBodyReader(guarding.turns, bodyLimit)];
      route[method](guard(role, guarding), ...readers, perform(operation, service, guarding));
    }
    const methods = ofPath.flatMap(({ method }) =>
      method === "get" ? ["GET", "HEAD"] : [method.toUpperCase()],
    );
    const allowed = [...methods, "OPTIONS"].join(", ");
    route.options((_req, res) => {
      res.set("Allow", allowed).sendStatus(204);
    });
    route.all((req) => {
      const message = `${path} does not take ${req.method}; it takes ${allowed}.`;
      throw new ServerError("method-not-allowed", message, { headers: { Allow: allowed } });
    });
  }
}
