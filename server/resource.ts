import type { Express, Request, Response } from "express";
import type { z } from "zod";
import { readJson } from "./body.ts";
import { ServerError } from "./errors.ts";

/** One representation of an answer: its schema, or null for text that has none. */
export type Content = Readonly<Record<string, z.ZodType | null>>;

/** What one method of a resource takes and gives: the same schemas validate and document it. */
export interface Operation {
  readonly summary: string;
  readonly description?: string;
  readonly path?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** What 200 carries, by media type. */
  readonly content: Content;
  /** Problems that may be answered, beside those that any request may meet. */
  readonly problems?: readonly number[];
  readonly handle: (req: Request, res: Response) => Promise<void> | void;
}

/** A path with its methods; HEAD follows from GET. */
export interface Resource {
  /** Path in Express's notation, such as `/v1/columns/:name/values`. */
  readonly path: string;
  readonly get?: Operation;
  readonly post?: Operation;
}

/** Mounts the resources; a method that a path does not have is a 405 that names those it has. */
export function mount(app: Express, resources: readonly Resource[]): void {
  for (const { path, get, post } of resources) {
    const route = app.route(path);
    if (get) route.get(get.handle);
    if (post) route.post(readJson, post.handle);
    const allowed = [...(get ? ["GET", "HEAD"] : []), ...(post ? ["POST"] : []), "OPTIONS"].join(", ");
    route.options((_req, res) => {
      res.set("Allow", allowed).sendStatus(204);
    });
    route.all((req) => {
      throw new ServerError(
        "method-not-allowed",
        `${path} does not take ${req.method}; it takes ${allowed}.`,
        {
          headers: { Allow: allowed },
        },
      );
    });
  }
}
