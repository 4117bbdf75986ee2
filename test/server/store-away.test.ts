import { setTimeout as sleep } from "node:timers/promises";
import request from "supertest";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../../service/store/open-store.ts";
import { accountId } from "../../tiering/index.ts";
import { smallBook } from "../service/support/small-book.ts";
import { isLeftOut } from "../support/needs.ts";
import { findPostgres } from "../support/postgres.ts";
import type { ToxicProxy } from "../support/toxic-proxy.ts";
import { serveByPostgres } from "./support/serve-by-postgres.ts";

const skipped = isLeftOut(findPostgres());
const account = accountId(smallBook(), 0);

let served: Awaited<ReturnType<typeof serveByPostgres>>;
let store: Store;
let proxy: ToxicProxy;
beforeAll(async () => {
  if (skipped) return;
  served = await serveByPostgres();
  ({ store, proxy } = served);
});
afterAll(() => (skipped ? undefined : served.close()));
beforeEach(async () => {
  if (skipped) return;
  proxy.pass();
  while (store.database.trouble !== null || store.audit.waiting > 0) {
    await store.audit.list("default", { limit: 1 }).catch(() => sleep(50));
  }
});

const get = (path: string) => request(served.app).get(path);
const hold = () =>
  request(served.app)
    .post("/v1/holds")
    .send({ holds: [{ account, reason: "x" }] });

describe.skipIf(skipped).each(["cut", "freeze"] as const)("while PostgreSQL is %s", (fault) => {
  it("what needs no store works, what needs it is a clear 503, and the trail is written later", async () => {
    const { body: held } = await hold().expect(201);
    await get(`/v1/tiers?method=direct&runway=1&holds=${held.holds}`).expect(200);
    const before = (await store.audit.list("default", { limit: 1_000 })).length;
    proxy[fault]();
    for (let k = 0; k < 20; k++) await get(`/v1/tiers.csv?method=direct&runway=1&geo=${k}`).expect(200);
    // Holds that were read before are known for good.
    await get(`/v1/tiers?method=direct&runway=1&holds=${held.holds}`).expect(200);
    for (const asked of [
      hold(),
      get("/v1/scenarios"),
      get("/v1/audit"),
      get("/v1/tiers?runway=1&holds=stored"),
    ]) {
      const { status, body, headers } = await asked;
      expect([status, body.code, headers["retry-after"]]).toEqual([503, "store-unavailable", "2"]);
      expect(body.detail).toMatch(/what needs no store still works/);
    }
    const ready = await get("/readyz").expect(200);
    expect(ready.body.store).toMatchObject({ kind: "postgres", auditWaiting: 21, auditLost: 0 });
    expect(ready.body.store.trouble).toMatch(/does not answer/);

    proxy.pass();
    while (store.audit.waiting > 0) await sleep(50);
    const { body } = await get("/v1/audit?limit=1000").expect(200);
    expect(body).toMatchObject({ missing: null });
    expect(body.entries).toHaveLength(before + 21);
    await hold().expect(201);
    expect((await get("/readyz")).body.store.trouble).toBeNull();
  });
});

describe.skipIf(skipped)("while PostgreSQL is cut again and again", () => {
  it("in the middle of writes, no answer and no entry is lost, and the process goes on", async () => {
    const before = (await store.audit.list("default", { limit: 1_000 })).length;
    const runs = 60;
    for (let k = 0; k < runs; k++) {
      if (k % 6 === 3) proxy.cut();
      if (k % 6 === 5) proxy.pass();
      const [run] = await Promise.all([get(`/v1/tiers?method=direct&runway=1&geo=${k}&limit=0`), hold()]);
      expect(run.status).toBe(200);
    }
    proxy.pass();
    while (store.audit.waiting > 0) await sleep(50);
    const trail = await store.audit.list("default", { limit: 1_000 });
    expect(trail.filter(({ kind }) => kind === "run").length).toBeGreaterThanOrEqual(runs);
    expect(trail.length).toBeGreaterThanOrEqual(before + runs);
    expect(new Set(trail.map(({ id }) => id)).size).toBe(trail.length);
  });
});

describe.skipIf(skipped)("a connection that is lost between two calls of one write", () => {
  it("ends the write and not the process", async () => {
    const writing = store.database.write(async (transaction) => {
      await transaction.selectFrom("holds").select("id").execute();
      proxy.cut();
      await sleep(200);
      await transaction.selectFrom("holds").select("id").execute();
    });
    await expect(writing).rejects.toMatchObject({ code: "store-unavailable" });
  });
});

describe.skipIf(skipped)("a write that was not answered", () => {
  it("may be sent again under its key, and is made once", async () => {
    const send = () => hold().set("Idempotency-Key", "once");
    proxy.cut();
    await send().expect(503);
    proxy.pass();
    let answer = await send();
    for (; answer.status === 503; answer = await send()) await sleep(100);
    expect(answer.status).toBe(201);
    expect((await send()).body).toEqual(answer.body);
  });
});
