import type { Request } from "express";

/** A cookie that only this server reads. */
interface CookieOptions {
  /** Seconds that it is kept; 0 removes it. */
  readonly seconds: number;
  readonly path: string;
  /** `Lax` where it has to come back from another site's redirect. */
  readonly sameSite: "Strict" | "Lax";
  readonly secure: boolean;
}

/** The value of a request's cookie; null where it has none, or more than one of the name. */
export function readCookie(req: Request, name: string): string | null {
  const values: string[] = [];
  for (const part of (req.get("cookie") ?? "").split(";")) {
    const mark = part.indexOf("=");
    if (mark > 0 && part.slice(0, mark).trim() === name) values.push(part.slice(mark + 1).trim());
  }
  return values.length === 1 ? values[0]! : null;
}

/** A cookie as the `Set-Cookie` header spells it, out of reach of scripts. */
export function spellCookie(name: string, value: string, options: CookieOptions): string {
  const { seconds, path, sameSite, secure } = options;
  const kept = `Max-Age=${Math.max(0, Math.floor(seconds))}`;
  const parts = [`${name}=${value}`, `Path=${path}`, kept, "HttpOnly", `SameSite=${sameSite}`];
  return [...parts, ...(secure ? ["Secure"] : [])].join("; ");
}
