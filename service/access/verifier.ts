import { LRUCache } from "lru-cache";
import { ServiceError } from "../errors.ts";
import type { Limits } from "../limits/limits.ts";
import { digestOf } from "./secret-hash.ts";
import type { TokenDirectory } from "./token-directory.ts";
import type { TokenEntry } from "./token-line.ts";

/**
 * Finds out whose secret this is.
 * @param place where it comes from, such as an address: so many different wrong ones are let through from it
 * @throws {ServiceError} `sign-in-failed` for a wrong or expired one, `too-many-tries`
 */
export type Verify = (secret: string, place: string) => Promise<TokenEntry>;

/** Longest secret that is looked at, characters. */
const LONGEST = 512;
/** What was right or wrong from where, remembered to count each wrong one once and let in who was in. */
const REMEMBERED = 10_000;
const WRONG_MS = 900_000;

/**
 * Makes the check of secrets. A stale token that a feed sends every minute is one wrong try; a place with too
 * many different ones may only use what was right there before, so that guesses end and colleagues go on.
 */
export function createVerifier(tokens: TokenDirectory, limits: Limits, now: () => number): Verify {
  const right = new LRUCache<string, true>({ max: REMEMBERED });
  const wrong = new LRUCache<string, true>({ max: REMEMBERED, ttl: WRONG_MS });
  return async (secret, place) => {
    if (secret.length > LONGEST) throw wrongToken();
    const key = `${place} ${digestOf(secret).toString("base64url")}`;
    if (!right.has(key)) await refuse(limits.look("sign-in", place), ({ remaining }) => remaining === 0);
    const entry = tokens.known(secret) ?? (await tryOnce(key, secret, place));
    right.set(key, true);
    if (entry.expires !== null && entry.expires <= now()) {
      const day = new Date(entry.expires).toISOString();
      throw new ServiceError("sign-in-failed", `This token expired at ${day}; ask an admin for another.`);
    }
    return entry;
  };

  async function tryOnce(key: string, secret: string, place: string): Promise<TokenEntry> {
    if (wrong.has(key)) throw wrongToken();
    // Counted before it is looked at: many at once are no more than many in a row.
    wrong.set(key, true);
    await refuse(limits.take("sign-in", place), ({ granted }) => !granted);
    const entry = await tokens.tryPassword(secret);
    if (entry === null) throw wrongToken();
    wrong.delete(key);
    return entry;
  }
}

type Look = Awaited<ReturnType<Limits["look"]>>;

async function refuse(looking: Promise<Look>, isOver: (taken: NonNullable<Look>) => boolean) {
  const taken = await looking;
  if (taken === null || !isOver(taken)) return;
  const message = `${taken.limit} wrong tokens came from your address, which is the most; try again in ${taken.resetSeconds} s.`;
  throw new ServiceError("too-many-tries", message, taken.resetSeconds);
}

function wrongToken(): ServiceError {
  return new ServiceError("sign-in-failed", "This is no token of this server.");
}
