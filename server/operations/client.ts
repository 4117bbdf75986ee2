import { isIP } from "node:net";
import type { Request, Response } from "express";

/** Aborted when the client goes away before its answer is finished, or where it has gone already. */
export function clientSignal(res: Response): AbortSignal {
  const left = new AbortController();
  const over = () => {
    if (!res.writableFinished) left.abort();
  };
  if (res.closed) over();
  else res.once("close", over);
  return left.signal;
}

/** The client's address: what the trusted proxies say where that is one, else the connection's own. */
export function clientOf(req: Request): string {
  const { ip = "" } = req;
  return isIP(ip) > 0 ? ip : (req.socket.remoteAddress ?? "");
}
