import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { LOCAL_CALLER } from "../../contract/caller.ts";
import type { Config } from "../config.ts";
import { ServiceError } from "../errors.ts";
import type { Limits } from "../limits/limits.ts";
import type { Access } from "./access.ts";
import { createOidc } from "./oidc.ts";
import { createOwnApproval } from "./own-approval.ts";
import { digestOf } from "./secret-hash.ts";
import { createSessions } from "./sessions.ts";
import { createSharedLinks } from "./shared-links.ts";
import { createSigner } from "./signer.ts";
import { createTokenDirectory, type TokenDirectory } from "./token-directory.ts";
import { readTokenLines, type TokenEntry } from "./token-line.ts";
import { createVerifier } from "./verifier.ts";

/** The name of the caller whose token is given as it is. */
const OWNER = "owner";

/**
 * Opens the door that the configuration describes: for everybody where it names no tokens and no provider.
 * @throws {ServiceError} `invalid-config`
 */
export function openAccess(config: Config, limits: Limits, now: () => number = Date.now): Access {
  const { TIERING_WORKSPACE: home, TIERING_SECRET: secrets } = config;
  const signer = createSigner(secrets.length > 0 ? secrets : [randomBytes(32).toString("base64url")]);
  const tokens = createTokenDirectory(readTokens(config));
  const isOpen = !needsSignIn(config);
  return {
    everybody: isOpen ? { ...LOCAL_CALLER, workspace: home } : null,
    home,
    tokens,
    verify: createVerifier(tokens, limits, now),
    sessions: createSessions(signer, tokens, { hours: config.SESSION_HOURS, now }),
    links: createSharedLinks(signer, now),
    oidc: openOidc(config, signer, tokens),
    approvesOwn: createOwnApproval({
      configured: config.APPROVE_OWN,
      isOpen,
      hasProvider: config.OIDC_ISSUER !== undefined,
      tokens,
      now,
    }),
    lasting: secrets.length > 0,
  };
}

/** Whether callers have to say who they are. */
export function needsSignIn(config: Config): boolean {
  const { TIERING_TOKEN, TIERING_TOKENS, OIDC_ISSUER } = config;
  return TIERING_TOKEN !== undefined || TIERING_TOKENS !== undefined || OIDC_ISSUER !== undefined;
}

/** The tokens of the configuration; a file is read anew each time. @throws {ServiceError} `invalid-config` */
export function readTokens({ TIERING_TOKEN, TIERING_TOKENS, TIERING_WORKSPACE }: Config): TokenEntry[] {
  const lines = TIERING_TOKENS === undefined ? [] : linesOf(TIERING_TOKENS);
  if (TIERING_TOKEN === undefined) return lines;
  if (lines.some(({ name }) => name === OWNER)) {
    const message = `TIERING_TOKENS has a token of the name ${OWNER}, which is that of TIERING_TOKEN; expected another.`;
    throw new ServiceError("invalid-config", message);
  }
  const hash = { kind: "sha256", digest: digestOf(TIERING_TOKEN) } as const;
  return [{ name: OWNER, role: "admin", workspace: TIERING_WORKSPACE, hash, expires: null }, ...lines];
}

/** A value with a hash in it is the lines themselves, any other a file of them. */
function linesOf(value: string): TokenEntry[] {
  if (value.includes("hash=")) return readTokenLines(value, "TIERING_TOKENS");
  let text: string;
  try {
    text = readFileSync(value, "utf8");
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    const message = `TIERING_TOKENS names a file that cannot be read (${code}); expected one with lines of npm run token, or the lines themselves.`;
    throw new ServiceError("invalid-config", message);
  }
  return readTokenLines(text, value);
}

function openOidc(config: Config, signer: Parameters<typeof createOidc>[1], tokens: TokenDirectory) {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = config;
  if (issuer === undefined) return null;
  if (clientId === undefined) {
    const message =
      "OIDC_ISSUER is set without OIDC_CLIENT_ID; expected the id under which the provider knows this server.";
    throw new ServiceError("invalid-config", message);
  }
  const { OIDC_ROLE_CLAIM: roleClaim, OIDC_WORKSPACE_CLAIM: workspaceClaim } = config;
  const home = config.TIERING_WORKSPACE;
  const isTokens = (name: string, workspace: string) =>
    tokens.list(workspace).some((entry) => entry.name === name);
  return createOidc({ issuer, clientId, clientSecret, roleClaim, workspaceClaim, home, isTokens }, signer);
}
