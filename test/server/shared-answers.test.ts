import request from "supertest";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { SharedMemory } from "../../prompts/index.ts";
import { observeTasks } from "../../service/observer.ts";
import { createPool, type Pool } from "../../service/workers/pool.ts";
import { generatedBook } from "../service/support/generated-book.ts";
import { startApp } from "./support/app.ts";

const values = new Map<string, string>();
const memory: SharedMemory = {
  read: async (keys) => keys.map((key) => values.get(key) ?? null),
  write: (key, value) => void values.set(key, value),
  add: async () => null,
  forget: (key) => void values.delete(key),
};

let pool: Pool;
const counts = [0, 0];
let replicas: Awaited<ReturnType<typeof startApp>>[];
beforeAll(async () => {
  const book = await generatedBook(500);
  pool = createPool(book, { workers: 1, queueLimit: 8 });
  await pool.ready;
  const observed = (k: number) =>
    observeTasks(pool, [
      {
        onTask() {
          counts[k]!++;
          return { started() {}, ended() {} };
        },
        onMessage: () => () => {},
        onRefresh: () => {},
      },
    ]);
  const redis = { memory, trouble: () => null };
  replicas = await Promise.all([0, 1].map((k) => startApp(book, { tasks: observed(k), redis })));
});
afterAll(async () => {
  for (const replica of replicas) await replica.close();
  await pool.close();
});

it("an answer that takes seconds is made by one replica, and is the same from the other", async () => {
  const path = "/v1/frontier?points=5&growth=1";
  const [first, second] = [
    await request(replicas[0]!.app).get(path),
    await request(replicas[1]!.app).get(path),
  ];
  expect(first.status).toBe(200);
  expect(second.text).toBe(first.text);
  expect(second.headers.etag).toBe(first.headers.etag);
  expect(counts[0]).toBeGreaterThan(0);
  expect(counts[1]).toBe(0);
});

it("a cheap one is made where it is asked for", async () => {
  await request(replicas[0]!.app).get("/v1/tiers?limit=0");
  const before = counts[1]!;
  await request(replicas[1]!.app).get("/v1/tiers?limit=0").expect(200);
  expect(counts[1]).toBeGreaterThan(before);
});
