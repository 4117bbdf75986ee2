import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Caller } from "../../../contract/caller.ts";
import { hashOfSecret } from "../../../service/access/secret-hash.ts";
import { createSessions } from "../../../service/access/sessions.ts";
import { createSharedLinks, withoutSignature } from "../../../service/access/shared-links.ts";
import { createSigner, type Purpose } from "../../../service/access/signer.ts";
import { createTokenDirectory } from "../../../service/access/token-directory.ts";
import { readTokenLines } from "../../../service/access/token-line.ts";

const signer = createSigner(["a secret of this server"]);

describe("what was signed", () => {
  it("is read as it was, for its purpose and its subject alone, by whoever has the secret", () => {
    const text = signer.sign("session", { a: 1, b: "ü" }, "about");
    expect(signer.read("session", text, "about")).toEqual({ a: 1, b: "ü" });
    expect(signer.read("session", text)).toBeNull();
    expect(signer.read("session", text, "About")).toBeNull();
    for (const other of ["shared-link", "oidc"] as Purpose[])
      expect(signer.read(other, text, "about")).toBeNull();
    expect(createSigner(["another secret"]).read("session", text, "about")).toBeNull();
  });

  it("outlives a new secret in front of the old one, and ends with the old one", () => {
    const text = signer.sign("session", { a: 1 });
    expect(createSigner(["new", "a secret of this server"]).read("session", text)).toEqual({ a: 1 });
    expect(createSigner(["new"]).read("session", text)).toBeNull();
  });

  it("is nothing after any change to it, and no text is more than nothing", () => {
    const text = signer.sign("session", { role: "viewer" });
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom(..."AbZ09-_.="), (at, letter) => {
        const changed = text.slice(0, at) + letter + text.slice(at + 1);
        fc.pre(
          Buffer.from(changed.split(".")[1] ?? "", "base64url").compare(
            Buffer.from(text.split(".")[1]!, "base64url"),
          ) !== 0 || changed.split(".")[0] !== text.split(".")[0],
        );
        expect(signer.read("session", changed)).toBeNull();
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (any) => {
        expect(signer.read("session", any)).toBeNull();
      }),
    );
    expect(signer.read("session", `${text}.`)).toBeNull();
    expect(signer.read("session", "")).toBeNull();
  });

  it("is not looked at where it is longer than anything that was", () => {
    const [longest, longer] = [3_016, 3_100].map((length) =>
      signer.sign("session", { a: "x".repeat(length) }),
    );
    expect(longest!.length).toBeLessThanOrEqual(4_096);
    expect(longer!.length).toBeGreaterThan(4_096);
    expect(signer.read("session", longest!)).not.toBeNull();
    expect(signer.read("session", longer!)).toBeNull();
  });
});

describe("a session", () => {
  const entries = (expires = "") =>
    readTokenLines(`name=ana role=analyst workspace=emea hash=${hashOfSecret("s")} ${expires}`, "T");
  const start = (expires?: string) => {
    const clock = { ms: Date.parse("2027-01-01T00:00:00Z") };
    const tokens = createTokenDirectory(entries(expires));
    const sessions = createSessions(signer, tokens, { hours: 12, now: () => clock.ms });
    return { clock, tokens, sessions };
  };
  const HOUR = 3_600_000;

  it("says who it is until its hours are over, or its token's", () => {
    for (const [expires, hours] of [
      [undefined, 12],
      ["expires=2027-01-01T05:00:00Z", 5],
    ] as const) {
      const { clock, sessions } = start(expires);
      const { cookie } = sessions.beginOf(entries(expires)[0]!);
      const caller = { name: "ana", role: "analyst", workspace: "emea" };
      expect(sessions.read(cookie)?.caller).toEqual(caller);
      clock.ms += hours * HOUR - 1;
      expect(sessions.read(cookie)?.caller).toEqual(caller);
      clock.ms += 1;
      expect(sessions.read(cookie)).toBeNull();
    }
  });

  it("ends when it is signed out, and when its token is taken out or changed", () => {
    const { tokens, sessions } = start();
    const [first, second] = [sessions.beginOf(entries()[0]!), sessions.beginOf(entries()[0]!)];
    sessions.end(first.session);
    expect(sessions.read(first.cookie)).toBeNull();
    expect(sessions.read(second.cookie)).not.toBeNull();
    tokens.replace(entries().map((entry) => ({ ...entry, role: "viewer" as const })));
    expect(sessions.read(second.cookie)).toBeNull();
  });
});

describe("a session without a token", () => {
  const caller: Caller = { name: "ana", role: "viewer", workspace: "emea" };

  it("is whom the provider vouched for, until its hours are over or it is signed out", () => {
    const clock = { ms: 1_000_000 };
    const sessions = createSessions(signer, createTokenDirectory([]), { hours: 1, now: () => clock.ms });
    const [first, second] = [sessions.beginFor(caller), sessions.beginFor(caller)];
    expect(sessions.read(first.cookie)).toEqual({ ...first.session, caller, until: 4_600_000 });
    sessions.end(first.session);
    clock.ms += 1_000;
    sessions.end(sessions.beginFor(caller).session);
    // What has ended early stays so, whoever else signs out.
    expect(sessions.read(first.cookie)).toBeNull();
    expect(sessions.read(second.cookie)).not.toBeNull();
    clock.ms = 4_600_000;
    expect(sessions.read(second.cookie)).toBeNull();
  });

  it("is none of what was signed for one and says something else", () => {
    const sessions = createSessions(signer, createTokenDirectory([]), { hours: 1, now: () => 0 });
    for (const content of [{}, { id: "x", caller, until: 9, token: null }, [], { caller }])
      expect(sessions.read(signer.sign("session", content))).toBeNull();
  });
});

describe("a shared link", () => {
  const ana: Caller = { name: "ana", role: "admin", workspace: "emea" };
  const clock = { ms: 1_000_000 };
  const links = createSharedLinks(signer, () => clock.ms);
  const signatureOf = (url: string) => /[?&]token=([^&]*)/.exec(url)![1]!;

  it("reads its one result as a viewer of its maker's workspace, however the client escapes it", () => {
    const url = links.sign("/v1/tiers.csv?scope=Geo_Entity:Western%20Europe&runway=80", ana, {
      id: "l1",
      until: 2_000_000,
    });
    const reader = links.read(url, signatureOf(url));
    expect(reader?.caller).toEqual({ name: "link-of-ana", role: "viewer", workspace: "emea" });
    const escaped = `/v1/tiers.csv?scope=Geo_Entity%3AWestern+Europe&runway=80&token=${signatureOf(url)}`;
    expect(links.read(escaped, signatureOf(url))).not.toBeNull();
  });

  it("is none without a name by which it can be taken back, as a version that kept no links signed them", () => {
    const path = "/v1/tiers.csv?runway=80";
    const content = { by: "ana", in: "emea", until: 2_000_000 };
    expect(links.read(path, signer.sign("shared-link", { ...content, id: "l1" }, path))).not.toBeNull();
    expect(links.read(path, signer.sign("shared-link", content, path))).toBeNull();
  });

  it.each([
    "/v1/tiers.csv?runway=81",
    "/v1/tiers.csv",
    "/v1/tiers.csv?runway=80&hold=x",
    "/v1/tiers.csv?runway=80&runway=80",
    "/v1/tiers?runway=80",
    "/v1/accounts?runway=80",
    "/v1/tiers.csv?runway=80&book=0123456789abcdef0123456789abcdef",
    "//v1/tiers.csv?runway=80",
  ])("is none for %s", (path) => {
    const url = links.sign("/v1/tiers.csv?runway=80", ana, { id: "l1", until: 2_000_000 });
    expect(links.read(path, signatureOf(url))).toBeNull();
    expect(links.read("/v1/tiers.csv?runway=80", signatureOf(url))).not.toBeNull();
  });

  it("has its signature taken out of the address, and nothing else", () => {
    for (const [path, rest] of [
      ["/v1/tiers.csv", "/v1/tiers.csv"],
      ["/v1/tiers.csv?token=x", "/v1/tiers.csv"],
      ["/v1/tiers.csv?token", "/v1/tiers.csv"],
      ["/v1/tiers.csv?a=1&token=x&b=2&token=y", "/v1/tiers.csv?a=1&b=2"],
      ["/v1/tiers.csv?tokens=1&mytoken=2", "/v1/tiers.csv?tokens=1&mytoken=2"],
      ["?a=1&token=x", "?a=1"],
    ])
      expect(withoutSignature(path!)).toBe(rest);
  });

  it("of somebody with the longest name names its reader within what a name may be", () => {
    const name = "a".repeat(100);
    const url = links.sign("/v1/tiers.csv", { name, workspace: "emea" }, { id: "l1", until: 2_000_000 });
    expect(links.read(url, signatureOf(url))?.caller.name).toBe(`link-of-${"a".repeat(92)}`);
  });

  it("ends at its time", () => {
    const url = links.sign("/v1/tiers.csv", ana, { id: "l1", until: 1_000_001 });
    expect(links.read(url, signatureOf(url))).not.toBeNull();
    clock.ms = 1_000_001;
    expect(links.read(url, signatureOf(url))).toBeNull();
  });

  it("is nobody's session, and a session is no link", () => {
    const session = signer.sign("session", { by: "ana", in: "emea", until: 9e15 }, "/v1/tiers.csv");
    expect(links.read("/v1/tiers.csv", session)).toBeNull();
  });
});
