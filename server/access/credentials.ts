import type { Request } from "express";
import { LINK_PARAMETER } from "../../service/access/shared-links.ts";
import { readCookie } from "./cookies.ts";
import { SESSION_COOKIE } from "./session-cookie.ts";

/** What a request shows of who sent it. */
export type Credentials =
  | { readonly kind: "link"; readonly signature: string }
  | { readonly kind: "secret"; readonly secret: string }
  | { readonly kind: "session"; readonly cookie: string }
  | { readonly kind: "unreadable"; readonly reason: string };

/** Longest Authorization header that is looked at, characters. */
const LONGEST = 2_048;

/** What a request shows: a link's signature before its Authorization header, that before its cookie. */
export function credentialsOf(req: Request): Credentials | null {
  const signatures = signaturesOf(req.url);
  if (signatures.length > 1)
    return { kind: "unreadable", reason: `"${LINK_PARAMETER}" is given more than once; expected one.` };
  if (signatures.length === 1) return { kind: "link", signature: signatures[0]! };
  const header = req.get("authorization");
  if (header !== undefined) return readAuthorization(header);
  const cookie = readCookie(req, SESSION_COOKIE);
  return cookie === null ? null : { kind: "session", cookie };
}

function signaturesOf(url: string): string[] {
  const mark = url.indexOf("?");
  if (mark < 0) return [];
  const named = `${LINK_PARAMETER}=`;
  const parts = url.slice(mark + 1).split("&");
  return parts
    .filter((part) => part.startsWith(named) || part === LINK_PARAMETER)
    .map((part) => part.slice(named.length));
}

/** Bearer with the token; Basic with the token as password, whatever the user's name. */
function readAuthorization(header: string): Credentials {
  const text = header.trim();
  const space = text.indexOf(" ");
  const scheme = text.slice(0, Math.max(0, space)).toLowerCase();
  const value = text.slice(space + 1).trim();
  if (text.length <= LONGEST && value !== "") {
    if (scheme === "bearer") return { kind: "secret", secret: value };
    if (scheme === "basic") {
      const pair = Buffer.from(value, "base64").toString("utf8");
      const colon = pair.indexOf(":");
      if (colon >= 0) return { kind: "secret", secret: pair.slice(colon + 1) };
    }
  }
  const reason = "expected Bearer with a token, or Basic with the token as password";
  return { kind: "unreadable", reason: `The Authorization header cannot be read; ${reason}.` };
}
