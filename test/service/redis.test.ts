import { afterEach, describe, expect, it } from "vitest";
import { openRedis, type SharedRedis } from "../../service/redis.ts";
import { isLeftOut } from "../support/needs.ts";
import { type RedisServer, redisProgram, startRedis } from "../support/redis.ts";

describe.skipIf(isLeftOut(redisProgram))("a shared Redis", () => {
  let server: RedisServer;
  let shared: SharedRedis;
  afterEach(async () => {
    shared.close();
    await server.stop();
  });

  async function connect(patienceMs?: number) {
    server = await startRedis();
    shared = openRedis(server.url, patienceMs);
    while (shared.trouble() !== null) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  /** Longer than the patience of one call, far shorter than a connection's own limits. */
  const WITHIN_MS = 5_000;
  const timed = async (call: () => Promise<unknown>) => {
    const start = performance.now();
    const answer = await call();
    return { answer, ms: performance.now() - start };
  };

  it("remembers values and counters", async () => {
    await connect(10_000);
    shared.memory.write("a", "1", 60);
    expect(await shared.memory.add("n", 5, 60)).toBe(5);
    expect(await shared.memory.add("n", 7, 60)).toBe(12);
    expect(await shared.memory.read(["a", "b"])).toEqual(["1", null]);
    shared.memory.forget("a");
    expect(await shared.memory.read(["a"])).toEqual([null]);
    expect(await shared.client.ttl("n")).toBeGreaterThan(50);
  });

  it("answers null while Redis is frozen, rests after three calls, and says so", async () => {
    await connect();
    server.process.kill("SIGSTOP");
    for (let k = 0; k < 3; k++) {
      const { answer, ms } = await timed(() => shared.memory.read(["a"]));
      expect(answer).toEqual([null]);
      expect(ms).toBeLessThan(WITHIN_MS);
    }
    expect(shared.trouble()).toMatch(/does not answer in time/);
    const resting = await timed(() => shared.memory.add("n", 1, 60));
    expect(resting.answer).toBeNull();
  });

  it("answers null once Redis is gone, and goes on when it is back", async () => {
    await connect();
    const port = Number(new URL(server.url).port);
    await server.stop();
    expect((await timed(() => shared.memory.read(["a"]))).ms).toBeLessThan(WITHIN_MS);
    while (shared.trouble() === null) await new Promise((resolve) => setTimeout(resolve, 5));
    server = await startRedis(port);
    while (shared.trouble() !== null) await new Promise((resolve) => setTimeout(resolve, 20));
    await expect.poll(() => shared.memory.add("n", 1, 60)).toBeGreaterThan(0);
  });

  it("never waits for a Redis that is not there", async () => {
    server = await startRedis();
    const { url } = server;
    await server.stop();
    shared = openRedis(url);
    const { answer, ms } = await timed(() => shared.memory.read(["a"]));
    expect(answer).toEqual([null]);
    expect(ms).toBeLessThan(WITHIN_MS);
    expect(shared.trouble()).not.toBeNull();
  });
});
