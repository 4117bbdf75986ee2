import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { callerOfClaims } from "../../../service/access/oidc.ts";
import { startGuarded } from "./support.ts";

/** People whom the provider knows, by the name that they sign in with. */
const PEOPLE: Readonly<Record<string, object>> = {
  ana: { email: "ana@example.com", email_verified: true, roles: ["staff", "analyst"], workspace: "wnorth" },
  bo: { preferred_username: "bo k", roles: "viewer admin", workspace: "wsouth" },
  roleless: { email: "roleless@example.com", roles: ["staff"], workspace: "wnorth" },
  homeless: { email: "homeless@example.com", roles: ["admin"] },
};

let provider: Server;
let server: Awaited<ReturnType<typeof startGuarded>>;
beforeAll(async () => {
  provider = createServer().listen(0, "127.0.0.1");
  await once(provider, "listening");
  const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  server = await startGuarded({
    environment: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: "tiering",
      OIDC_CLIENT_SECRET: "a secret of the client",
      OIDC_WORKSPACE_CLAIM: "workspace",
    },
  });
  const quiet = [vi.spyOn(console, "warn"), vi.spyOn(console, "info")].map((spy) => spy.mockReturnValue());
  const oidc = new Provider(issuer, {
    clients: [
      {
        client_id: "tiering",
        client_secret: "a secret of the client",
        redirect_uris: [`${server.origin}/v1/session/oidc/callback`],
      },
    ],
    claims: {
      openid: ["sub", "roles", "workspace"],
      email: ["email", "email_verified"],
      profile: ["preferred_username"],
    },
    // Said, because what it does without is said on the console.
    ttl: {
      Interaction: 600,
      Session: 600,
      Grant: 600,
      AccessToken: 600,
      IdToken: 600,
      AuthorizationCode: 60,
    },
    cookies: { keys: ["a key of the provider's cookies"] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ sub, ...PEOPLE[sub] }) }),
  });
  for (const spy of quiet) spy.mockRestore();
  provider.on("request", oidc.callback());
});
afterAll(async () => {
  await server.close();
  provider.closeAllConnections();
  provider.close();
});

/** A browser: keeps cookies, follows redirects one by one. */
function createBrowser() {
  const cookies = new Map<string, string>();
  const visit = async (url: string | URL, form?: Record<string, string>) => {
    const response = await fetch(url, {
      redirect: "manual",
      headers: { Cookie: [...cookies].map((pair) => pair.join("=")).join("; ") },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [name = "", value = ""] = set.split(";")[0]!.split(/=(.*)/s);
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  return { cookies, visit };
}

/** Signs in at the provider; the address that its last redirect leads to, not yet visited. */
async function untilCallback({ visit }: ReturnType<typeof createBrowser>, login: string): Promise<URL> {
  let url = new URL("/v1/session/oidc", server.origin);
  let response = await visit(url);
  for (let hops = 0; hops < 12; hops++) {
    const location = response.headers.get("location");
    if (location !== null) {
      url = new URL(location, url);
      if (url.pathname === "/v1/session/oidc/callback") return url;
      response = await visit(url);
      continue;
    }
    const page = await response.text();
    const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1];
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (action === undefined || prompt === undefined)
      throw new Error(`${response.status} ${page.slice(0, 400)}`);
    url = new URL(action, url);
    response = await visit(url, { prompt, login, password: "any" });
  }
  throw new Error("the provider never sent the browser back");
}

describe("signing in at an identity provider", () => {
  it.each([
    ["ana", { name: "ana@example.com", role: "analyst", workspace: "wnorth" }],
    ["bo", { name: "bo-k", role: "admin", workspace: "wsouth" }],
  ])(
    "gives %s the role and workspace of their claims, in a session like any other",
    async (login, caller) => {
      const browser = createBrowser();
      const back = await browser.visit(await untilCallback(browser, login));
      expect([back.status, back.headers.get("location")]).toEqual([303, "/"]);
      const set = back.headers.getSetCookie().find((each) => each.startsWith("tiering_session="));
      expect(set).toMatch(/; HttpOnly; SameSite=Strict$/);
      expect(browser.cookies.has("tiering_oidc")).toBe(false);
      const who = await browser.visit(`${server.origin}/v1/session`);
      expect(await who.json()).toMatchObject({ caller, ways: ["token", "oidc"] });
      const book = await browser.visit(`${server.origin}/v1/book`);
      expect(book.status).toBe(caller.workspace === "wnorth" ? 200 : 404);
    },
  );

  it.each(["roleless", "homeless"])(
    "lets %s in nowhere: no claim gives them what they need",
    async (login) => {
      const browser = createBrowser();
      const back = await browser.visit(await untilCallback(browser, login));
      expect([back.status, back.headers.get("location")]).toEqual([303, "/?sign-in=no-role"]);
      expect(browser.cookies.has("tiering_session")).toBe(false);
    },
  );

  it("is finished by the browser that began it alone, once, as it was sent", async () => {
    const [browser, other] = [createBrowser(), createBrowser()];
    const url = await untilCallback(browser, "ana");
    const failed = "/?sign-in=sign-in-failed";
    expect((await other.visit(url)).headers.get("location")).toBe(failed);
    const kept = browser.cookies.get("tiering_oidc")!;
    const changed = new URL(url);
    changed.searchParams.set("state", "another");
    expect((await browser.visit(changed)).headers.get("location")).toBe(failed);
    browser.cookies.set("tiering_oidc", kept);
    expect((await browser.visit(url)).headers.get("location")).toBe("/");
    browser.cookies.set("tiering_oidc", kept);
    expect((await browser.visit(url)).headers.get("location")).toBe(failed);
    const denied = createBrowser();
    const sent = await untilCallback(denied, "ana");
    for (const name of ["code", "iss"]) sent.searchParams.delete(name);
    sent.searchParams.set("error", "access_denied");
    expect((await denied.visit(sent)).headers.get("location")).toBe(failed);
  });

  it("says that the provider is away, and works again once it is back", async () => {
    const away = await startGuarded({
      environment: { OIDC_ISSUER: "http://127.0.0.1:9", OIDC_CLIENT_ID: "tiering" },
    });
    for (let tries = 0; tries < 2; tries++) {
      const response = await away.ask("/v1/session/oidc");
      expect([response.status, response.headers.get("location")]).toEqual([
        303,
        "/?sign-in=sign-in-unavailable",
      ]);
    }
    await away.close();
  });
});

describe("claims", () => {
  const options = { roleClaim: "groups", workspaceClaim: "tenant", home: "main" };
  const good = { sub: "s1", groups: ["viewer"], tenant: "emea" };

  it.each([
    [
      { ...good, groups: "analyst" },
      { name: "s1", role: "analyst", workspace: "emea" },
    ],
    [
      { ...good, groups: "viewer,admin" },
      { name: "s1", role: "admin", workspace: "emea" },
    ],
    [
      { ...good, email: "a@b.example" },
      { name: "a@b.example", role: "viewer", workspace: "emea" },
    ],
    [
      { ...good, email: "a@b.example", email_verified: false },
      { name: "s1", role: "viewer", workspace: "emea" },
    ],
    [
      { ...good, sub: "<é>" },
      { name: "somebody", role: "viewer", workspace: "emea" },
    ],
  ])("%j are %j", (claims, caller) => {
    expect(callerOfClaims(claims, options)).toEqual(caller);
  });

  it.each([
    {},
    { ...good, groups: undefined },
    { ...good, groups: [] },
    { ...good, groups: "anyone" },
    { ...good, groups: "Admin" },
    { ...good, groups: { admin: true } },
    { ...good, groups: [["admin"]] },
    { ...good, tenant: undefined },
    { ...good, tenant: "" },
    { ...good, tenant: "../other" },
    { ...good, tenant: ["emea"] },
  ])("%j give nobody anything", (claims) => {
    expect(() => callerOfClaims(claims, options)).toThrow(/gives you no (role|workspace)/);
  });

  it("of a name that a token of the workspace has are told from it, but for an address that is verified", () => {
    const isTokens = (name: string, workspace: string) =>
      ["owner", "a@b.example"].includes(name) && workspace === "emea";
    const nameOf = (claims: object) => callerOfClaims({ ...good, ...claims }, { ...options, isTokens }).name;
    expect(nameOf({ preferred_username: "owner" })).toBe("owner@oidc");
    expect(nameOf({ sub: "owner" })).toBe("owner@oidc");
    expect(nameOf({ preferred_username: "owner", tenant: "apac" })).toBe("owner");
    expect(nameOf({ email: "a@b.example" })).toBe("a@b.example@oidc");
    expect(nameOf({ email: "a@b.example", email_verified: true })).toBe("a@b.example");
  });

  it("without a claim of the workspace are of the server's own", () => {
    const { workspaceClaim: _, ...plain } = options;
    expect(callerOfClaims(good, plain).workspace).toBe("main");
  });
});
