import { isIP } from "node:net";
import type { NextFunction, Request, Response } from "express";
import { ServerError } from "../errors.ts";

/** Methods that change nothing. */
const SAFE: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Whose pages may send requests, and under which names this server is reached. */
export interface SiteOptions {
  /** Host names that this server has, beside addresses and names without a dot. */
  readonly hosts: readonly string[];
  /** Origins of other pages that may call; `*` for any. */
  readonly origins: readonly string[];
}

/**
 * Refuses what a page of another site sends: a body that needs no preflight (a form), and any request under
 * a name that is not ours, which is how a page reaches a private server by rebinding its own name to it.
 */
export function sameSite({ hosts, origins }: SiteOptions) {
  const known = new Set(hosts.map((host) => host.toLowerCase()));
  return (req: Request, _res: Response, next: NextFunction): void => {
    // A proxy might have gone by the one, and we by the other (RFC 9112, 3.2).
    if ((req.headersDistinct.host?.length ?? 0) > 1)
      throw new ServerError("malformed-request", "The request has more than one Host header; expected one.");
    if (req.headers.host === undefined && req.httpVersion === "1.1")
      throw new ServerError("malformed-request", "The request has no Host header; expected one.");
    const host = req.get("host") ?? "";
    const name = hostName(host);
    if (name === null || !isOurs(name, known)) {
      throw new ServerError(
        "wrong-host",
        `Host is ${JSON.stringify(host.slice(0, 100))}, which is not a name of this server; ALLOWED_HOSTS lists its names.`,
      );
    }
    const origin = req.get("origin");
    const trusted = origin === undefined || origins.includes("*") || origins.includes(origin);
    if (!SAFE.has(req.method) && !trusted && !isOrigin(origin, host)) {
      throw new ServerError(
        "cross-site",
        `Origin is ${JSON.stringify(origin.slice(0, 100))}; only this server's own pages and those of CORS_ORIGINS may post to it.`,
      );
    }
    next();
  };
}

/** An address or a name without a dot cannot be another site's; a name with one has to be configured. */
function isOurs(name: string, known: ReadonlySet<string>): boolean {
  return isIP(name) > 0 || !name.includes(".") || name.endsWith(".localhost") || known.has(name);
}

/**
 * The name in a Host header, empty where there is no header, as HTTP/1.0 allows; null where it is none, and links made of
 * it would lead nowhere.
 */
function hostName(host: string): string | null {
  if (host === "") return "";
  const found = /^(?:\[([\da-f:.]+)\]|([a-z\d._-]+))(?::(\d{1,5}))?$/i.exec(host);
  if (found === null || Number(found[3] ?? 0) > 65_535) return null;
  return (found[1] ?? found[2]!).toLowerCase();
}

function isOrigin(origin: string, host: string): boolean {
  return origin === `http://${host}` || origin === `https://${host}`;
}
