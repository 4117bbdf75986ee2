import { parse } from "csv-parse/sync";
import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { progressionAnswer } from "../../contract/progression.ts";
import { generatedBook } from "../service/support/generated-book.ts";
import { smallBook } from "../service/support/small-book.ts";
import { startApp } from "./support/app.ts";

let started: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  started = await startApp(await generatedBook(1_000));
});
afterAll(() => started.close());

const get = (path: string) => request(started.app).get(path);

describe("GET /v1/progression", () => {
  it("sums the assessment up, headline first, with both splits side by side", async () => {
    const { body, status } = await get("/v1/progression?limit=0");
    expect(status).toBe(200);
    const { progression, total, list } = progressionAnswer.strict().parse(body);
    expect(progression.sentences[0]).toMatch(/^A diagnostic, not a forecast: learned from FY24 → FY25/);
    expect(progression.evaluations.map(({ kind }) => kind)).toEqual(["random", "time"]);
    expect([list, total]).toEqual(["risk", progression.lists.risk]);
  });

  it("lists accounts with money, the plan's tier, exact reasons and sentences, a page at a time", async () => {
    const { accounts, total } = (await get("/v1/progression?list=misfit&limit=5&method=baseline")).body;
    expect(total).toBeGreaterThan(1);
    for (const account of accounts) {
      expect(account.lists).toContain("misfit");
      expect(account.plannedTier).toBe(account.tier);
      expect(account.fit.ownTier).toBeLessThan(0.05);
      const { base, logOdds, reasons } = account.fit.reasons;
      const sum = reasons.reduce((s: number, r: { contribution: number }) => s + r.contribution, base);
      expect(Math.abs(sum - logOdds)).toBeLessThan(1e-9);
      expect(account.sentences[1]).toContain("Without seeing tiers");
    }
    const second = (await get("/v1/progression?list=misfit&limit=1&offset=1&method=baseline")).body.accounts;
    expect(second).toEqual([accounts[1]]);
  });

  it("narrows a list down by selectors, and names a wrong one with the nearest that exist", async () => {
    const all = (await get("/v1/progression?list=misfit&limit=100")).body;
    const where = encodeURIComponent("Geo_Entity:Africa|Southern Europe");
    const { body } = await get(`/v1/progression?list=misfit&limit=100&where=${where}`);
    expect(body.total).toBeLessThan(all.total);
    const ids = all.accounts.map(({ id }: { id: string }) => id);
    for (const { id } of body.accounts) expect(ids).toContain(id);
    const wrong = await get(`/v1/progression?where=${encodeURIComponent("Geo_Entity:Afrika")}`);
    expect(wrong.status).toBe(422);
    expect(JSON.stringify(wrong.body)).toContain("Africa");
    expect((await get("/v1/progression?list=doomed")).status).toBe(400);
  });

  it("streams progress and then the same answer as events", async () => {
    const { text } = await get("/v1/progression?limit=1").set("Accept", "text/event-stream");
    const result = /event: result\ndata: (.*)/.exec(text)![1]!;
    expect(JSON.parse(result)).toEqual((await get("/v1/progression?limit=1")).body);
  });

  it("says of a book of ten accounts what is missing", async () => {
    const small = await startApp(smallBook());
    const { body, status } = await request(small.app).get("/v1/progression");
    expect(status).toBe(200);
    expect(body.accounts).toEqual([]);
    expect(body.progression.sentences.join(" ")).toContain("10 accounts are too few");
    await small.close();
  });
});

describe("GET /v1/progression.csv", () => {
  it("has every account of the book in file order, or one list in its own", async () => {
    const rows = parse((await get("/v1/progression.csv")).text, { columns: true }) as Record<
      string,
      string
    >[];
    expect(rows).toHaveLength(1_000);
    for (const row of rows) {
      const chances = [row.ChanceUp, row.ChanceStay, row.ChanceDown].map(Number);
      expect(chances.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
      expect(row.Lists!.split(" ").includes("misfit")).toBe(Number(row.ChanceOfOwnTier) < 0.05);
    }
    const text = (await get("/v1/progression.csv?list=misfit&decimal=,&bom=1")).text;
    const listed = parse(text, { columns: true, delimiter: ";", bom: true }) as Record<string, string>[];
    const { accounts } = (await get("/v1/progression?list=misfit&limit=100")).body;
    for (const { ChanceOfOwnTier } of listed) expect(ChanceOfOwnTier).toMatch(/^(0,\d+|\d(,\d+)?e-\d+)$/);
    expect(listed.map(({ ID }) => ID)).toEqual(accounts.map(({ id }: { id: string }) => id));
  });
});

describe("GET /v1/accounts/:id", () => {
  it("carries the account's progression where it is asked for", async () => {
    const [listed] = (await get("/v1/progression?list=misfit&limit=1")).body.accounts;
    const { body } = await get(`/v1/accounts/${listed.id}?progression=1`);
    const { id: _, name, tier: __, plannedTier: ___, revenue: ____, runway: _____, ...progression } = listed;
    expect(body.progression).toEqual(progression);
    expect(name).toMatch(/\p{L}/u);
    expect((await get(`/v1/accounts/${listed.id}`)).body.progression).toBeNull();
  });
});
