import { setTimeout as sleep } from "node:timers/promises";
import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountId } from "../../tiering/index.ts";
import { serveByPostgres } from "../server/support/serve-by-postgres.ts";
import { smallBook } from "../service/support/small-book.ts";
import { isLeftOut } from "../support/needs.ts";
import { findPostgres } from "../support/postgres.ts";

const skipped = isLeftOut(findPostgres());
const account = accountId(smallBook(), 0);
/** The store gives a call up after some seconds; a busy machine may add more. */
const WITHIN_MS = 20_000;

let served: Awaited<ReturnType<typeof serveByPostgres>>;
beforeAll(async () => {
  if (!skipped) served = await serveByPostgres();
});
afterAll(() => (skipped ? undefined : served.close()));

const run = (k: number) => request(served.app).get(`/v1/tiers?method=direct&runway=1&geo=${k}&limit=0`);
const hold = (key: string) =>
  request(served.app)
    .post("/v1/holds")
    .set("Idempotency-Key", key)
    .send({ holds: [{ account, reason: key }] });

describe.skipIf(skipped).each<[string, () => void]>([
  ["cut", () => served.proxy.cut()],
  ["frozen", () => served.proxy.freeze()],
  ["slow", () => served.proxy.slow(150)],
  ["garbling", () => served.proxy.garble()],
])("while PostgreSQL is %s", (name, fail) => {
  it("runs go on, a write is acknowledged or refused as a 503, and what was refused can be sent again and is there once", async () => {
    fail();
    for (let k = 0; k < 5; k++) expect((await run(k)).status).toBe(200);
    const start = performance.now();
    const { status, body } = await hold(name);
    expect(performance.now() - start).toBeLessThan(WITHIN_MS);
    if (status !== 201) expect([status, body.code]).toEqual([503, "store-unavailable"]);

    served.proxy.pass();
    let answer = await hold(name);
    for (let tries = 0; answer.status === 503 && tries < 200; tries++) {
      await sleep(50);
      answer = await hold(name);
    }
    expect(answer.status).toBe(201);
    const { body: kept } = await request(served.app).get("/v1/holds").expect(200);
    expect(JSON.stringify(kept).split(JSON.stringify(name))).toHaveLength(2);
    while (served.store.audit.waiting > 0) await sleep(50);
    expect(served.store.audit.lost).toBe(0);
    expect((await request(served.app).get("/readyz")).body.store.trouble).toBeNull();
  });
});
