import { createHash, randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

/** The hash of a secret, as a token line carries it. */
export type SecretHash =
  | { readonly kind: "sha256"; readonly digest: Buffer }
  | { readonly kind: "scrypt"; readonly salt: Buffer; readonly digest: Buffer };

/** Cost of scrypt: 32 MiB and some 50 ms a try, so that a password chosen by a person is not tried out. */
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 26 } as const;
const DIGEST_BYTES = 32;
const SALT_BYTES = 16;
const derive = promisify(scrypt) as (
  password: string,
  salt: Buffer,
  bytes: number,
  cost: typeof SCRYPT,
) => Promise<Buffer>;

/** A new secret of 256 random bits, with a beginning that scanners of sources can find. */
export function newSecret(): string {
  return `tiering_${randomBytes(32).toString("base64url")}`;
}

/** SHA-256 of a secret, 32 bytes: enough for what was drawn at random, and costs nothing to compare. */
export function digestOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

/** The hash of a random secret as text. */
export function hashOfSecret(secret: string): string {
  return `sha256:${digestOf(secret).toString("base64url")}`;
}

/** The hash of a password as text, with a salt of its own; takes some 50 ms. */
export async function hashOfPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const digest = await derive(password, salt, DIGEST_BYTES, SCRYPT);
  return `scrypt:${salt.toString("base64url")}:${digest.toString("base64url")}`;
}

/** Reads a hash; null where the text is none. */
export function readHash(text: string): SecretHash | null {
  const [kind, ...parts] = text.split(":");
  const bytes = parts.map((part) => Buffer.from(part, "base64url"));
  const isWhole = bytes.every((each, at) => each.toString("base64url") === parts[at]);
  const digest = bytes.at(-1);
  if (!isWhole || digest?.length !== DIGEST_BYTES) return null;
  if (kind === "sha256" && bytes.length === 1) return { kind, digest };
  const salt = bytes[0]!;
  return kind === "scrypt" && bytes.length === 2 && salt.length >= 8 ? { kind, salt, digest } : null;
}

/** Whether a password has this hash, compared in constant time; takes some 50 ms. */
export async function isPassword(
  password: string,
  { salt, digest }: Extract<SecretHash, { readonly kind: "scrypt" }>,
): Promise<boolean> {
  return timingSafeEqual(await derive(password, salt, DIGEST_BYTES, SCRYPT), digest);
}
