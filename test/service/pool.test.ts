import { afterEach, describe, expect, it } from "vitest";
import { createPool, type Pool, type PoolOptions } from "../../service/workers/pool.ts";
import { DEFAULT_WEIGHTS, runTiering } from "../../tiering/index.ts";
import { smallBook } from "./support/small-book.ts";

const script = new URL("./support/scripted-thread.ts", import.meta.url);
const pools: Pool[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

async function startPool(options: Partial<PoolOptions> = {}): Promise<Pool> {
  const pool = createPool(smallBook(), { workers: 1, queueLimit: 1, ...options });
  pools.push(pool);
  await pool.ready;
  return pool;
}

/** Hands a scripted thread its instructions in place of a task's arguments. */
const instruct = (pool: Pool, args: object, options = {}) => pool.perform("tier", args as never, options);

describe("the worker pool", () => {
  const plan = { method: "direct", weights: DEFAULT_WEIGHTS, policy: {} } as const;

  it("gives the run that the core gives in process, with a reason for each moved account", async () => {
    const pool = await startPool();
    const { run, summary, reasons } = await pool.perform("tier", { plan });
    expect(run).toEqual(runTiering(smallBook(), plan));
    expect(reasons).toHaveLength(summary.moved!.count);
    expect(summary.moved!.count).toBeGreaterThan(0);
  });

  it("throws what the core throws, with its code and pointer", async () => {
    const pool = await startPool();
    const policy = { strategicTiers: "Z" };
    const failed = pool.perform("tier", { plan: { ...plan, policy } });
    await expect(failed).rejects.toMatchObject({
      name: "TieringError",
      details: { pointer: "/policy/strategicTiers" },
    });
  });

  it("refuses with Retry-After what neither worker nor queue can take, and takes it again later", async () => {
    const pool = await startPool({ script });
    const client = new AbortController();
    const running = instruct(pool, { until: "stopped" }, { signal: client.signal });
    const queued = instruct(pool, { answer: "queued" });
    await expect(instruct(pool, {})).rejects.toMatchObject({
      code: "queue-full",
      retryAfterSeconds: expect.toSatisfy((seconds: number) => Number.isInteger(seconds) && seconds >= 1),
    });
    expect(pool.load()).toEqual({ running: 1, queued: 1 });
    client.abort();
    await expect(running).rejects.toMatchObject({ code: "client-left" });
    expect(await queued).toBe("queued");
  });

  it("tells a running job to stop when its client leaves, and passes its progress on before", async () => {
    const pool = await startPool({ script });
    const client = new AbortController();
    const seen: unknown[] = [];
    const onProgress = (progress: unknown) => {
      seen.push(progress);
      client.abort();
    };
    const job = instruct(pool, { until: "stopped" }, { signal: client.signal, onProgress });
    await expect(job).rejects.toMatchObject({ code: "client-left" });
    expect(seen).toEqual([{ phase: "waiting", share: 0 }]);
    expect(await instruct(pool, { answer: "free again" })).toBe("free again");
  });

  it("drops a queued job whose client leaves", async () => {
    const pool = await startPool({ script });
    const [first, second] = [new AbortController(), new AbortController()];
    const running = instruct(pool, { until: "stopped" }, { signal: first.signal });
    const queued = instruct(pool, { answer: "never" }, { signal: second.signal });
    second.abort();
    await expect(queued).rejects.toMatchObject({ code: "client-left" });
    expect(pool.load()).toEqual({ running: 1, queued: 0 });
    first.abort();
    await expect(running).rejects.toMatchObject({ code: "client-left" });
  });

  it("replaces a thread that dies, and fails only its job", async () => {
    const pool = await startPool({ script });
    await expect(instruct(pool, { until: "dead" })).rejects.toThrow("exit code 3");
    expect(await instruct(pool, { answer: "alive" })).toBe("alive");
  });

  it("rejects what is running and waiting when it closes", async () => {
    const pool = await startPool({ script });
    const jobs = [instruct(pool, { until: "stopped" }), instruct(pool, { answer: "never" })];
    const settled = Promise.allSettled(jobs);
    await pool.close();
    for (const job of await settled) {
      expect(job).toMatchObject({ status: "rejected", reason: { code: "draining" } });
    }
  });
});
