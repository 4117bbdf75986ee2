import { z } from "zod";
import { callerNameSchema, DEFAULT_WORKSPACE, GIVEN_ROLES, workspaceSchema } from "../../contract/caller.ts";
import { ServiceError } from "../errors.ts";
import { readHash, type SecretHash } from "./secret-hash.ts";

/** Who has a token, what they may do where, and until when; the secret itself is nowhere. */
export interface TokenEntry {
  readonly name: string;
  readonly role: (typeof GIVEN_ROLES)[number];
  readonly workspace: string;
  readonly hash: SecretHash;
  /** The first moment at which it is no longer taken, milliseconds since 1970; null for never. */
  readonly expires: number | null;
}

const DAY_MS = 86_400_000;

/** A day, which counts until it is over (UTC), or a moment. */
const momentSchema = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: "expected a day such as 2027-01-31, or a moment such as 2027-01-31T18:00:00Z",
});

const lineSchema = z.strictObject({
  name: callerNameSchema,
  role: z.enum(GIVEN_ROLES),
  workspace: workspaceSchema.default(DEFAULT_WORKSPACE),
  hash: z.string().transform((text, context) => {
    const hash = readHash(text);
    if (hash !== null) return hash;
    context.addIssue("expected sha256: or scrypt: with the bytes that npm run token prints");
    return z.NEVER;
  }),
  expires: momentSchema.optional(),
});

/** When a day or moment is over, milliseconds since 1970. */
export function endOf(moment: string): number {
  return Date.parse(moment) + (moment.length === 10 ? DAY_MS : 0);
}

/**
 * Reads token lines: `name=… role=… workspace=… hash=… expires=…`, by line or semicolon; a line that begins
 * with # is a remark.
 * @throws {ServiceError} `invalid-config`, with the number of the line and what is wrong in it, never its hash
 */
export function readTokenLines(text: string, source: string): TokenEntry[] {
  const entries: TokenEntry[] = [];
  for (const [at, raw] of text.split(/[\n;]/).entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const entry = readLine(line, `${source}, entry ${at + 1}`);
    if (entries.some(({ name }) => name === entry.name)) {
      throw invalid(`${source}, entry ${at + 1}: there is a token of the name ${entry.name} already`);
    }
    entries.push(entry);
  }
  if (entries.length === 0) throw invalid(`${source} has no token; expected lines that npm run token prints`);
  return entries;
}

function readLine(line: string, place: string): TokenEntry {
  const fields: Record<string, string> = {};
  for (const pair of line.split(/\s+/)) {
    const mark = pair.indexOf("=");
    const key = pair.slice(0, Math.max(0, mark));
    if (!Object.hasOwn(lineSchema.shape, key) || Object.hasOwn(fields, key)) {
      throw invalid(`${place}: expected name=, role=, workspace=, hash= and expires=, each once at most`);
    }
    fields[key] = pair.slice(mark + 1);
  }
  const parsed = lineSchema.safeParse(fields);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw invalid(`${place}: ${faults.join("; ")}`);
  }
  const { expires, ...entry } = parsed.data;
  return { ...entry, expires: expires === undefined ? null : endOf(expires) };
}

function invalid(message: string): ServiceError {
  return new ServiceError("invalid-config", `The tokens cannot be read. ${message}.`);
}
