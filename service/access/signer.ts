import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

/** What a signature is for: one made for the one is none for another. */
export type Purpose = "session" | "shared-link" | "oidc";

/** Signs what a client keeps for us, so that it comes back as it was. */
export interface Signer {
  /** The content and its signature, as text for a cookie or a URL; `about` is signed with it, but not in it. */
  sign(purpose: Purpose, content: object, about?: string): string;
  /** The content of a text that was signed for this purpose and about this; null for any other. */
  read(purpose: Purpose, text: string, about?: string): unknown;
}

/** Longest text that is looked at, characters. */
const LONGEST = 4_096;

/**
 * A signer over secrets: the first signs, all are taken, so that a new one can be put in front of an old one.
 * HMAC-SHA-256 with a key of its own for each purpose (HKDF).
 */
export function createSigner(secrets: readonly string[]): Signer {
  const keysFor = (purpose: Purpose) =>
    secrets.map((secret) => Buffer.from(hkdfSync("sha256", secret, "", `tiering ${purpose}`, 32)));
  const keys = {
    session: keysFor("session"),
    "shared-link": keysFor("shared-link"),
    oidc: keysFor("oidc"),
  } as const;
  const mac = (key: Buffer, payload: string, about: string) =>
    createHmac("sha256", key).update(`${payload}\n${about}`).digest();
  return {
    sign(purpose, content, about = "") {
      const payload = Buffer.from(JSON.stringify(content)).toString("base64url");
      return `${payload}.${mac(keys[purpose][0]!, payload, about).toString("base64url")}`;
    },
    read(purpose, text, about = "") {
      const [payload = "", signature = "", ...rest] = text.length > LONGEST ? [] : text.split(".");
      const given = Buffer.from(signature, "base64url");
      let isOurs = false;
      for (const key of keys[purpose]) {
        const own = mac(key, payload, about);
        if (given.length === own.length && timingSafeEqual(given, own)) isOurs = true;
      }
      return isOurs && rest.length === 0 ? JSON.parse(Buffer.from(payload, "base64url").toString()) : null;
    },
  };
}
