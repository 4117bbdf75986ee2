import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { watchConnections } from "../../server/connections.ts";
import { smallBook } from "../service/support/small-book.ts";
import { startApp } from "./support/app.ts";

let started: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  started = await startApp(smallBook());
});
afterAll(() => started.close());
const get = (path: string) => request(started.app).get(path);

describe("operations", () => {
  it("/livez lives, /readyz names book and engine and is no longer ready while draining", async () => {
    expect((await get("/livez")).body).toEqual({ status: "live" });
    const ready = { status: "ready", book: { id: "small", rows: 10 }, engine: "0.0.0-test" };
    expect((await get("/readyz")).body).toMatchObject(ready);
    const connections = watchConnections({ stalledMs: 20_000 });
    connections.closeAfterAnswers();
    const draining = await startApp(smallBook(), { lifecycle: { draining: true }, connections });
    const response = await request(draining.app).get("/readyz");
    expect(response.status).toBe(503);
    expect(response.headers.connection).toBe("close");
    await draining.close();
  });

  it("gives every answer a request id, the caller's own where it is well-formed", async () => {
    expect((await get("/livez").set("X-Request-Id", "abc-1")).headers["x-request-id"]).toBe("abc-1");
    expect((await get("/livez").set("X-Request-Id", "a b")).headers["x-request-id"]).toMatch(/^[\w-]{36}$/);
  });

  it("allows listed origins only", async () => {
    const listed = await get("/livez").set("Origin", "https://page.example");
    expect(listed.headers["access-control-allow-origin"]).toBe("https://page.example");
    const preflight = await request(started.app)
      .options("/v1/chat")
      .set({ Origin: "https://page.example", "Access-Control-Request-Method": "POST" });
    expect(preflight.status).toBe(204);
    expect(preflight.headers).toMatchObject({
      allow: "POST, OPTIONS",
      "access-control-allow-origin": "https://page.example",
    });
    const other = await get("/livez").set("Origin", "https://evil.example");
    expect(other.headers).not.toHaveProperty("access-control-allow-origin");
  });

  it("sends a policy under which a page loads from this server only", async () => {
    const policy = (await get("/docs/")).headers["content-security-policy"];
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain("unsafe");
  });

  it("serves the documentation from its own disk, without inline scripts", async () => {
    expect((await get("/docs")).status).toBe(301);
    const page = await get("/docs/");
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/<script>|https?:\/\//);
    const loaded = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file!);
    expect(loaded).toHaveLength(4);
    for (const file of loaded) expect((await get(`/docs/${file}`)).status).toBe(200);
  });

  it("lists the columns, and a text column's values with their counts", async () => {
    const { columns } = (await get("/v1/columns")).body;
    expect(columns).toContainEqual({ name: "Geo_Entity", role: "geo", kind: "text", distinct: 2 });
    expect(columns).toContainEqual({ name: "ID", role: "id", kind: "id" });
    expect(columns).toContainEqual({
      name: "TotalRevenue_FY26",
      role: "revenue",
      money: true,
      kind: "number",
      range: { least: 10, greatest: 900 },
    });
    const values = (await get("/v1/columns/Geo_Entity/values?limit=1&offset=1")).body;
    expect(values).toMatchObject({
      total: 2,
      values: [{ value: "Western Europe", accounts: 5 }],
      aliases: { EMEA: ["Western Europe", "Africa"] },
    });
    const unknown = await get("/v1/columns/Geo_Entitty/values");
    expect(unknown.status).toBe(404);
    expect(unknown.body.errors[0].nearest).toEqual(["Geo_Entity"]);
  });
});

describe("the OpenAPI description", () => {
  it("is 3.1, made of the schemas that validate, and every reference in it resolves", async () => {
    const { body } = await get("/openapi.json");
    expect(body.openapi).toBe("3.1.0");
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining(["/v1/chat", "/v1/tiers.csv", "/v1/columns/{name}/values", "/openapi.json"]),
    );
    const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    expect(references.length).toBeGreaterThan(10);
    for (const [, name] of references) expect(body.components.schemas).toHaveProperty(name!);
    expect(JSON.stringify(body)).not.toContain("$defs");
  });

  it("describes a parameter by the value that it stands for", async () => {
    const { parameters } = (await get("/openapi.json")).body.paths["/v1/tiers"].get;
    const named = Object.fromEntries(parameters.map((p: { name: string }) => [p.name, p]));
    expect(named.maxMovedShare).toMatchObject({
      in: "query",
      required: false,
      schema: { type: "number", minimum: 0, maximum: 1 },
    });
    expect(named.hold.schema).toMatchObject({ type: "array", items: { type: "string" } });
    expect(named.tierSizes.schema).toMatchObject({ type: "string" });
    expect(named.method.schema.enum).toContain("hybrid");
  });
});

describe("the web page", () => {
  it("is served from its folder at /, compressed and revalidated, hashed assets for ever", async () => {
    const root = await mkdtemp(join(tmpdir(), "page-"));
    await mkdir(join(root, "assets"));
    await writeFile(join(root, "index.html"), "<!doctype html><p>page</p>");
    await writeFile(join(root, "assets", "app-abc.js"), "let page;".repeat(100));
    const { app, close } = await startApp(smallBook(), { webRoot: root });
    const page = await request(app).get("/");
    expect(page.type).toBe("text/html");
    expect(page.text).toContain("<p>page</p>");
    const asset = await request(app).get("/assets/app-abc.js").set("Accept-Encoding", "gzip");
    expect(asset.headers).toMatchObject({
      "content-encoding": "gzip",
      "cache-control": "public, max-age=31536000, immutable",
    });
    const again = await request(app).get("/").set("If-None-Match", page.headers.etag!);
    expect(again.status).toBe(304);
    expect((await request(app).get("/../package.json")).status).toBe(404);
    await close();
    await rm(root, { recursive: true });
  });
});

describe("a file", () => {
  it.each(["/", "/docs/", "/docs", "/assets/app.js"])("%s can only be read", async (path) => {
    const refused = await request(started.app).post(path).send({});
    expect([refused.status, refused.headers.allow]).toEqual([405, "GET, HEAD, OPTIONS"]);
    const options = await request(started.app).options(path);
    expect([options.status, options.headers.allow]).toEqual([204, "GET, HEAD, OPTIONS"]);
  });

  it("is not found where a folder is asked for", async () => {
    expect((await get("/assets")).status).toBe(404);
  });
});

describe("what proxies say", () => {
  it("is no client where it is no address", async () => {
    const lines: { client?: string }[] = [];
    const logger = pino({ level: "info" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
    const { app, close } = await startApp(smallBook(), { trustedProxies: 1, logger });
    await request(app).get("/livez").set("X-Forwarded-For", "<script>");
    await request(app).get("/livez").set("X-Forwarded-For", "203.0.113.9");
    await expect.poll(() => lines.length).toBe(2);
    expect(lines.map(({ client }) => client)).toEqual([
      expect.stringMatching(/127\.0\.0\.1$/),
      "203.0.113.9",
    ]);
    await close();
  });
});
