import { once } from "node:events";
import { type IncomingMessage, request as rawRequest } from "node:http";
import fc from "fast-check";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMemoryLimits } from "../../../service/limits/limits.ts";
import { EXPIRED, SECRET, startGuarded, tokenOf } from "./support.ts";

const lines: string[] = [];
let server: Awaited<ReturnType<typeof startGuarded>>;
beforeAll(async () => {
  const logger = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
  server = await startGuarded({ logger, trustedProxies: 1 });
});
afterAll(() => server.close());

const VIEWER = tokenOf("viewer", "wnorth");
const ANALYST = tokenOf("analyst", "wnorth");
const JSON_TYPE = { "Content-Type": "application/json" };

/** A request whose headers are sent as they are. */
async function exchange(
  path: string,
  headers: Record<string, string>,
  method = "GET",
): Promise<IncomingMessage> {
  const sent = rawRequest(`${server.origin}${path}`, { method, headers, agent: false });
  sent.end(method === "POST" ? "{}" : undefined);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  response.resume();
  await once(response, "end");
  return response;
}

const raw = async (...asked: Parameters<typeof exchange>) => (await exchange(...asked)).statusCode!;

/** Signs in as the page does; the cookie as a browser would send it back. */
async function signIn(token: string, headers: Record<string, string> = {}) {
  const response = await server.ask("/v1/session", null, {
    method: "POST",
    headers: { ...JSON_TYPE, ...headers },
    body: JSON.stringify({ token }),
  });
  const set = response.headers.get("set-cookie") ?? "";
  return { response, set, cookie: set.split(";")[0]! };
}

describe("a token", () => {
  const basic = (user: string, password: string) =>
    `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

  it.each([
    ["Bearer", `Bearer ${VIEWER}`],
    ["bearer, more spaces", `bearer   ${VIEWER} `],
    ["Basic's password", basic("anybody", VIEWER)],
    ["Basic's password without a name", basic("", VIEWER)],
  ])("is taken as %s", async (_, Authorization) => {
    const answer = await server.ask("/v1/session", null, { headers: { Authorization } });
    expect(await answer.json()).toMatchObject({
      needed: true,
      caller: { name: "viewer-wnorth", role: "viewer" },
    });
    expect((await server.ask("/v1/book", null, { headers: { Authorization } })).status).toBe(200);
  });

  it.each([
    ["Basic's user", basic(VIEWER, "")],
    ["another scheme's", `Token ${VIEWER}`],
    ["no scheme's", VIEWER],
    ["two", `Bearer ${VIEWER} ${VIEWER}`],
    ["nothing", "Bearer"],
    ["Basic without a colon", `Basic ${Buffer.from(VIEWER).toString("base64")}`],
    ["too long", `Bearer ${"x".repeat(5_000)}`],
  ])("is not taken as %s", async (_, Authorization) => {
    expect((await server.ask("/v1/book", null, { headers: { Authorization } })).status).toBe(401);
  });

  it("is not taken from the address", async () => {
    expect((await server.ask(`/v1/book?token=${VIEWER}`)).status).toBe(401);
  });

  it("that is wrong is not helped by a session that is right", async () => {
    const { cookie } = await signIn(VIEWER);
    const headers = { Cookie: cookie, Authorization: "Bearer wrong" };
    expect((await server.ask("/v1/book", null, { headers })).status).toBe(401);
  });

  it("is asked for by Basic of programs and of somebody who follows a link, of a page's script only by Bearer", async () => {
    const challenge = async (headers = {}) =>
      (await exchange("/v1/book", headers)).headers["www-authenticate"];
    expect(await challenge()).toMatch(/^Bearer .*, Basic /);
    expect(await challenge({ "Sec-Fetch-Mode": "navigate" })).toMatch(/^Bearer .*, Basic /);
    expect(await challenge({ "Sec-Fetch-Mode": "cors" })).toBe('Bearer realm="tiering"');
  });
});

describe("the page's session", () => {
  it("is a cookie out of reach of scripts and other sites, Secure where the page came by https", async () => {
    const { response, set } = await signIn(ANALYST);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      caller: { role: "analyst", workspace: "wnorth" },
      ways: ["token"],
    });
    expect(set).toMatch(/^tiering_session=[\w.-]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
    expect(set).not.toContain(ANALYST);
    expect((await signIn(ANALYST, { "X-Forwarded-Proto": "https" })).set).toMatch(/; Secure$/);
  });

  it("reads and sends as its token may, and is over once it is signed out", async () => {
    const { cookie } = await signIn(VIEWER);
    const headers = { Cookie: cookie };
    expect((await server.ask("/v1/book", null, { headers })).status).toBe(200);
    const post = { method: "POST", headers: { ...headers, ...JSON_TYPE }, body: '{"message":"hello"}' };
    expect((await server.ask("/v1/interpretations", null, post)).status).toBe(403);
    const out = await server.ask("/v1/session", null, { method: "DELETE", headers });
    expect(await out.json()).toMatchObject({ caller: null, until: null });
    expect(out.headers.get("set-cookie")).toMatch(/^tiering_session=; Path=\/; Max-Age=0/);
    expect((await server.ask("/v1/book", null, { headers })).status).toBe(401);
  });

  it("does nothing for another site's page, whatever it sends", async () => {
    const { cookie } = await signIn(ANALYST);
    for (const [method, path] of [
      ["POST", "/v1/interpretations"],
      ["POST", "/v1/links"],
      ["DELETE", "/v1/session"],
    ] as const) {
      const pages: Record<string, string>[] = [
        { Origin: "https://evil.example" },
        { "Sec-Fetch-Site": "cross-site" },
        { "Sec-Fetch-Site": "same-site" },
      ];
      for (const from of pages) {
        const status = await raw(path, { Cookie: cookie, ...JSON_TYPE, ...from }, method);
        if (path !== "/v1/session" || "Origin" in from) expect([401, 403]).toContain(status);
      }
    }
    const headers = { Cookie: cookie, ...JSON_TYPE, "Sec-Fetch-Site": "cross-site" };
    const sent = await server.ask("/v1/links", null, { method: "POST", headers, body: '{"url":"/v1/book"}' });
    expect(((await sent.json()) as { detail: string }).detail).toMatch(/this server's own pages alone/);
    // Nor was it signed out by them.
    expect(await raw("/v1/book", { Cookie: cookie })).toBe(200);
  });

  it("is none with a wrong or expired token, or with a field that nobody asked for", async () => {
    for (const token of ["wrong", EXPIRED]) {
      const { response, set } = await signIn(token);
      expect([response.status, set]).toEqual([401, ""]);
    }
    const body = JSON.stringify({ token: VIEWER, role: "admin" });
    expect((await server.ask("/v1/session", null, { method: "POST", headers: JSON_TYPE, body })).status).toBe(
      422,
    );
  });
});

describe("a shared link", () => {
  const share = (body: object, token = ANALYST) =>
    server.ask("/v1/links", token, { method: "POST", headers: JSON_TYPE, body: JSON.stringify(body) });

  it("reads its one result without a token, and nothing else", async () => {
    const made = await share({ url: "/v1/tiers.csv?method=direct", days: 1 });
    expect(made.status).toBe(200);
    const { url, lasting } = (await made.json()) as { readonly url: string; readonly lasting: boolean };
    // The secret outlives the process, the store in memory does not.
    expect(lasting).toBe(false);
    const own = await server.ask("/v1/tiers.csv?method=direct", VIEWER);
    const read = await fetch(url);
    expect([read.status, await read.text()]).toEqual([200, await own.text()]);
    expect(read.headers.get("etag")).toBe(own.headers.get("etag"));
    const path = url.slice(server.origin.length);
    expect(await raw(path, { "If-None-Match": own.headers.get("etag")!, "Accept-Encoding": "gzip" })).toBe(
      304,
    );
    for (const other of [
      url.replace("direct", "kpi"),
      url.replace("tiers.csv", "tiers"),
      `${url}x`,
      `${url}&columns=all`,
    ]) {
      expect((await fetch(other)).status).toBe(401);
    }
    expect((await fetch(`${url}&token=${new URL(url).searchParams.get("token")}`)).status).toBe(401);
    expect((await fetch(url.replace("/v1/tiers.csv", "/v1/links"), { method: "POST" })).status).toBe(401);
  });

  it.each([
    ["/v1/tokens", "admin's"],
    ["/v1/session", "nobody's in particular"],
    ["/v1/nothing", "nowhere"],
    ["https://evil.example/v1/tiers.csv", "elsewhere"],
    ["/docs/", "no result"],
    ["/v1/chat", "only sent"],
    [`/v1/report?title=why?&book=${"0".repeat(32)}`, "of no book"],
  ])("to %s (%s) is refused", async (url) => {
    const refused = await share({ url });
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
      422,
      "invalid-link",
    ]);
  });

  it("to a query that would be refused is refused as that would be, and no viewer makes one", async () => {
    for (const url of ["/v1/tiers.csv?runways=80", "/v1/report?title=why?&runways=80"])
      expect((await share({ url })).status).toBe(400);
    expect((await share({ url: "/v1/tiers.csv", days: 400 })).status).toBe(422);
    expect((await share({ url: "/v1/tiers.csv" }, VIEWER)).status).toBe(403);
  });

  it("ends with the secret that signed it", async () => {
    const { url } = (await (await share({ url: "/v1/book" })).json()) as { readonly url: string };
    const { store } = server.deps;
    const rotated = await startGuarded({
      store,
      environment: { TIERING_SECRET: "another secret of this server" },
    });
    const both = await startGuarded({
      store,
      environment: { TIERING_SECRET: `another secret of this server,${SECRET}` },
    });
    const path = url.slice(server.origin.length);
    expect((await rotated.ask(path)).status).toBe(401);
    expect((await both.ask(path)).status).toBe(200);
    await Promise.all([rotated.close(), both.close()]);
  });
});

describe("any Authorization, Cookie or link", () => {
  const octet = fc.integer({ min: 0x20, max: 0xff }).filter((code) => code !== 0x7f);
  const text = fc.array(octet, { maxLength: 200 }).map((codes) => String.fromCharCode(...codes));
  const scheme = fc.constantFrom(
    "",
    "Bearer ",
    "Basic ",
    "basic",
    "Bearer\t",
    "Digest ",
    `Bearer ${VIEWER},`,
  );
  const cookie = fc.constantFrom(
    "",
    "tiering_session=",
    "tiering_session=a; tiering_session=",
    "tiering_session=e30.",
    "=;",
  );

  it("is a 401, never a failure of ours", async () => {
    await fc.assert(
      fc.asyncProperty(scheme, cookie, text, async (kind, name, rest) => {
        expect(await raw("/v1/book", { Authorization: `${kind}${rest}` })).toBe(401);
        expect(await raw("/v1/book", { Cookie: `${name}${rest}` })).toBe(401);
        expect(await raw(`/v1/book?token=${encodeURIComponent(rest)}`, {})).toBe(401);
      }),
      { numRuns: 60 },
    );
  });
});

describe("secrets", () => {
  it("are in no log line, answer, header or CSV but the one that hands them over", async () => {
    const { cookie } = await signIn(ANALYST);
    const made = await server.ask("/v1/links", ANALYST, {
      method: "POST",
      headers: JSON_TYPE,
      body: '{"url":"/v1/book"}',
    });
    const { url } = (await made.json()) as { readonly url: string };
    const signature = new URL(url).searchParams.get("token")!;
    const session = cookie.split("=")[1]!;
    const secrets = [
      ANALYST,
      EXPIRED,
      SECRET,
      session,
      signature,
      Buffer.from(`x:${ANALYST}`).toString("base64"),
    ];
    const asked = await Promise.all([
      server.ask("/v1/tiers.csv?columns=all", ANALYST),
      server.ask("/v1/nothing", ANALYST),
      server.ask("/v1/tiers?runways=1", ANALYST),
      server.ask("/v1/tokens", tokenOf("admin", "wnorth")),
      server.ask("/v1/session", ANALYST),
      server.ask("/v1/book", EXPIRED),
      server.ask("/v1/book", null, {
        headers: { Authorization: `Basic ${Buffer.from(`x:${ANALYST}`).toString("base64")}` },
      }),
      server.ask("/v1/book", null, { headers: { Cookie: cookie } }),
      server.ask(url.slice(server.origin.length)),
      server.ask(`${url.slice(server.origin.length)}&no-such=1`),
      server.ask(`/v1/book?runway=1&token=${signature}`),
      server.ask(`/v1/book?token=${ANALYST}&token=${signature}`),
      server.ask("/v1/session", null, { method: "POST", headers: JSON_TYPE, body: `{"token":"${EXPIRED}"}` }),
      server.ask("/v1/session", null, { method: "POST", headers: JSON_TYPE, body: `{"token":"${ANALYST}` }),
      server.ask("/v1/links", ANALYST, {
        method: "POST",
        headers: JSON_TYPE,
        body: `{"url":"/v1/nothing?token=${signature}"}`,
      }),
    ]);
    const seen = await Promise.all(
      asked.map(async (each) => JSON.stringify([...each.headers]) + (await each.text())),
    );
    for (const text of [...seen, ...lines]) {
      for (const secret of secrets) expect(text.includes(secret)).toBe(false);
    }
    expect(lines.length).toBeGreaterThan(15);
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty("msg");
  });

  it("are named by their owner in the log, with the workspace", async () => {
    lines.length = 0;
    await server.ask("/v1/book", VIEWER);
    await expect.poll(() => lines.length).toBe(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      caller: "viewer-wnorth",
      workspace: "wnorth",
      path: "/v1/book",
    });
  });
});

describe("guessing", () => {
  it("by header or form ends in a 429 with Retry-After, and leaves colleagues at other addresses alone", async () => {
    const limits = createMemoryLimits({ cheap: 0, heavy: 0, model: 0, "sign-in": 5 });
    const guarded = await startGuarded({ limits, trustedProxies: 1 });
    const from = (address: string) => ({ "X-Forwarded-For": address });
    const statuses: number[] = [];
    for (let k = 0; k < 4; k++) {
      statuses.push((await guarded.ask("/v1/book", `guess ${k}`, { headers: from("192.0.2.1") })).status);
      const form = {
        method: "POST",
        headers: { ...JSON_TYPE, ...from("192.0.2.1") },
        body: `{"token":"form ${k}"}`,
      };
      statuses.push((await guarded.ask("/v1/session", null, form)).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    const late = await guarded.ask("/v1/book", VIEWER, { headers: from("192.0.2.1") });
    expect([late.status, Number(late.headers.get("retry-after")) > 0]).toEqual([429, true]);
    expect((await guarded.ask("/v1/book", VIEWER, { headers: from("192.0.2.2") })).status).toBe(200);
    // One network of IPv6 is one place.
    for (let k = 0; k < 6; k++) {
      await guarded.ask("/v1/book", `guess ${k}`, { headers: from(`2001:db8:0:1::${k + 1}`) });
    }
    expect((await guarded.ask("/v1/book", "more", { headers: from("2001:db8:0:1:ffff::9") })).status).toBe(
      429,
    );
    expect((await guarded.ask("/v1/book", "more", { headers: from("2001:db8:0:2::1") })).status).toBe(401);
    await guarded.close();
  });
});
