import { type Request, type Response, Router } from "express";
import type { Access } from "../../service/access/access.ts";
import type { Oidc } from "../../service/access/oidc.ts";
import { ServiceError } from "../../service/errors.ts";
import { readCookie, spellCookie } from "./cookies.ts";
import { type Guarding, guard } from "./guard.ts";
import { keepSession } from "./session-cookie.ts";

const COOKIE = "tiering_oidc";
const PATH = "/v1/session/oidc";
/** A person has so long to sign in at the provider, seconds. */
const SECONDS = 600;

/** Signing in at the identity provider: there, and back to the page with a session, or with why there is none. */
export function oidcRoutes({ sessions }: Access, oidc: Oidc, guarding: Guarding): Router {
  const router = Router();
  router.get(PATH, guard("anyone", guarding), async (req: Request, res: Response) => {
    const { url, kept } = await oidc.begin(`${originOf(req)}${PATH}/callback`);
    // It has to come back from the provider's redirect, which is another site's.
    keep(req, res, kept, SECONDS);
    res.set("Cache-Control", "no-store").redirect(302, url);
  });
  router.get(`${PATH}/callback`, guard("anyone", guarding), async (req: Request, res: Response) => {
    keep(req, res, "", 0);
    res.set("Cache-Control", "no-store");
    try {
      const current = new URL(req.originalUrl, originOf(req));
      const caller = await oidc.finish(current, readCookie(req, COOKIE) ?? "");
      res.append("Set-Cookie", keepSession(sessions.beginFor(caller), originOf(req)));
      res.redirect(303, "/");
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      // A person is looking at a browser: the page says why.
      res.redirect(303, `/?sign-in=${error.code}`);
    }
  });
  return router;
}

function keep(req: Request, res: Response, value: string, seconds: number): void {
  const options = { path: PATH, seconds, sameSite: "Lax", secure: req.secure } as const;
  res.append("Set-Cookie", spellCookie(COOKIE, value, options));
}

function originOf(req: Request): string {
  return `${req.secure ? "https" : "http"}://${req.get("host")}`;
}
