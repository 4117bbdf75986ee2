import request from "supertest";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore, type Store } from "../../service/store/open-store.ts";
import { smallBook } from "../service/support/small-book.ts";
import { startApp } from "./support/app.ts";

let store: Store;
let started: Awaited<ReturnType<typeof startApp>>;
beforeEach(async () => {
  store = await openStore({});
  started = await startApp(smallBook(), { store });
});
afterEach(async () => {
  await started.close();
  await store.close();
});

const get = (path: string) => request(started.app).get(path);
const FREE = "/v1/tiers.csv?method=direct&runway=1";
const runOf = async (path: string) => String((await get(path).expect(200)).headers["tiering-run"]);

/** The service begun anew on the store, as after a restart. */
async function restart(parts: object = {}): Promise<void> {
  await started.close();
  started = await startApp(smallBook(), { store, ...parts });
}

describe("a run by its id", () => {
  it("is made again after a restart: every recorded answer with the same bytes", async () => {
    const id = await runOf(`${FREE}&delimiter=;`);
    await runOf(FREE.replace(".csv", ".xlsx"));
    await get(FREE.replace(".csv", "")).expect(200);
    await restart();
    const { body } = await get(`/v1/runs/${id}`).expect(200);
    expect(body.plan.method).toBe("direct");
    expect(body.replay).toMatchObject({ same: true, text: expect.stringMatching(/^3 recorded answers/) });
    for (const answer of body.replay.answers)
      expect(answer).toMatchObject({ same: true, why: null, who: "local", now: answer.sha256 });
  });

  it("gives the recorded CSV itself, as it was asked for", async () => {
    const first = await get(`${FREE}&delimiter=;&columns=ID,Tier`);
    await restart();
    const again = await get(`/v1/runs/${first.headers["tiering-run"]}`).set("Accept", "text/csv");
    expect(again.text).toBe(first.text);
  });

  it("of words is made again from the plan that they meant", async () => {
    const spoken = await request(started.app).post("/v1/chat").send({ message: "prioritize runway growth" });
    const { body } = await get(`/v1/runs/${spoken.headers["tiering-run"]}`).expect(200);
    expect(body.replay).toMatchObject({ same: true, answers: [{ action: "POST /v1/chat" }] });
  });

  it("that comes out otherwise says what differs", async () => {
    const id = await runOf(FREE);
    const [entry] = await store.audit.list("default", { run: id, limit: 1 });
    const forged = { kind: "export", action: "GET /v1/tiers.csv", form: "text/csv", book: "small" } as const;
    const deed = { ...forged, engine: "0.0.0-before", plan: entry!.plan!, run: id, bytes: 7, sha256: "0" };
    await store.audit.record({ name: "anna", workspace: "default" }, { ...deed, query: "delimiter=tab" });
    const { body } = await get(`/v1/runs/${id}`).expect(200);
    expect(body.replay).toMatchObject({ same: false, text: "1 of 2 recorded answers come out otherwise." });
    expect(body.replay.answers[0].why).toMatch(
      /^The engine was 0\.0\.0-before and is 0\.0\.0-test, the book is the same.*; 7 bytes then, \d+ now/,
    );
    const csv = await get(`/v1/runs/${id}`).set("Accept", "text/csv");
    expect([csv.status, csv.body.code]).toEqual([409, "replay-differs"]);
  });

  it("on another book is not compared, and the book is named", async () => {
    const id = await runOf(FREE);
    await restart({ book: { ...smallBook(), id: "another" } });
    const { body } = await get(`/v1/runs/${id}`).expect(200);
    expect(body.replay).toMatchObject({
      same: null,
      answers: [{ same: null, why: expect.stringMatching(/book=small/) }],
    });
  });

  it("is not known to another workspace", async () => {
    const id = await runOf(FREE);
    expect(await store.audit.list("south", { run: id, limit: 1 })).toEqual([]);
    await get("/v1/runs/unknown").expect(404);
  });
});
