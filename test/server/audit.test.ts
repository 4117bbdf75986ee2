import { createHash } from "node:crypto";
import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuditEntry } from "../../service/store/audit.ts";
import { smallBook } from "../service/support/small-book.ts";
import { startApp } from "./support/app.ts";

let started: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  started = await startApp(smallBook());
});
afterAll(() => started.close());

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** The entries that asking makes. */
async function entriesOf(ask: () => PromiseLike<unknown>): Promise<readonly AuditEntry[]> {
  const { audit } = started.deps.store;
  const before = (await audit.list("default", { limit: 1 }))[0]?.id ?? "";
  await ask();
  return (await audit.list("default", { limit: 100 })).filter(({ id }) => id > before);
}

describe("what is answered is audited", () => {
  it("a CSV as an export, with plan, run, length and SHA-256 of the bytes", async () => {
    let text = "";
    const [entry, ...others] = await entriesOf(async () => {
      ({ text } = await request(started.app).get("/v1/tiers.csv?runway=1&delimiter=;"));
    });
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      kind: "export",
      who: "local",
      action: "GET /v1/tiers.csv",
      query: "delimiter=%3B",
      plan: "method=hybrid&runway=1",
      form: "text/csv",
      book: "small",
      engine: "0.0.0-test",
      bytes: Buffer.byteLength(text),
      sha256: sha256(text),
    });
    expect(entry!.run).toMatch(/^[\w-]{22}$/);
  });

  it.each([
    ["a report", "/v1/tiers?runway=1", "run"],
    ["a workbook", "/v1/tiers.xlsx?runway=1", "export"],
    ["a page of accounts", "/v1/accounts?runway=1&limit=2", "run"],
    ["a story", "/v1/story?runway=1", "run"],
    ["rules", "/v1/rules?runway=1", "run"],
    ["groups", "/v1/segmentations?algorithm=ward&k=3", "run"],
  ])("%s under the kind that it is", async (_, path, kind) => {
    const entries = await entriesOf(() => request(started.app).get(path).expect(200));
    expect(entries.map((entry) => entry.kind)).toEqual([kind]);
  });

  it("words with the plan that they meant, and none of the words", async () => {
    const words = { message: "prioritize runway growth" };
    const entries = await entriesOf(() => request(started.app).post("/v1/chat").send(words).expect(200));
    expect(entries).toMatchObject([{ kind: "export", plan: expect.stringMatching(/^method=hybrid&/) }]);
    expect(JSON.stringify(entries)).not.toContain("prioritize");
    const events = () =>
      request(started.app).post("/v1/chat").set("Accept", "text/event-stream").send({ message: "growth" });
    expect(await entriesOf(events)).toMatchObject([{ kind: "run", form: "text/event-stream" }]);
  });

  it("nothing that is no run: what the server is, what a book has, what the client has already, a refusal", async () => {
    const etag = (await request(started.app).get("/v1/tiers.csv?runway=1")).headers.etag!;
    const entries = await entriesOf(async () => {
      for (const path of ["/livez", "/readyz", "/v1/columns", "/v1/book", "/openapi.json"])
        await request(started.app).get(path).expect(200);
      await request(started.app).get("/v1/tiers.csv?runway=1").set("If-None-Match", etag).expect(304);
      await request(started.app).head("/v1/tiers.csv?runway=1").expect(200);
      await request(started.app).get("/v1/tiers.csv?hold=nobody").expect(422);
      await request(started.app).post("/v1/chat").send({ message: "hello" }).expect(200);
    });
    expect(entries).toEqual([]);
  });
});

describe("the trail", () => {
  const audit = (query: string, type = "application/json") =>
    request(started.app).get(`/v1/audit?${query}`).set("Accept", type);

  it.each([
    ["from=2026-02-30", "from"],
    ["to=tomorrow", "to"],
    ["from=2027-01-01&to=2020-01-01", "to"],
    ["from=2027-01-01&to=2027-01-01T00:00:00Z", "to"],
    ["before=__proto__", "before"],
    ["before=1", "before"],
  ])("finds fault with %s rather than nothing to show", async (query, parameter) => {
    const { body } = await audit(query).expect(400);
    expect(body.errors).toEqual([{ parameter, detail: expect.stringMatching(/^expected /) }]);
  });

  it("says in its CSV that a page is not all there is, and how the rest is had", async () => {
    for (const weight of [1, 2, 3])
      await request(started.app).get(`/v1/tiers?runway=${weight}&growth=7`).expect(200);
    const { body } = await audit("limit=2").expect(200);
    const { text } = await audit("limit=2", "text/csv").expect(200);
    const lines = text.trimEnd().split("\r\n");
    expect(lines).toHaveLength(1 + 2 + 1 + 1);
    const [header, , , older, notice] = lines.map((line) => line.split(","));
    const told = lines.slice(3).join(" ");
    expect(older!.length).toBe(header!.length);
    expect(told).toMatch(/Older entries than these 2 are left out; before=[0-9a-z]{28} gives them/);
    // The store of this test is in memory, which the JSON says too.
    expect(told).toContain(body.notice);
    expect(notice!.slice(0, -1).every((cell) => cell === "")).toBe(true);

    const next = /before=([0-9a-z]{28})/.exec(told)![1];
    const rest = (await audit(`before=${next}&limit=10000`, "text/csv").expect(200)).text;
    expect(rest).not.toContain("left out");
    for (const line of lines.slice(1, 3)) expect(rest).not.toContain(line);
  });
});
