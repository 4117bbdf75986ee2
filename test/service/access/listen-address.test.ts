import { describe, expect, it } from "vitest";
import { listenAddress } from "../../../service/access/listen-address.ts";
import { readConfig } from "../../../service/config.ts";

const TOKEN = { TIERING_TOKEN: "a secret of sixteen or more" };
const OIDC = { OIDC_ISSUER: "https://id.example", OIDC_CLIENT_ID: "tiering" };
const hostOf = (environment: Record<string, string>) => listenAddress(readConfig(environment));

describe("where the server listens", () => {
  it.each([
    [{}, "127.0.0.1"],
    [{ AUTH: "none" }, "127.0.0.1"],
    [{ HOST: "localhost" }, "localhost"],
    [{ HOST: "127.0.0.2" }, "127.0.0.2"],
    [{ HOST: "::1" }, "::1"],
    [{ HOST: "0.0.0.0", AUTH: "none" }, "0.0.0.0"],
    [TOKEN, "0.0.0.0"],
    [{ ...TOKEN, HOST: "192.0.2.7" }, "192.0.2.7"],
    [{ ...OIDC, HOST: "::" }, "::"],
  ])("given %j is %s", (environment, host) => {
    expect(hostOf(environment)).toBe(host);
  });

  it.each(["0.0.0.0", "::", "192.0.2.7", "127.0.0.1.example", "127.1.example", "tiers.example"])(
    "is not %s without sign-in: one message says what to set, and what AUTH=none means",
    (HOST) => {
      expect(() => hostOf({ HOST })).toThrow(
        /nobody has to sign in\. Set TIERING_TOKEN .*TIERING_TOKENS .*OIDC_ISSUER; or AUTH=none/,
      );
    },
  );

  it("is nowhere where AUTH=none contradicts tokens", () => {
    expect(() => hostOf({ ...TOKEN, AUTH: "none" })).toThrow(/expected one of the two/);
  });
});
