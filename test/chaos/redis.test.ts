import request from "supertest";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createMemoryLimits } from "../../service/limits/limits.ts";
import { createSharedLimits } from "../../service/limits/shared-limits.ts";
import { openRedis, type SharedRedis } from "../../service/redis.ts";
import { startApp } from "../server/support/app.ts";
import { smallBook } from "../service/support/small-book.ts";
import { isLeftOut } from "../support/needs.ts";
import { type RedisServer, redisProgram, startRedis } from "../support/redis.ts";
import { startToxicProxy, type ToxicProxy } from "../support/toxic-proxy.ts";

const skipped = isLeftOut(redisProgram);
/** What Redis may cost a call is 40 ms; what a busy machine may add is more. */
const SLACK_MS = 3_000;
const SIZES = { cheap: 100_000, heavy: 100_000, model: 100_000, "sign-in": 100 };

let server: RedisServer;
let proxy: ToxicProxy;
let redis: SharedRedis;
let started: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  if (skipped) return;
  server = await startRedis();
  proxy = await startToxicProxy(Number(new URL(server.url).port));
  redis = openRedis(`redis://127.0.0.1:${proxy.port}`);
  const limits = createSharedLimits(SIZES, {
    memory: redis.memory,
    own: createMemoryLimits(SIZES),
    now: Date.now,
  });
  started = await startApp(smallBook(), { limits, redis });
});
afterAll(async () => {
  if (skipped) return;
  await started.close();
  redis.close();
  await proxy.close();
  await server.stop();
});

/** Cheap, light and heavy calls, each of which asks Redis for its limit, and the heavy one for its answer. */
const ASKED = ["/v1/columns", "/v1/tiers?method=direct&runway=1", "/v1/frontier?points=2&runway=1"];

async function askAll(): Promise<void> {
  for (const path of ASKED) {
    const start = performance.now();
    const { status } = await request(started.app).get(path);
    expect([path, status]).toEqual([path, 200]);
    expect(performance.now() - start).toBeLessThan(SLACK_MS);
  }
}

async function recover(): Promise<void> {
  proxy.pass();
  await expect.poll(() => redis.trouble(), { timeout: 30_000, interval: 50 }).toBeNull();
  await expect.poll(() => redis.memory.add("chaos", 1, 60), { timeout: 30_000 }).toBeGreaterThan(0);
}

describe.skipIf(skipped).each<[string, () => void]>([
  ["cut", () => proxy.cut()],
  ["frozen", () => proxy.freeze()],
  ["slow", () => proxy.slow(500)],
  ["sending noise", () => proxy.garble()],
])("while Redis is %s", (_name, fail) => {
  beforeEach(recover);

  it("every call is answered as if there were none, and it is used again once it is back", async () => {
    await askAll();
    fail();
    for (let k = 0; k < 5; k++) await askAll();
    await recover();
    await askAll();
  });
});
