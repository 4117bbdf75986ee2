import { parse } from "csv-parse/sync";
import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { summarySchema } from "../../contract/summary.ts";
import { accountId, countTiers } from "../../tiering/index.ts";
import { generatedBook } from "../service/support/generated-book.ts";
import { startApp } from "./support/app.ts";

const ROWS = 3_000;
let started: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  started = await startApp(await generatedBook(ROWS));
});
afterAll(() => started.close());

const get = (path: string) => request(started.app).get(path);
const QUERY = "method=direct&runway=0.7&growth=0.3";

describe("GET /v1/tiers.csv", () => {
  it("streams one row an account, in the file's order, as an attachment that names its plan", async () => {
    const response = await get(`/v1/tiers.csv?${QUERY}`);
    expect(response.status).toBe(200);
    expect(response.headers["content-type"]).toMatch(/^text\/csv; charset=utf-8/);
    expect(response.headers["content-disposition"]).toMatch(
      /^attachment; filename="[\w.]+-direct-runway70-growth30-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(response.headers["tiering-weights"]).toBe("runway=0.7, growth=0.3, geo=0, category=0");
    expect(response.headers["tiering-book"]).toBe(`${started.deps.book.id}; rows=${ROWS}`);
    expect(response.headers.vary).toMatch(/Accept, Accept-Encoding/);
    const rows = parse(response.text, { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(ROWS);
    expect(Object.keys(rows[0]!)).toEqual([
      "ID",
      "PreviousTier",
      "Tier",
      "Change",
      "PI_acct",
      "TotalRevenue",
      "Reason",
    ]);
    const { tier, tierCount } = started.deps.book;
    expect(rows.filter((row) => row.Tier === "Tier A")).toHaveLength(countTiers(tier, tierCount)[0]!);
    for (const row of rows) expect(row.Reason === "").toBe(row.Change === "same");
  });

  it("says in Reason why an account is held or forced", async () => {
    const { book } = started.deps;
    const [held, put] = [0, 1].map((i) => accountId(book, i)) as [string, string];
    const to = book.tierNames[book.tier[1] === 0 ? 1 : 0];
    const query = `hold=${held}&force=${put}:${to}&reason=${held}:${encodeURIComponent("Renewal, in March")}&reason=${put}:board`;
    const { text } = await get(`/v1/tiers.csv?method=hybrid&${query}`);
    const rows = parse(text, { columns: true }) as Record<string, string>[];
    const row = (id: string) => rows.find(({ ID }) => ID === id)!;
    expect(row(held)).toMatchObject({ Change: "same", Reason: "on hold: Renewal, in March" });
    expect(row(put)).toMatchObject({ Tier: `Tier ${to}`, Reason: `forced into ${to}: board` });
    const counts = (of: string) => rows.filter((each) => each[of] === "Tier A").length;
    expect(counts("Tier")).toBe(counts("PreviousTier"));
    const refused = await get(`/v1/tiers.csv?method=hybrid&force=${put}:Nowhere`);
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0]).toMatchObject({ parameter: "force" });
  });

  it("is a pure function of its query: same bytes, one ETag however the query is spelled, then 304", async () => {
    const first = await get(`/v1/tiers.csv?${QUERY}`);
    const again = await get("/v1/tiers.csv?growth=3&runway=7&method=direct");
    expect(again.text).toBe(first.text);
    const tag = first.headers.etag!;
    expect(tag).toMatch(/^"[\w-]{27}"$/);
    expect(again.headers.etag).toBe(tag);
    const unchanged = await get(`/v1/tiers.csv?${QUERY}`).set("If-None-Match", tag);
    expect(unchanged.status).toBe(304);
    expect(unchanged.text).toBe("");
  });

  it("is given to who wants these bytes alone, and refused where they are others now", async () => {
    const path = `/v1/tiers.csv?${QUERY}`;
    const tag = (await get(path)).headers.etag!;
    for (const only of [tag, "*", `"other", ${tag}`])
      expect((await get(path).set("If-Match", only)).status).toBe(200);
    for (const only of ['"other"', `W/${tag}`, tag.slice(1, -1), ""]) {
      const { status, body, headers } = await get(path).set("If-Match", only);
      expect([status, body.code], only).toEqual([412, "precondition-failed"]);
      expect(body.detail).toContain(tag);
      expect(headers).not.toHaveProperty("etag");
    }
    const elsewhere = await get("/v1/tiers.csv?runway=1").set("If-Match", tag);
    expect(elsewhere.status).toBe(412);
  });

  it("has another ETag for another plan, form or encoding", async () => {
    const paths = [QUERY, `${QUERY}&geo=1`, `${QUERY}&bom=1`, `${QUERY}&delimiter=;`, `${QUERY}&columns=ID`];
    const tags = await Promise.all(
      paths.map(async (query) => (await request(started.app).head(`/v1/tiers.csv?${query}`)).headers.etag),
    );
    const zipped = await get(`/v1/tiers.csv?${QUERY}`).set("Accept-Encoding", "gzip");
    expect(zipped.headers["content-encoding"]).toBe("gzip");
    expect(new Set([...tags, zipped.headers.etag]).size).toBe(6);
  });

  it("answers HEAD with the headers alone", async () => {
    const response = await request(started.app).head(`/v1/tiers.csv?${QUERY}`);
    expect(response.status).toBe(200);
    expect(response.headers["content-disposition"]).toMatch(/\.csv"$/);
    expect(response.headers).toHaveProperty("etag");
    expect(response.text).toBeUndefined();
  });

  it("writes the columns, delimiter and byte order mark that are asked for", async () => {
    const { text } = await get(`/v1/tiers.csv?${QUERY}&columns=ID,Tier&columns=Geo_Entity&delimiter=;&bom=1`);
    expect(text.startsWith("\uFEFFID;Tier;Geo_Entity\r\n")).toBe(true);
    const all = await get(`/v1/tiers.csv?${QUERY}&columns=all`);
    expect(all.text.slice(0, all.text.indexOf("\r\n")).split(",").length).toBeGreaterThan(20);
  });

  it("names the nearest column where one is not there", async () => {
    const response = await get("/v1/tiers.csv?columns=ID,Tir");
    expect(response.status).toBe(400);
    expect(response.body.errors[0]).toMatchObject({
      parameter: "columns",
      nearest: expect.arrayContaining(["Tier"]),
    });
  });
});

describe("GET /v1/tiers", () => {
  const answer = z.object({
    book: z.object({ rows: z.literal(ROWS) }),
    engine: z.string(),
    summary: summarySchema,
    moved: z.object({
      total: z.number(),
      offset: z.number(),
      accounts: z.array(z.object({ id: z.string() })),
    }),
    links: z.object({ csv: z.string(), summary: z.string() }),
  });

  it("reports what the plan changes, pages the moved accounts, and links to its CSV", async () => {
    const first = answer.parse((await get(`/v1/tiers?${QUERY}&limit=3`)).body);
    const second = answer.parse((await get(`/v1/tiers?${QUERY}&limit=2&offset=1`)).body);
    expect(first.moved.total).toBe(first.summary.moved!.count);
    expect(second.moved.accounts).toEqual(first.moved.accounts.slice(1));
    const csv = await get(`${first.links.csv}&columns=ID,Change`);
    const changed = (parse(csv.text, { columns: true }) as { Change: string }[]).filter(
      (r) => r.Change !== "same",
    );
    expect(changed).toHaveLength(first.moved.total);
  });

  it("has no durations in its body, and says 304 to who has it", async () => {
    const response = await get(`/v1/tiers?${QUERY}`);
    expect(response.headers["server-timing"]).toMatch(/run;dur=/);
    const again = await get(`/v1/tiers?${QUERY}`);
    expect(again.text).toBe(response.text);
    const unchanged = await get(`/v1/tiers?${QUERY}`).set("If-None-Match", response.headers.etag!);
    expect(unchanged.status).toBe(304);
  });

  it("streams plan and result as events where they are accepted", async () => {
    const response = await get(`/v1/tiers?${QUERY}&limit=1`).set("Accept", "text/event-stream");
    expect(response.type).toBe("text/event-stream");
    const events = [...response.text.matchAll(/event: (\w+)\ndata: (.*)\n\n/g)].map(([, name, data]) => ({
      name,
      data: JSON.parse(data!) as unknown,
    }));
    expect(events[0]).toMatchObject({ name: "plan", data: { plan: { method: "direct" } } });
    expect(events.at(-1)?.name).toBe("result");
    expect(events.at(-1)?.data).toEqual((await get(`/v1/tiers?${QUERY}&limit=1`)).body);
  });

  it("ends an event stream with the problem where the plan is not possible", async () => {
    const response = await get("/v1/tiers?strategicTiers=Z").set("Accept", "text/event-stream");
    const [, data] = /event: error\ndata: (.*)\n\n$/.exec(response.text)!;
    expect(JSON.parse(data!)).toMatchObject({
      status: 422,
      errors: [{ parameter: "strategicTiers" }],
    });
  });
});

describe("GET /v1/tiers.xlsx", () => {
  it("is a workbook of the same tiers, with a validator of its own", async () => {
    const workbook = await get(`/v1/tiers.xlsx?${QUERY}`).responseType("arraybuffer");
    expect(workbook.status).toBe(200);
    expect(workbook.headers["content-type"]).toMatch(/spreadsheetml.sheet/);
    expect(workbook.headers["content-disposition"]).toMatch(/-direct-runway70-growth30-[\d-]{10}\.xlsx"$/);
    expect(Buffer.from(workbook.body).subarray(0, 2).toString()).toBe("PK");
    const csv = await get(`/v1/tiers.csv?${QUERY}`);
    expect(workbook.headers.etag).not.toBe(csv.headers.etag);
    const again = await get(`/v1/tiers.xlsx?${QUERY}`).set("If-None-Match", workbook.headers.etag!);
    expect(again.status).toBe(304);
  });
});
