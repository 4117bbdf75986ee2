import type { NextFunction, Request, Response } from "express";
import { UNKNOWN_CALLER } from "../../contract/caller.ts";
import type { Access } from "../../service/access/access.ts";
import { withoutSignature } from "../../service/access/shared-links.ts";
import { ServiceError } from "../../service/errors.ts";
import type { Store } from "../../service/store/open-store.ts";
import { ServerError } from "../errors.ts";
import { type Asker, placeOf } from "./asker.ts";
import { type Credentials, credentialsOf } from "./credentials.ts";

type Found = Pick<Asker, "caller"> & Partial<Asker>;

/**
 * Finds out who asks, and takes a link's signature out of the address before anything else reads it. Who shows
 * nothing, or what is not taken, is nobody yet: each route says whether it wants to know.
 */
export function identify(access: Access, store: Pick<Store, "links">) {
  return async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    const given = credentialsOf(req);
    const asked = req.url;
    if (given?.kind === "link" || given?.kind === "unreadable") req.url = withoutSignature(asked);
    const place = placeOf(req);
    const found = access.everybody
      ? { caller: access.everybody, key: place }
      : await recognise({ access, store }, { given, asked, place, req });
    res.locals.asker = { session: null, place, key: place, refusal: null, ...found } satisfies Asker;
    next();
  };
}

interface Shown {
  readonly given: Credentials | null;
  /** Path and query as they were asked for. */
  readonly asked: string;
  readonly place: string;
  readonly req: Request;
}

/** Whom credentials are of, and which links are good. */
interface Known {
  readonly access: Access;
  readonly store: Pick<Store, "links">;
}

async function recognise({ access, store }: Known, { given, asked, place, req }: Shown): Promise<Found> {
  switch (given?.kind) {
    case undefined:
      return { caller: UNKNOWN_CALLER };
    case "unreadable":
      return refused(given.reason);
    case "link": {
      const isRead = req.method === "GET" || req.method === "HEAD";
      const reader = isRead ? access.links.read(asked, given.signature) : null;
      if (reader === null)
        return refused("This link has ended, or is for another address; ask for a new one.");
      const { caller, id } = reader;
      return unlessRefused(async () => {
        if (!(await store.links.isGood(caller.workspace, id)))
          return refused("This link was taken back; ask for a new one.");
        return { caller, key: `${caller.workspace}/${caller.name}` };
      });
    }
    case "secret":
      return unlessRefused(async () => {
        const { name, role, workspace } = await access.verify(given.secret, place);
        return { caller: { name, role, workspace }, key: `${workspace}/${name}` };
      });
    case "session": {
      // Whether there is a session is not told to another site's page.
      if (!isSameSite(req)) return refused("A session counts for this server's own pages alone.");
      const session = access.sessions.read(given.cookie);
      if (session === null) return refused("Your session is over; sign in again.");
      const { caller } = session;
      return { caller, session, key: `${caller.workspace}/${caller.name}` };
    }
  }
}

/** What is found out, or nobody with the reason why not. */
async function unlessRefused(find: () => Promise<Found>): Promise<Found> {
  try {
    return await find();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { caller: UNKNOWN_CALLER, refusal: error };
  }
}

function refused(message: string): Found {
  return { caller: UNKNOWN_CALLER, refusal: new ServerError("sign-in-needed", message) };
}

/** Whether a browser says that our own page sent this; what is no browser says nothing. */
function isSameSite(req: Request): boolean {
  const from = req.get("sec-fetch-site");
  return from === undefined || from === "same-origin" || from === "none" || req.method === "GET";
}
