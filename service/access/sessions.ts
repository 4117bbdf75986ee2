import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Caller, callerSchema } from "../../contract/caller.ts";
import type { Signer } from "./signer.ts";
import { fingerprintOf, type TokenDirectory } from "./token-directory.ts";
import type { TokenEntry } from "./token-line.ts";

/** A page that is signed in. */
export interface Session {
  readonly id: string;
  readonly caller: Caller;
  /** When it ends, milliseconds since 1970. */
  readonly until: number;
}

/** Sessions of the page: what a cookie says, signed; nothing is kept here but those that were ended early. */
export interface Sessions {
  /** Begins a session of a token's owner: it ends with the token, or when that changes. */
  beginOf(entry: TokenEntry): { readonly session: Session; readonly cookie: string };
  /** Begins a session of somebody whom an identity provider vouches for. */
  beginFor(caller: Caller): { readonly session: Session; readonly cookie: string };
  /** The session of a cookie; null where it is over, ended, forged, or its token is gone. */
  read(cookie: string): Session | null;
  end(session: Session): void;
}

const cookieSchema = z.object({
  id: z.uuid(),
  caller: callerSchema,
  until: z.int(),
  /** Fingerprint of the token that it stands for; null for another way of signing in. */
  token: z.string().nullable(),
});

/** Makes sessions of so many hours. */
export function createSessions(
  signer: Signer,
  tokens: TokenDirectory,
  { hours, now }: { readonly hours: number; readonly now: () => number },
): Sessions {
  const ended = new Map<string, number>();
  const begin = (caller: Caller, token: string | null, expires: number | null) => {
    const until = Math.min(now() + hours * 3_600_000, expires ?? Number.POSITIVE_INFINITY);
    const session: Session = { id: randomUUID(), caller, until };
    return { session, cookie: signer.sign("session", { ...session, token }) };
  };
  return {
    beginOf: (entry) => {
      const { name, role, workspace } = entry;
      return begin({ name, role, workspace }, fingerprintOf(entry), entry.expires);
    },
    beginFor: (caller) => begin(caller, null, null),
    read(cookie) {
      const parsed = cookieSchema.safeParse(signer.read("session", cookie));
      if (!parsed.success) return null;
      const { token, ...session } = parsed.data;
      if (session.until <= now() || ended.has(session.id)) return null;
      return token === null || tokens.named(session.caller.name, token) !== null ? session : null;
    },
    end({ id, until }) {
      for (const [other, over] of ended) if (over <= now()) ended.delete(other);
      ended.set(id, until);
    },
  };
}
