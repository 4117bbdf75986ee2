import type { Request } from "express";
import { ServerError } from "../errors.ts";

/** The representation to answer with, the first where the client has no preference. @throws {ServerError} `not-acceptable` */
export function negotiate<T extends string>(req: Request, offered: readonly T[]): T {
  const chosen = req.accepts([...offered]);
  if (chosen === false) {
    throw new ServerError(
      "not-acceptable",
      `Accept is ${JSON.stringify(req.get("accept"))}; this resource has ${offered.join(", ")}.`,
    );
  }
  return chosen as T;
}
