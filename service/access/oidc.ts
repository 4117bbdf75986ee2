import * as client from "openid-client";
import { z } from "zod";
import { type Caller, callerNameSchema, GIVEN_ROLES, workspaceSchema } from "../../contract/caller.ts";
import { ServiceError } from "../errors.ts";
import { fetchOfProvider } from "./provider-fetch.ts";
import type { Signer } from "./signer.ts";

/** How an identity provider is asked. */
export interface OidcOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** Absent for a public client, which PKCE protects alone. */
  readonly clientSecret?: string;
  /** The claim that has a role, or several; the highest counts. */
  readonly roleClaim: string;
  /** The claim that has the workspace; where absent, everybody is in `home`. */
  readonly workspaceClaim?: string;
  readonly home: string;
  /** Whether a name is a token's of this workspace; none is where absent. */
  readonly isTokens?: (name: string, workspace: string) => boolean;
}

/** Signing in at an identity provider: authorization code with PKCE, state and nonce. */
export interface Oidc {
  /**
   * Where to send a browser, and what it keeps meanwhile.
   * @throws {ServiceError} `sign-in-unavailable`
   */
  begin(redirectUri: string): Promise<{ readonly url: string; readonly kept: string }>;
  /**
   * Who came back, by what the browser kept.
   * @throws {ServiceError} `sign-in-failed`, `sign-in-unavailable`; `no-role` where the claims give none
   */
  finish(current: URL, kept: string): Promise<Caller>;
}

const TIMEOUT_SECONDS = 10;
const keptSchema = z.object({ verifier: z.string(), state: z.string(), nonce: z.string() });

/** Opens the way to a provider, which is asked for its addresses at the first use. */
export function createOidc(options: OidcOptions, signer: Signer): Oidc {
  let discovered: Promise<client.Configuration> | null = null;
  const provider = () => {
    discovered ??= discover(options);
    // A provider that is down now is asked again next time.
    discovered.catch(() => {
      discovered = null;
    });
    return discovered;
  };
  return {
    async begin(redirectUri) {
      const configuration = await provider().catch(unavailable);
      const verifier = client.randomPKCECodeVerifier();
      const state = client.randomState();
      const nonce = client.randomNonce();
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: "openid profile email",
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        state,
        nonce,
      });
      return { url: url.href, kept: signer.sign("oidc", { verifier, state, nonce }) };
    },
    async finish(current, kept) {
      const parsed = keptSchema.safeParse(signer.read("oidc", kept));
      if (!parsed.success) throw failed("it was begun in another browser, or too long ago");
      const { verifier, state, nonce } = parsed.data;
      const configuration = await provider().catch(unavailable);
      const claims = await claimsOf(configuration, current, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      return callerOfClaims(claims, options);
    },
  };
}

type Claims = Readonly<Record<string, unknown>>;

function discover({ issuer, clientId, clientSecret }: OidcOptions): Promise<client.Configuration> {
  const server = new URL(issuer);
  // Plain HTTP never leaves this machine.
  const isHere = server.protocol === "http:" && ["127.0.0.1", "[::1]", "localhost"].includes(server.hostname);
  const how = clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret);
  return client.discovery(server, clientId, undefined, how, {
    timeout: TIMEOUT_SECONDS,
    [client.customFetch]: fetchOfProvider,
    // The token's signature is checked by the provider's keys, too, whatever stands between it and us.
    execute: [client.enableNonRepudiationChecks, ...(isHere ? [client.allowInsecureRequests] : [])],
  });
}

/** The claims of the ID token, and what only the provider's user info has. */
async function claimsOf(
  configuration: client.Configuration,
  current: URL,
  checks: client.AuthorizationCodeGrantChecks,
): Promise<Claims> {
  const tokens = await client
    .authorizationCodeGrant(configuration, current, checks)
    .catch((error: unknown) => {
      if (error instanceof client.AuthorizationResponseError || error instanceof client.ResponseBodyError) {
        throw failed(`the provider says ${error.error}`, error);
      }
      if (error instanceof TypeError) unavailable(error);
      throw failed("its answer is not valid", error);
    });
  const claims = tokens.claims()!;
  if (configuration.serverMetadata().userinfo_endpoint === undefined) return claims;
  const more = await client.fetchUserInfo(configuration, tokens.access_token, claims.sub).catch(() => ({}));
  return { ...more, ...claims };
}

/** Who a person is, by their claims. @throws {ServiceError} `no-role` */
export function callerOfClaims(
  claims: Claims,
  {
    roleClaim,
    workspaceClaim,
    home,
    isTokens = () => false,
  }: Pick<OidcOptions, "roleClaim" | "workspaceClaim" | "home" | "isTokens">,
): Caller {
  const given = claims[roleClaim];
  const roles = typeof given === "string" ? given.split(/[\s,]+/) : Array.isArray(given) ? given : [];
  const role = GIVEN_ROLES.findLast((each) => roles.includes(each));
  if (role === undefined) {
    const message = `The identity provider gives you no role in ${roleClaim}; expected ${GIVEN_ROLES.join(", ")}.`;
    throw new ServiceError("no-role", message);
  }
  const workspace = workspaceClaim === undefined ? home : claims[workspaceClaim];
  const parsed = workspaceSchema.safeParse(workspace);
  if (!parsed.success) {
    const message = `The identity provider gives you no workspace in ${workspaceClaim}; expected small letters, digits and _ -.`;
    throw new ServiceError("no-role", message);
  }
  return { name: nameOf(claims, (name) => isTokens(name, parsed.data)), role, workspace: parsed.data };
}

/** Longest name of a caller, and what tells a person from the token whose name they have. */
const LONGEST_NAME = 100;
const OF_PROVIDER = "@oidc";

/**
 * A person by their address or user name, as it fits a log. A name that a token has is another's, as people may choose theirs
 * at many providers; but for an address that the provider has verified.
 */
function nameOf(claims: Claims, isTokens: (name: string) => boolean): string {
  for (const claim of [
    claims.email_verified === false ? null : claims.email,
    claims.preferred_username,
    claims.sub,
  ]) {
    if (typeof claim !== "string") continue;
    const name = claim
      .replace(/[^\w.@+-]/g, "-")
      .replace(/^[^A-Za-z0-9]+/, "")
      .slice(0, LONGEST_NAME);
    if (!callerNameSchema.safeParse(name).success) continue;
    const isVerified = claim === claims.email && claims.email_verified === true;
    if (isVerified || !isTokens(name)) return name;
    return `${name.slice(0, LONGEST_NAME - OF_PROVIDER.length)}${OF_PROVIDER}`;
  }
  return "somebody";
}

function failed(reason: string, cause?: unknown): ServiceError {
  const message = `Signing in did not succeed: ${reason}. Try again.`;
  return Object.assign(new ServiceError("sign-in-failed", message), { cause });
}

function unavailable(cause: unknown): never {
  const message = "The identity provider cannot be reached; try again later.";
  throw Object.assign(new ServiceError("sign-in-unavailable", message), { cause });
}
