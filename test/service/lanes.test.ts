import { afterEach, describe, expect, it } from "vitest";
import { createLane } from "../../service/workers/lane.ts";
import { createPool, type Pool, type PoolOptions } from "../../service/workers/pool.ts";
import { taskLength } from "../../service/workers/task-length.ts";
import { computeZScores } from "../../tiering/index.ts";
import { smallBook } from "./support/small-book.ts";

const script = new URL("./support/scripted-thread.ts", import.meta.url);
const pools: Pool[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

async function startPool(options: Partial<PoolOptions> = {}): Promise<Pool> {
  const pool = createPool(smallBook(), { workers: 1, queueLimit: 8, script, ...options });
  pools.push(pool);
  await pool.ready;
  return pool;
}

/** A task that takes seconds on a real book, and one that does not; the thread does what `args` say. */
const heavy = (pool: Pool, args: object, options = {}) => pool.perform("segment", args as never, options);
const light = (pool: Pool, args: object, options = {}) => pool.perform("tier", args as never, options);
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => "done",
    (error: { code: string }) => error.code,
  );

describe("heavy tasks", () => {
  it("never keep a light one waiting, on one worker either", async () => {
    const pool = await startPool();
    const lasting = Array.from({ length: 3 }, () => codeOf(heavy(pool, { until: "stopped" })));
    for (let i = 0; i < 5; i++) expect(await light(pool, { answer: "at once" })).toBe("at once");
    await expect.poll(() => pool.load()).toEqual({ running: 1, queued: 2 });
    pool.stop();
    expect(await Promise.all(lasting)).toEqual(["draining", "draining", "draining"]);
  });

  it("are at most two of one client, waiting and running; another's are taken", async () => {
    const pool = await startPool();
    const client = new AbortController();
    const { signal } = client;
    const lasting = [1, 2].map(() => codeOf(heavy(pool, { until: "stopped" }, { client: "a", signal })));
    await expect(heavy(pool, {}, { client: "a" })).rejects.toMatchObject({
      code: "too-many-tasks",
      retryAfterSeconds: expect.any(Number),
    });
    const other = heavy(pool, { answer: "other" }, { client: "b" });
    client.abort();
    expect(await Promise.all(lasting)).toEqual(["client-left", "client-left"]);
    expect(await other).toBe("other");
    expect(await heavy(pool, { answer: "again" }, { client: "a" })).toBe("again");
  });
});

describe("how long a task takes", () => {
  const plan = { method: "kpi", weights: { runway: 1, growth: 0, geo: 0, category: 0 } } as const;
  const under = (policy: object, n = 50_000) => taskLength("tier", { plan: { ...plan, policy } }, n);

  it("is told by what a plan has to look at: selectors that each need a pass, moves by many tiers", () => {
    const scope = Array.from({ length: 20 }, (_, k) => `top:${k + 1}:TotalRevenue_FY26`);
    expect(under({ scope })).toBe("heavy");
    expect(under({ hold: scope.map((_, k) => `${k}`) })).toBe("light");
    expect(under({ maxTierStep: "free" })).toBe("middling");
    expect(under({ monotone: true })).toBe("middling");
    expect(under({ maxTierStep: 2 })).toBe("light");
  });

  it("is told by the task, and by the size of the book", () => {
    const run = {} as never;
    expect(taskLength("story", { run }, 50_000)).toBe("middling");
    expect(taskLength("story", { run }, 1_000_000)).toBe("heavy");
    expect(taskLength("tier", { plan: { ...plan, policy: {} }, stability: true }, 50_000)).toBe("middling");
    expect(taskLength("frontier", { plan: { ...plan, policy: {} }, points: 9 }, 50_000)).toBe("heavy");
  });

  it("decides what it waits for: nothing much longer than itself", async () => {
    const pool = await startPool();
    const lasting = [
      codeOf(heavy(pool, { until: "stopped" })),
      codeOf(pool.perform("story", { until: "stopped" } as never)),
    ];
    await expect.poll(() => pool.load().running).toBe(2);
    expect(await light(pool, { answer: "at once" })).toBe("at once");
    pool.stop();
    expect(await Promise.all(lasting)).toEqual(["draining", "draining"]);
  });
});

/** Short to wait for, and long enough for a busy machine to do what takes no time. */
const TASK_SECONDS = 2;

describe("a task that lasts", () => {
  it("is ended when its time is up, and the worker takes the next", async () => {
    const pool = await startPool({ taskSeconds: TASK_SECONDS });
    await expect(light(pool, { until: "stopped" })).rejects.toMatchObject({ code: "time-limit" });
    expect(await light(pool, { answer: "next" })).toBe("next");
  });

  it("says how far it came, what it had, and what to ask instead where no part of it is an answer", async () => {
    const pool = await startPool({ taskSeconds: TASK_SECONDS });
    const asked = { part: "time", until: "stopped" };
    await expect(pool.perform("progressionPart", asked as never)).rejects.toMatchObject({
      code: "time-limit",
      message: expect.stringMatching(
        /^The run was stopped after \d+ s, in "waiting", 0 % done: it may take 2 s\. What is made of the assessment is kept/,
      ),
    });
  });

  it("and can answer with a part of its work does so when its time is up", async () => {
    const pool = await startPool({ taskSeconds: TASK_SECONDS });
    expect(await heavy(pool, { until: "late" })).toEqual({
      stopped: { seconds: TASK_SECONDS, text: "so far" },
    });
    expect(await heavy(pool, { answer: "next" })).toBe("next");
  });

  it("and does not stop when told to costs the worker, not the next task", async () => {
    const pool = await startPool();
    const client = new AbortController();
    const stuck = codeOf(light(pool, { until: "killed" }, { signal: client.signal }));
    while (pool.load().running === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const waiting = light(pool, { answer: "next" });
    client.abort();
    expect(await stuck).toBe("client-left");
    expect(await waiting).toBe("next");
  });
});

describe("a lane that begins with its first task", () => {
  it("keeps its thread for the next one, and gives its memory back where none comes", async () => {
    const book = smallBook();
    const birth = { book, zScores: computeZScores(book), yields: true };
    const limits = { workers: 1, queueLimit: 8, perClient: 8, queueMs: 60_000, taskMs: 60_000 };
    const lane = createLane({ birth, script, lazy: true, idleMs: 1_000, ...limits });
    const threadOf = () => lane.perform("segment", { until: "named" } as never, {});
    const first = await threadOf();
    expect(await threadOf()).toBe(first);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await threadOf()).not.toBe(first);
    await lane.close();
  });
});

describe("a pool that is stopped", () => {
  it("ends what runs and what waits, and refuses more", async () => {
    const pool = await startPool();
    const asked = [{ until: "stopped" }, { answer: "waits" }].map((args) => codeOf(light(pool, args)));
    pool.stop();
    expect(await Promise.all(asked)).toEqual(["draining", "draining"]);
    await expect(light(pool, {})).rejects.toMatchObject({ code: "draining" });
  });
});
