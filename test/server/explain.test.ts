import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountSchema } from "../../server/schemas/account.ts";
import { rulesSchema } from "../../server/schemas/rules.ts";
import { separationSchema } from "../../server/schemas/story.ts";
import { startApp } from "./support/app.ts";
import { generatedBook } from "./support/generated-book.ts";

let started: Awaited<ReturnType<typeof startApp>>;
let moved: { id: string; tier: string };
beforeAll(async () => {
  started = await startApp(await generatedBook(2_000));
  moved = (await get(`/v1/tiers?${QUERY}&limit=1`)).body.moved.accounts[0];
});
afterAll(() => started.close());

const QUERY = "runway=1&growth=1";
const get = (path: string) => request(started.app).get(path);

describe("GET /v1/rules", () => {
  it("gives the same rules as JSON, text and SQL, by format or by Accept", async () => {
    const json = await get(`/v1/rules?${QUERY}&minLeaf=20`);
    const rules = rulesSchema.strict().parse(json.body.rules);
    expect(rules.options.minLeaf).toBe(20);
    const text = await get(`/v1/rules?${QUERY}&minLeaf=20&format=text`);
    expect(text.type).toBe("text/plain");
    expect(text.text).toMatch(/^Rules for tiers A–D/);
    const sql = await get(`/v1/rules?${QUERY}&minLeaf=20&dialect=bigquery&accountsTable=crm.accounts`).accept(
      "application/sql",
    );
    expect(sql.type).toBe("application/sql");
    expect(String(sql.text ?? sql.body)).toMatch(/FROM `crm`\.`accounts`.*CASE/s);
    expect(new Set([json, text, sql].map(({ headers }) => headers.etag)).size).toBe(3);
  });

  it("refuses what the rules cannot be learnt with", async () => {
    const response = await get("/v1/rules?maxDepth=17&dialect=oracle");
    expect(response.status).toBe(400);
    expect(response.body.errors.map((fault: { parameter: string }) => fault.parameter)).toEqual([
      "dialect",
      "maxDepth",
    ]);
  });
});

describe("GET /v1/accounts/{id}", () => {
  it("says where the account stands in the plan's run, with the rule it falls under", async () => {
    const { body } = await get(`/v1/accounts/${moved.id}?${QUERY}`);
    const account = accountSchema.strict().parse(body.account);
    const { id, tier } = moved;
    expect(account).toMatchObject({ id, tier, counterfactuals: null });
    expect(account.rule?.tier).toMatch(/^[A-D]$/);
  });

  it("finds what would move it where asked to", async () => {
    const { body } = await get(`/v1/accounts/${moved.id}?${QUERY}&counterfactuals=1`);
    expect(accountSchema.parse(body.account).counterfactuals?.runs).toBeGreaterThan(0);
  });

  it("is a 404 that names the neighbours where the book has no such account", async () => {
    const response = await get(`/v1/accounts/1?${QUERY}`);
    expect(response.status).toBe(404);
    expect(response.body.errors[0].nearest.length).toBeGreaterThan(0);
  });
});

describe("GET /v1/story and /v1/boundaries", () => {
  it("tells what changed, the same way every time", async () => {
    const first = await get(`/v1/story?${QUERY}`);
    expect(first.body.story.text).toMatch(/^The hybrid moved \d+ of 2,000 accounts/);
    expect((await get(`/v1/story?${QUERY}`)).text).toBe(first.text);
    expect((await get(`/v1/story?${QUERY}`).set("If-None-Match", first.headers.etag!)).status).toBe(304);
  });

  it("says what separates two tiers, and which tiers there are", async () => {
    const { body } = await get(`/v1/boundaries?${QUERY}&between=B,C`);
    expect(separationSchema.parse(body.boundary)).toMatchObject({ tiers: ["B", "C"] });
    expect((await get(`/v1/boundaries?${QUERY}`)).status).toBe(400);
    expect((await get(`/v1/boundaries?${QUERY}&between=B`)).status).toBe(400);
    expect((await get(`/v1/boundaries?${QUERY}&between=B,Z`)).status).toBe(422);
  });
});
