import { parse } from "csv-parse/sync";
import request from "supertest";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { accountId } from "../../tiering/index.ts";
import { smallBook } from "../service/support/small-book.ts";
import { startApp } from "./support/app.ts";

const book = smallBook();
const ids = Array.from({ length: book.n }, (_, i) => accountId(book, i));
const [top, , other] = ids as [string, string, string];

let started: Awaited<ReturnType<typeof startApp>>;
beforeEach(async () => {
  started = await startApp(smallBook());
});
afterEach(() => started.close());

const post = (holds: readonly object[], headers: Record<string, string> = {}) =>
  request(started.app).post("/v1/holds").set(headers).send({ holds });
const get = (path: string) => request(started.app).get(path);

/** The row of an account in a CSV. */
async function rowOf(id: string, query: string): Promise<Record<string, string>> {
  const { text } = await get(`/v1/tiers.csv?${query}`).expect(200);
  return (parse(text, { columns: true }) as Record<string, string>[]).find(({ ID }) => ID === id)!;
}

/** Limits that let a small book move. */
const FREE = "method=direct&runway=1";

describe("holds", () => {
  it("count in later runs that ask for them, with who said why in Reason and in the report", async () => {
    const free = await rowOf(top, FREE);
    const elsewhere = free.Tier === "Tier C" ? "B" : "C";
    const { status, body } = await post([
      { account: top, tier: elsewhere, reason: "board's wish", expires: "2099-01-31" },
    ]);
    expect([status, body.holds, body.notice]).toEqual([201, "stored@1", expect.stringMatching(/in memory/)]);
    expect(await rowOf(top, FREE)).toEqual(free);
    const held = await rowOf(top, `${FREE}&holds=stored`);
    expect(held.Tier).toBe(`Tier ${elsewhere}`);
    expect(held.Reason).toContain("board's wish (local, until 2099-01-31)");
    const report = (await get(`/v1/tiers?${FREE}&holds=stored`)).body;
    expect(report.summary.plan.policy).toMatchObject({ holds: "stored@1" });
    expect(report.summary.plan.policy).not.toHaveProperty("force");
    expect(report.summary.rules).toContainEqual(
      expect.objectContaining({ rule: "force", kept: true, limit: expect.stringContaining(top) }),
    );
    expect(report.links.csv).toContain("holds=stored%401");
  });

  it("keep an account where it is, and the run a function of the version that its query names", async () => {
    const before = await rowOf(top, FREE);
    await post([{ account: top, reason: "first" }]);
    const first = await get(`/v1/tiers.csv?${FREE}&holds=stored@1`);
    expect((await rowOf(top, `${FREE}&holds=stored@1`)).Tier).toBe(before.PreviousTier);
    await post([{ account: other, reason: "second" }]);
    const again = await get(`/v1/tiers.csv?${FREE}&holds=stored@1`);
    expect([again.text, again.headers.etag]).toEqual([first.text, first.headers.etag]);
    const [now, second] = await Promise.all([
      get(`/v1/tiers.csv?${FREE}&holds=stored`),
      get(`/v1/tiers.csv?${FREE}&holds=stored@2`),
    ]);
    expect([now.text, now.headers.etag]).toEqual([second.text, second.headers.etag]);
    expect(now.headers.etag).not.toBe(first.headers.etag);
    expect(JSON.parse(now.headers["tiering-plan"]!).policy.holds).toBe("stored@2");
  });

  it("are read at any version, and end one by one", async () => {
    const { body } = await post([
      { account: top, reason: "a" },
      { account: other, tier: "A", reason: "b" },
    ]);
    const { id } = body.entries.find(({ account }: { account: string }) => account === top);
    const ended = await request(started.app).delete(`/v1/holds/${id}`).expect(200);
    expect(ended.body).toMatchObject({
      version: 2,
      entries: [{ account: other, tier: "A", author: "local" }],
    });
    await request(started.app).delete(`/v1/holds/${id}`).expect(404);
    expect((await get("/v1/holds?version=1")).body.entries).toHaveLength(2);
    expect((await get("/v1/holds?version=0")).body.entries).toEqual([]);
    await get("/v1/holds?version=9").expect(404);
    const { entries } = (await get("/v1/audit?kind=override")).body;
    expect(
      entries.map(({ detail, who }: Record<string, string>) => [who, detail!.split("\n").length]),
    ).toEqual([
      ["local", 1],
      ["local", 2],
    ]);
  });

  it("say which of them the book has nothing for", async () => {
    const { store } = started.deps;
    const stranger = [{ account: "nobody", tier: null, reason: "old book", expires: null }];
    await store.writeOnce(
      { actor: { name: "anna", workspace: "default" }, key: null, request: "" },
      async (transaction) => ({
        answer: await store.holds.add(transaction, { name: "anna", workspace: "default" }, stranger),
        deed: { kind: "override", action: "test", engine: "1" },
      }),
    );
    const { summary } = (await get(`/v1/tiers?${FREE}&holds=stored`)).body;
    expect(summary.notes).toContainEqual({
      kind: "rules-left-out",
      text: "Left out of the workspace's holds (version 1), as this book has no such account or tier: nobody.",
    });
  });

  it("say so where they are listed, too", async () => {
    const { store } = started.deps;
    const anna = { name: "anna", workspace: "default" };
    const holds = ["nobody", top].map((account) => ({ account, tier: null, reason: "x", expires: null }));
    await store.writeOnce({ actor: anna, key: null, request: "" }, async (transaction) => ({
      answer: await store.holds.add(transaction, anna, holds),
      deed: null,
    }));
    const { body } = await get("/v1/holds").expect(200);
    expect(body.entries).toHaveLength(2);
    expect(body.notice).toMatch(/in memory.* Left out of the workspace's holds \(version 1\).*: nobody\.$/);
  });

  it("give way to what the plan itself says of an account", async () => {
    await post([{ account: top, tier: "C", reason: "stored" }]);
    const own = await rowOf(top, `${FREE}&holds=stored&force=${top}:B&reason=${top}:mine`);
    expect(own.Tier).toBe("Tier B");
    expect(own.Reason).toContain("mine");
  });

  it("count in words, comparisons and other questions too, and say which version", async () => {
    await post([{ account: top, tier: "C", reason: "stored" }]);
    const chat = {
      message: "prioritize runway growth",
      policy: { holds: "stored", maxTierStep: "free", maxMovedShare: 1 },
    };
    const spoken = await request(started.app).post("/v1/chat").set("Accept", "application/json").send(chat);
    expect(spoken.body.plan.policy.holds).toBe("stored@1");
    expect(spoken.body.links.csv).toContain("holds=stored%401");
    const read = await request(started.app).post("/v1/interpretations").send(chat);
    expect(read.body.plan.policy.holds).toBe("stored@1");
    for (const path of ["frontier", "story", "accounts", "movers"])
      await get(`/v1/${path}?runway=1&maxTierStep=free&maxMovedShare=1&holds=stored`).expect(200);
    const runs = (named: string) =>
      get(`/v1/compare?run=${encodeURIComponent(`${FREE}&holds=${named}`)}&run=${encodeURIComponent(FREE)}`);
    expect((await runs("stored@1").expect(200)).body.scenarios.runs).toHaveLength(2);
    expect((await runs("stored").expect(422)).body.detail).toMatch(/expected their version here.*stored@12/);
  });

  it("that cannot be obeyed are told as what they are, not as rules that nobody asked for", async () => {
    await post([{ account: top, tier: "C", reason: "stored" }]);
    const { body } = await get("/v1/tiers?runway=1&maxMovedShare=0&holds=stored").expect(422);
    expect(body.errors[0].parameter).toBe("holds");
  });

  it.each([
    ["stored@7", 422, /no version 7/],
    ["mine", 400, /expected stored, or stored@ and a version/],
  ])("named %s are refused with what was expected", async (named, status, message) => {
    const { body } = await get(`/v1/tiers?${FREE}&holds=${named}`).expect(status);
    expect(body.detail).toMatch(message);
    expect(body.errors[0].parameter).toBe("holds");
  });
});

describe("a hold that cannot be", () => {
  it.each([
    ["an account that is not there", { account: "nobody", reason: "x" }, "#/holds/0/account"],
    ["a tier that is not there", { account: top, tier: "Z", reason: "x" }, "#/holds/0/tier"],
    ["no reason", { account: top, reason: "  " }, "#/holds/0/reason"],
    ["a time that is past", { account: top, reason: "x", expires: "2001-01-01" }, "#/holds/0/expires"],
    ["no time", { account: top, reason: "x", expires: "soon" }, "#/holds/0/expires"],
    ["two lines", { account: top, reason: "x\ny" }, "#/holds/0/reason"],
  ])("%s is refused with its place, and nothing is kept", async (_, hold, pointer) => {
    const { status, body } = await post([hold]);
    expect([status, body.errors[0].pointer]).toEqual([422, pointer]);
    expect((await get("/v1/holds")).body.version).toBe(0);
  });

  it("twice in one request is refused", async () => {
    const { status, body } = await post([
      { account: top, reason: "x" },
      { account: top, reason: "y" },
    ]);
    expect([status, body.errors[0].pointer]).toEqual([422, "#/holds/1/account"]);
  });
});

describe("an Idempotency-Key", () => {
  it("lets a request be sent again: written once, answered alike", async () => {
    const hold = [{ account: top, reason: "x" }];
    const first = await post(hold, { "Idempotency-Key": "k1" });
    const again = await post(hold, { "Idempotency-Key": "k1" });
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect((await get("/v1/holds")).body.version).toBe(1);
    const reused = await post([{ account: other, reason: "x" }], { "Idempotency-Key": "k1" });
    expect([reused.status, reused.body.code]).toEqual([422, "key-reused"]);
    const odd = await post(hold, { "Idempotency-Key": "a b" });
    expect([odd.status, odd.body.code]).toEqual([400, "malformed-request"]);
  });
});
