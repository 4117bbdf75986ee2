import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMemoryLimits } from "../../../service/limits/limits.ts";
import { createSharedLimits } from "../../../service/limits/shared-limits.ts";
import { openRedis, type SharedRedis } from "../../../service/redis.ts";
import { isLeftOut } from "../../support/needs.ts";
import { type RedisServer, redisProgram, startRedis } from "../../support/redis.ts";

const SIZES = { cheap: 100, heavy: 0, model: 5, "sign-in": 5 };

describe.skipIf(isLeftOut(redisProgram))("limits that three replicas share", () => {
  let server: RedisServer;
  let connections: SharedRedis[];
  beforeEach(async () => {
    server = await startRedis();
    // However busy the machine is, an answer of Redis counts.
    connections = [1, 2, 3].map(() => openRedis(server.url, 10_000));
    for (const { trouble } of connections)
      while (trouble() !== null) await new Promise((resolve) => setTimeout(resolve, 5));
  });
  afterEach(async () => {
    for (const connection of connections) connection.close();
    await server.stop();
  });
  const clock = { now: Date.UTC(2026, 0, 1) };
  const replicas = () =>
    connections.map(({ memory }) =>
      createSharedLimits(SIZES, { memory, own: createMemoryLimits(SIZES), now: () => clock.now }),
    );

  it("let through just so many in all, however they are spread, and as many again in the next window", async () => {
    const three = replicas();
    for (const expected of [100, 100]) {
      let granted = 0;
      for (let round = 0; round < 50; round++) {
        const taken = await Promise.all(three.map((replica) => replica.take("cheap", "ana")));
        granted += taken.filter((one) => one?.granted).length;
      }
      expect(granted).toBe(expected);
      clock.now += 60_000;
    }
    expect(await three[0]!.take("cheap", "bo")).toMatchObject({ granted: true, remaining: 99 });
    expect(await three[1]!.look("cheap", "bo")).toMatchObject({ granted: true, remaining: 99 });
    expect(await three[2]!.take("heavy", "ana")).toBeNull();
  });

  it("hold in each replica by itself once Redis is gone", async () => {
    const three = replicas();
    for (let k = 0; k < 5; k++) expect(await three[0]!.take("model", "ana")).toMatchObject({ granted: true });
    await server.stop();
    expect(await three[0]!.take("model", "ana")).toMatchObject({ granted: false });
    expect(await three[1]!.take("model", "ana")).toMatchObject({ granted: true, remaining: 4 });
  });
});
