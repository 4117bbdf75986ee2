import { createHash, timingSafeEqual } from "node:crypto";
import { LRUCache } from "lru-cache";
import { digestOf, isPassword, type SecretHash } from "./secret-hash.ts";
import type { TokenEntry } from "./token-line.ts";

/** The tokens in force: looked up by what a client sends, and listed without it. */
export interface TokenDirectory {
  /** Whose random secret this is, or whose password that was right before; null where neither is known. */
  known(secret: string): TokenEntry | null;
  /** Whose password this is; null where it is nobody's. Takes some 50 ms for each password there is. */
  tryPassword(secret: string): Promise<TokenEntry | null>;
  /** The token of a name, as long as it has this fingerprint. */
  named(name: string, fingerprint: string): TokenEntry | null;
  /** The tokens of a workspace by name. */
  list(workspace: string): TokenEntry[];
  /** Puts other tokens in the place of those in force. */
  replace(entries: readonly TokenEntry[]): void;
}

/** Passwords that were right and need no second scrypt, by the digest of what was given. */
const REMEMBERED = 1_000;

/** Opens a directory. Its time does not depend on which token is asked for, nor on how much of it is right. */
export function createTokenDirectory(initial: readonly TokenEntry[]): TokenDirectory {
  let entries = initial;
  const right = new LRUCache<string, TokenEntry>({ max: REMEMBERED });
  return {
    known(secret) {
      const digest = digestOf(secret);
      let found: TokenEntry | null = null;
      for (const entry of entries) {
        // Every entry is compared, whichever it was.
        if (entry.hash.kind === "sha256" && timingSafeEqual(entry.hash.digest, digest)) found = entry;
      }
      return found ?? right.get(digest.toString("base64url")) ?? null;
    },
    async tryPassword(secret) {
      let found: TokenEntry | null = null;
      for (const entry of entries) {
        if (entry.hash.kind === "scrypt" && (await isPassword(secret, entry.hash))) found = entry;
      }
      // The tokens may have been replaced meanwhile.
      if (found === null || !entries.includes(found)) return null;
      right.set(digestOf(secret).toString("base64url"), found);
      return found;
    },
    named(name, fingerprint) {
      const entry = entries.find((each) => each.name === name);
      return entry !== undefined && fingerprintOf(entry) === fingerprint ? entry : null;
    },
    list: (workspace) =>
      entries.filter((entry) => entry.workspace === workspace).sort((a, b) => (a.name < b.name ? -1 : 1)),
    replace(others) {
      entries = others;
      right.clear();
    },
  };
}

/** What changes whenever a token does, and tells nothing of it. */
export function fingerprintOf({ name, role, workspace, hash }: TokenEntry): string {
  const parts = [name, role, workspace, spell(hash)];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);
}

function spell(hash: SecretHash): string {
  const salt = hash.kind === "scrypt" ? hash.salt.toString("base64url") : "";
  return `${hash.kind}:${salt}:${hash.digest.toString("base64url")}`;
}
