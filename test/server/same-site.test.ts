import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { smallBook } from "../service/support/small-book.ts";
import { startApp } from "./support/app.ts";

let started: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  started = await startApp(smallBook());
});
afterAll(() => started.close());

const BODY = '{"message":"hello there"}';
const post = (headers: Record<string, string>) =>
  request(started.app)
    .post("/v1/interpretations")
    .set({ "Content-Type": "application/json", ...headers })
    .send(BODY);

describe("what another site's page sends", () => {
  it.each(["https://evil.example", "null", "http://tiers.example.evil.example"])(
    "a post of Origin %s is refused, as a form or as JSON",
    async (origin) => {
      for (const type of ["application/x-www-form-urlencoded", "application/json"]) {
        const { status, body } = await post({ Origin: origin, "Content-Type": type, Host: "tiers.example" });
        expect([status, body.code]).toEqual([403, "cross-site"]);
      }
    },
  );

  it("a post of this server's own page, of a listed origin, or of no page is answered", async () => {
    const own = { Origin: "https://tiers.example", Host: "tiers.example" };
    const listed = { Origin: "https://page.example", Host: "tiers.example" };
    for (const headers of [own, listed, {}]) expect((await post(headers)).status).toBe(200);
  });

  it("a form of text/plain is no JSON", async () => {
    expect((await post({ "Content-Type": "text/plain" })).status).toBe(415);
  });

  it.each(["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:3000", "TIERS.example.evil"])(
    "a request under the name %s is refused",
    async (host) => {
      const { status, body } = await request(started.app).get("/livez").set("Host", host);
      expect([status, body.code]).toEqual([421, "wrong-host"]);
    },
  );

  it.each([
    "a b",
    "localhost/x",
    "tiers.example/..",
    "evil.example@localhost",
    "localhost:99999",
    "localhost:",
    "localhost:80:80",
    "[::1",
    "[evil.example]",
    "<b>",
  ])("%j is a name of no server, and is refused", async (host) => {
    const { status, body } = await request(started.app).get("/livez").set("Host", host);
    expect([status, body.code]).toEqual([421, "wrong-host"]);
  });

  it.each([
    "127.0.0.1:3000",
    "[::1]:3000",
    "localhost",
    "page.localhost:80",
    "tiering",
    "my_box:1",
    "",
    "Tiers.example:443",
  ])("a request under the name %s is answered", async (host) => {
    expect((await request(started.app).get("/livez").set("Host", host)).status).toBe(200);
  });

  it("a request under two names at once is none, whichever of them is ours", async () => {
    const server = started.app.listen(0, "127.0.0.1");
    await once(server, "listening");
    for (const hosts of [
      ["localhost", "evil.example"],
      ["localhost", "localhost"],
    ]) {
      const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
      const named = hosts.map((host) => `Host: ${host}\r\n`).join("");
      socket.end(`GET /livez HTTP/1.1\r\n${named}Connection: close\r\n\r\n`);
      const answer = await text(socket);
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer).toContain("more than one Host header");
    }
    server.close();
    await once(server, "close");
  });
});
