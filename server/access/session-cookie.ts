import type { Session } from "../../service/access/sessions.ts";
import { spellCookie } from "./cookies.ts";

/** The cookie that the page's session lives in. */
export const SESSION_COOKIE = "tiering_session";

/** The header that keeps a session in the browser until it ends. */
export function keepSession(
  { session, cookie }: { session: Session; cookie: string },
  origin: string,
): string {
  const seconds = (session.until - Date.now()) / 1_000;
  return spellCookie(SESSION_COOKIE, cookie, { ...forOrigin(origin), seconds });
}

/** The header that removes a session from the browser. */
export function dropSession(origin: string): string {
  return spellCookie(SESSION_COOKIE, "", { ...forOrigin(origin), seconds: 0 });
}

function forOrigin(origin: string) {
  return { path: "/", sameSite: "Strict", secure: origin.startsWith("https:") } as const;
}
