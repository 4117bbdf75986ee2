import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountSchema } from "../../contract/account.ts";
import { separationSchema } from "../../contract/boundary.ts";
import { frontierSchema } from "../../contract/frontier.ts";
import { goalSchema } from "../../contract/goal.ts";
import { rulesSchema } from "../../contract/rules.ts";
import { createInterpreter, createOpenAiModel } from "../../prompts/index.ts";
import { vocabularyOf } from "../../service/vocabulary.ts";
import { generatedBook } from "../service/support/generated-book.ts";
import { startScriptedModel } from "../support/scripted-model.ts";
import { startApp } from "./support/app.ts";

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
    expect(first.body.story.text).toMatch(
      /^(This run puts .*\n\n)?The Hybrid method moved \d+ of 2,000 accounts/,
    );
    expect((await get(`/v1/story?${QUERY}`)).text).toBe(first.text);
    expect((await get(`/v1/story?${QUERY}`).set("If-None-Match", first.headers.etag!)).status).toBe(304);
  });

  it("has the model retell it, but not in numbers of its own", async () => {
    const model = await startScriptedModel(["It made 123,456 new friends."]);
    const { url: baseUrl } = model;
    const options = {
      apiKey: "k",
      baseUrl,
      model: "m",
      temperature: 0,
      responseFormat: "json_object",
    } as const;
    const { app } = await startApp(started.deps.book, {
      ...started.deps,
      interpreter: createInterpreter({
        model: createOpenAiModel(options),
        vocabulary: vocabularyOf(started.deps.book),
      }),
    });
    const { body, headers } = await request(app).get(`/v1/story/paraphrase?${QUERY}`);
    await model.close();
    expect(headers["cache-control"]).toBe("no-store");
    expect(model.calls[0]!.body.messages[1]!.content).toContain(body.story.text);
    expect(body.paraphrase).toMatchObject({
      text: body.story.text,
      source: "facts",
      unknownNumbers: ["123,456"],
    });
  });

  it("says what separates two tiers, and which tiers there are", async () => {
    const { body } = await get(`/v1/boundaries?${QUERY}&between=B,C`);
    expect(separationSchema.parse(body.boundary)).toMatchObject({ tiers: ["B", "C"] });
    expect((await get(`/v1/boundaries?${QUERY}`)).status).toBe(400);
    expect((await get(`/v1/boundaries?${QUERY}&between=B`)).status).toBe(400);
    expect((await get(`/v1/boundaries?${QUERY}&between=B,Z`)).status).toBe(422);
  });
});

describe("GET /v1/frontier and /v1/goals", () => {
  it("shows what each budget brings, more never bringing less, with one line of advice", async () => {
    const response = await get("/v1/frontier?runway=1&growth=1&points=8");
    const { points, advice } = frontierSchema.strict().parse(response.body.frontier);
    points.slice(1).forEach((point, at) => {
      expect(point.share).toBeGreaterThan(points[at]!.share);
      expect(point.lift).toBeGreaterThanOrEqual(points[at]!.lift);
    });
    expect(advice?.sentence).toMatch(/^The first 1 % of accounts brings \d+ % of what 5 % brings\.$/);
    expect((await get("/v1/frontier?runway=1&growth=1&points=1")).status).toBe(400);
    expect((await get("/v1/frontier?method=kpi")).status).toBe(400);
  });

  it("brings a KPI to a value with the fewest moves, as report and as CSV", async () => {
    const { body } = await get("/v1/goals?runway=1&growth=1&kpi=tpa&atLeast=0.3");
    const goal = goalSchema.strict().parse(body.goal);
    expect(goal).toMatchObject({ state: "reached", fewest: goal.moves });
    expect(body.summary.kpis.after.tpa).toBeGreaterThanOrEqual(0.3);
    const csv = await get(`${body.links.csv}&columns=Change`);
    const changed = csv.text.split("\r\n").filter((cell) => cell === "up" || cell === "down");
    expect(changed).toHaveLength(goal.moves);
  });

  it("says how near a goal out of reach can be come", async () => {
    const { body } = await get("/v1/goals?runway=1&kpi=sfi&atLeast=1");
    expect(goalSchema.parse(body.goal)).toMatchObject({ state: "impossible", fewest: null });
    expect(body.goal.bound).toBeLessThan(1);
  });
});

describe("prove", () => {
  it("proves the hybrid to the gap asked for, on the report and its links", async () => {
    const { body } = await get(`/v1/tiers?${QUERY}&limit=0&prove=0.001`);
    expect(body.summary.certificate).toMatchObject({ proven: true });
    expect(body.summary.certificate.gap).toBeLessThanOrEqual(0.001);
    expect(body.links.csv).toMatch(/&prove=0\.001$/);
    const csv = await get(`${body.links.csv}&columns=ID`);
    expect(csv.status).toBe(200);
  });
});
