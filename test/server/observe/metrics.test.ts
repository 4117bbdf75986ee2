import { readFile } from "node:fs/promises";
import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createInterpreter } from "../../../prompts/index.ts";
import { createMetrics } from "../../../server/observe/metrics.ts";
import { serveMetrics } from "../../../server/observe/serve-metrics.ts";
import { observeInterpreter, observeTasks } from "../../../service/observer.ts";
import { vocabularyOf } from "../../../service/vocabulary.ts";
import { createPool, type Pool } from "../../../service/workers/pool.ts";
import { smallBook } from "../../service/support/small-book.ts";
import { startApp } from "../support/app.ts";

const book = smallBook();
const metrics = createMetrics();
let pool: Pool;
let started: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  pool = createPool(book, { workers: 1, queueLimit: 4 });
  await pool.ready;
  const offline = createInterpreter({ model: null, vocabulary: vocabularyOf(book) });
  started = await startApp(book, {
    tasks: observeTasks(pool, [metrics]),
    interpreter: observeInterpreter(offline, [metrics]),
    onRequest: [metrics.countRequests],
  });
});
afterAll(async () => {
  await started.close();
  await pool.close();
});

/** The value of a sample; null where there is none. */
async function sample(name: string): Promise<number | null> {
  const line = (await metrics.registry.metrics()).split("\n").find((text) => text.startsWith(`${name} `));
  return line === undefined ? null : Number(line.slice(name.length + 1));
}

describe("metrics", () => {
  it("count requests by route, tasks by outcome, messages by reader", async () => {
    await request(started.app).get("/v1/tiers?method=kpi&limit=0");
    await request(started.app).get("/v1/accounts/nobody");
    await request(started.app).post("/v1/interpretations").send({ message: "prioritize growth" });
    await request(started.app).get("/no/such/path/of/Acme");
    const of = (route: string, status: number, method = "GET") =>
      sample(
        `tiering_request_duration_seconds_count{method="${method}",route="${route}",status="${status}"}`,
      );
    expect(await of("/v1/tiers", 200)).toBe(1);
    expect(await of("/v1/accounts/:id", 404)).toBe(1);
    expect(await of("/v1/interpretations", 200, "POST")).toBe(1);
    expect(await of("none", 404)).toBe(1);
    expect(await sample('tiering_task_duration_seconds_count{task="tier",outcome="done"}')).toBe(1);
    expect(await sample('tiering_messages_total{interpreter="offline",how="fresh"}')).toBe(1);
    expect(await sample("tiering_tasks_running")).toBe(0);
    expect(await sample("tiering_tasks_queued")).toBe(0);
    expect(await sample("tiering_model_calls_total")).toBe(0);
    expect(await sample("process_resident_memory_bytes")).toBeGreaterThan(1e7);
  });

  it("say whether the last reading of the book failed", async () => {
    expect(await sample("tiering_refresh_failing")).toBe(0);
    metrics.onRefresh("the warehouse is lost");
    expect(await sample("tiering_refresh_failing")).toBe(1);
    metrics.onRefresh(null);
    expect(await sample("tiering_refresh_failing")).toBe(0);
  });

  it("name nothing of a customer, a path or a message", async () => {
    const text = await metrics.registry.metrics();
    expect(text).not.toMatch(/nobody|Acme|prioritize/);
  });

  it.each(["alerts.yml", "dashboard.json"])("are those that docs/operating/%s looks at", async (file) => {
    const text = await readFile(new URL(`../../../docs/operating/${file}`, import.meta.url), "utf8");
    const named = new Set(text.match(/\b(?:tiering|process|nodejs)_\w+/g));
    const kept = (await metrics.registry.getMetricsAsJSON()).flatMap(({ name, type }) =>
      String(type) === "histogram" ? [`${name}_bucket`, `${name}_count`] : [name],
    );
    expect(named.size).toBeGreaterThan(4);
    expect([...named].filter((name) => !kept.includes(name))).toEqual([]);
  });

  it("are served on an address of their own, and nothing else is", async () => {
    const server = await serveMetrics(metrics.registry, { host: "127.0.0.1", port: 0 });
    await request(server)
      .get("/metrics")
      .expect(200)
      .expect("Content-Type", /^text\/plain/);
    await request(server).get("/v1/tiers").expect(404);
    await request(started.app).get("/metrics").expect(404);
    server.close();
  });
});
