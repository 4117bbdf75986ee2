import { type Request, type Response, Router } from "express";
import type { Logger } from "pino";
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
export function oidcRoutes(
  { sessions, oidc }: Access & { readonly oidc: Oidc },
  guarding: Guarding,
  logger: Logger,
): Router {
  const router = Router();
  const begin = async (req: Request, res: Response) => {
    const { url, kept } = await oidc.begin(`${originOf(req)}${PATH}/callback`);
    // It has to come back from the provider's redirect, which is another site's.
    keep(req, res, kept, SECONDS);
    res.redirect(302, url);
  };
  const finish = async (req: Request, res: Response) => {
    keep(req, res, "", 0);
    const current = new URL(req.originalUrl, originOf(req));
    const caller = await oidc.finish(current, readCookie(req, COOKIE) ?? "");
    res.append("Set-Cookie", keepSession(sessions.beginFor(caller), originOf(req)));
    res.redirect(303, "/");
  };
  /** A person is looking at a browser: the page says why they are not signed in, the log what caused it. */
  const toPerson = (step: typeof begin) => async (req: Request, res: Response) => {
    res.set("Cache-Control", "no-store");
    try {
      await step(req, res);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const { code, message: trouble } = error;
      logger.warn(
        { requestId: res.locals.requestId, code, trouble, cause: nameOf(error.cause) },
        "not signed in",
      );
      res.redirect(303, `/?sign-in=${code}`);
    }
  };
  router.get(PATH, guard("anyone", guarding), toPerson(begin));
  router.get(`${PATH}/callback`, guard("anyone", guarding), toPerson(finish));
  return router;
}

function keep(req: Request, res: Response, value: string, seconds: number): void {
  const options = { path: PATH, seconds, sameSite: "Lax", secure: req.secure } as const;
  res.append("Set-Cookie", spellCookie(COOKIE, value, options));
}

/** What kind of error it was; its message may quote what a provider or a person said. */
function nameOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const { code } = cause as NodeJS.ErrnoException;
  return [cause.name, code, nameOf(cause.cause)].filter((part) => part !== undefined).join(" ");
}

function originOf(req: Request): string {
  return `${req.secure ? "https" : "http"}://${req.get("host")}`;
}
