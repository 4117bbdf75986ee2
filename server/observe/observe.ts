import type { RequestHandler } from "express";
import type { Config } from "../../service/config.ts";
import type { Observer } from "../../service/observer.ts";
import { ENGINE } from "../../service/version.ts";

/** What looks at this process from outside, as far as the configuration asks for it. */
export interface Observed {
  readonly observers: readonly Observer[];
  /** Sees every request. */
  readonly onRequest: readonly RequestHandler[];
  close(): Promise<void>;
}

/** Starts metrics where a port is set for them, and traces where a collector is; neither costs anything otherwise. */
export async function observe({
  METRICS_HOST: host,
  METRICS_PORT: port,
  OTEL_EXPORTER_OTLP_ENDPOINT: collector,
}: Pick<Config, "METRICS_HOST" | "METRICS_PORT" | "OTEL_EXPORTER_OTLP_ENDPOINT">): Promise<Observed> {
  const observers: Observer[] = [];
  const onRequest: RequestHandler[] = [];
  const closes: (() => Promise<unknown>)[] = [];
  if (collector !== undefined) {
    const { startTracing } = await import("./tracing.ts");
    const tracing = startTracing(ENGINE);
    observers.push(tracing);
    onRequest.push(tracing.traceRequests);
    closes.push(tracing.close);
  }
  if (port !== undefined) {
    const { createMetrics } = await import("./metrics.ts");
    const { serveMetrics } = await import("./serve-metrics.ts");
    const metrics = createMetrics();
    const server = await serveMetrics(metrics.registry, { host, port });
    observers.push(metrics);
    onRequest.push(metrics.countRequests);
    closes.push(() => new Promise((resolve) => server.close(resolve)));
  }
  return {
    observers,
    onRequest,
    async close() {
      await Promise.all(closes.map((close) => close()));
    },
  };
}
