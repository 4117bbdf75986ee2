import { createHash } from "node:crypto";
import type { Deed } from "./store/audit.ts";

/** What was given: its length and its SHA-256. */
export type Digest = Required<Pick<Deed, "bytes" | "sha256">>;

/** The digest of a whole answer. */
export function digestOfText(text: string): Digest {
  const bytes = Buffer.from(text);
  return { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}
