import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import request from "supertest";
import { expect, it, vi } from "vitest";
import { startTracing } from "../../../server/observe/tracing.ts";
import { observeTasks } from "../../../service/observer.ts";
import { createPool } from "../../../service/workers/pool.ts";
import { smallBook } from "../../service/support/small-book.ts";
import { startApp } from "../support/app.ts";

interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
}

it("a request's trace goes on from its traceparent, through queue and worker, and names no account", async () => {
  const sent: string[] = [];
  const collector = createServer((req, res) => {
    const parts: Buffer[] = [];
    req.on("data", (part: Buffer) => parts.push(part));
    req.on("end", () => {
      sent.push(Buffer.concat(parts).toString());
      res.setHeader("Content-Type", "application/json").end("{}");
    });
  }).listen(0, "127.0.0.1");
  await once(collector, "listening");
  const { port } = collector.address() as AddressInfo;
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", `http://127.0.0.1:${port}`);

  const book = smallBook();
  const pool = createPool(book, { workers: 1, queueLimit: 4 });
  await pool.ready;
  const tracing = startTracing("0.0.0-test");
  const started = await startApp(book, {
    tasks: observeTasks(pool, [tracing]),
    onRequest: [tracing.traceRequests],
  });
  const traceId = "0af7651916cd43dd8448eb211c80319c";
  await request(started.app)
    .get("/v1/tiers?method=kpi&limit=0")
    .set("traceparent", `00-${traceId}-b7ad6b7169203331-01`)
    .expect(200);
  await request(started.app).get("/v1/accounts/acme-7").expect(404);
  await tracing.close();
  await started.close();
  await pool.close();
  collector.close();
  vi.unstubAllEnvs();

  const spans = sent.flatMap((body) =>
    JSON.parse(body).resourceSpans.flatMap((resource: { scopeSpans: { spans: SentSpan[] }[] }) =>
      resource.scopeSpans.flatMap((scope) => scope.spans),
    ),
  ) as SentSpan[];
  const ours = spans.filter((span) => span.traceId === traceId);
  const [server] = ours.filter(({ name }) => name === "GET /v1/tiers");
  expect(server?.parentSpanId).toBe("b7ad6b7169203331");
  const below = ours.filter(({ parentSpanId }) => parentSpanId === server?.spanId).map(({ name }) => name);
  expect(below).toEqual(expect.arrayContaining(["wait for a worker", "task tier"]));
  expect(spans.map(({ name }) => name)).toContain("GET /v1/accounts/:id");
  expect(sent.join()).not.toContain("acme-7");
});
