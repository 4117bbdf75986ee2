import { isIPv4 } from "node:net";
import type { Config } from "../config.ts";
import { ServiceError } from "../errors.ts";
import { needsSignIn } from "./open-access.ts";

/**
 * Where to listen: without sign-in on this machine alone, unless AUTH=none says that it is meant.
 * @throws {ServiceError} `invalid-config` where others would reach a server that lets in everybody
 */
export function listenAddress(config: Config): string {
  const { HOST, AUTH } = config;
  const signIn = needsSignIn(config);
  if (AUTH === "none" && signIn) {
    const message =
      "AUTH=none lets in everybody, and tokens or OIDC_ISSUER are set as well; expected one of the two.";
    throw new ServiceError("invalid-config", message);
  }
  if (HOST === undefined) return signIn ? "0.0.0.0" : "127.0.0.1";
  if (signIn || AUTH === "none" || isLoopback(HOST)) return HOST;
  const message =
    `HOST is ${JSON.stringify(HOST)}, where others reach this server, and nobody has to sign in. Set TIERING_TOKEN to a secret of ` +
    "16 characters or more, TIERING_TOKENS to lines that npm run token prints, or OIDC_ISSUER; or AUTH=none, " +
    "if whoever reaches it may see and change everything.";
  throw new ServiceError("invalid-config", message);
}

/** Whether only this machine reaches an address. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}
