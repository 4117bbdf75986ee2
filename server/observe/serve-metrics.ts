import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Registry } from "prom-client";

/** Where metrics are looked at: an address of their own, so that whoever may call the API may not see them. */
export interface MetricsAddress {
  readonly host: string;
  readonly port: number;
}

/** Serves `/metrics` alone, on an address of its own. */
export async function serveMetrics(registry: Registry, { host, port }: MetricsAddress): Promise<Server> {
  const server = createServer(async (req, res) => {
    if (req.method !== "GET" || req.url !== "/metrics") {
      res.writeHead(404).end("/metrics is all there is here.\n");
      return;
    }
    const text = await registry.metrics();
    res.writeHead(200, { "Content-Type": registry.contentType, "Cache-Control": "no-store" }).end(text);
  });
  server.listen(port, host);
  await once(server, "listening");
  return server;
}
