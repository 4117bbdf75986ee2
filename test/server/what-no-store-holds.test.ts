import request from "supertest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { serveByPostgres } from "./support/serve-by-postgres.ts";

let server: Awaited<ReturnType<typeof serveByPostgres>>;
beforeAll(async () => {
  server = await serveByPostgres();
});
afterAll(() => server.close());

type Method = "get" | "post" | "delete";
const ask = (method: Method, path: string, body?: object) =>
  request(server.app)[method](path).set("Accept", "*/*").send(body);
const plan = { method: "hybrid", weights: { runway: 1, growth: 0, geo: 0, category: 0 }, policy: {} };

it("a NUL in a name, a filter or a text finds nothing or is kept as a sign, and is no failure of PostgreSQL's", async () => {
  const asked: [method: Method, path: string, statuses: readonly number[], body?: object][] = [
    ["get", "/v1/audit?who=%00", [200]],
    ["get", "/v1/audit?run=a%00b", [200]],
    ["get", "/v1/runs/%00", [404]],
    ["get", "/v1/scenarios/%00", [404]],
    ["delete", "/v1/scenarios/%00", [404]],
    ["post", "/v1/scenarios/%00/versions", [404], { base: 1, note: "x" }],
    ["post", "/v1/scenarios/%00/approvals", [404], { version: 1, state: "proposed" }],
    ["delete", "/v1/holds/%00", [404]],
    ["delete", "/v1/links/%00", [404]],
    ["post", "/v1/scenarios", [201], { name: "a wish", plan, wish: "a\0b" }],
    ["post", "/v1/scenarios", [201], { name: "a note", plan, note: "a\0b\ud800" }],
    ["post", "/v1/links", [200], { url: "/v1/accounts/%00" }],
  ];
  for (const [method, path, statuses, body] of asked) {
    const { status } = await ask(method, path, body);
    expect([method, path, status]).toEqual([method, path, expect.toSatisfy((got) => statuses.includes(got))]);
  }
  const { scenarios } = (await ask("get", "/v1/scenarios")).body;
  const texts = (scenarios as { versions: { wish: string | null; note: string }[] }[]).map(
    ({ versions }) => versions[0]!.wish ?? versions[0]!.note,
  );
  expect(texts.sort()).toEqual(["a\uFFFDb", "a\uFFFDb\uFFFD"]);
});

it("a number beyond those that a store counts by is refused, or of nothing that there is", async () => {
  const { scenario } = (await ask("post", "/v1/scenarios", { name: "counted", plan })).body;
  const asked: [method: Method, path: string, body?: object][] = [
    ["get", "/v1/holds?version=2147483648"],
    ["get", "/v1/holds?version=99999999999999"],
    ["get", "/v1/tiers?holds=stored@2147483648"],
    ["get", "/v1/audit?before=99999999999999999999"],
    ["post", `/v1/scenarios/${scenario.id}/versions`, { base: 2 ** 31, note: "x" }],
    ["post", `/v1/scenarios/${scenario.id}/approvals`, { version: 2 ** 32, state: "proposed" }],
    ["delete", `/v1/scenarios/${scenario.id}/approvals/4294967296`],
    ["delete", `/v1/scenarios/${scenario.id}/approvals/1e20`],
  ];
  for (const [method, path, body] of asked) {
    const { status } = await ask(method, path, body);
    expect([method, path, status]).toEqual([
      method,
      path,
      expect.toSatisfy((got) => got >= 400 && got < 500),
    ]);
  }
});
