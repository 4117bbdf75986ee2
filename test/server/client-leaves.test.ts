import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPool, type Pool, type TaskRunner } from "../../service/workers/pool.ts";
import { smallBook } from "../service/support/small-book.ts";
import { startApp } from "./support/app.ts";

const script = new URL("../service/support/scripted-thread.ts", import.meta.url);

/** An app whose runs last until they are told to stop, listening on a port of its own. */
async function listen(pool: Pool) {
  const endless = { until: "stopped" } as never;
  const tasks: TaskRunner = { perform: (task, _args, options) => pool.perform(task, endless, options) };
  const started = await startApp(smallBook(), { tasks });
  const server = createServer(started.app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    async close() {
      server.closeAllConnections();
      server.close();
      await started.close();
    },
  };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe("a run that lasts", () => {
  let pool: Pool;
  let listening: Awaited<ReturnType<typeof listen>>;
  beforeEach(async () => {
    pool = createPool(smallBook(), { workers: 1, queueLimit: 0, script });
    await pool.ready;
    listening = await listen(pool);
  });
  afterEach(async () => {
    await listening.close();
    await pool.close();
  });

  it.each([
    ["GET", "/v1/tiers.csv", "text/csv", undefined],
    ["GET", "/v1/tiers", "text/event-stream", undefined],
    ["POST", "/v1/chat", "text/csv", '{"message":"prioritize growth"}'],
    ["POST", "/v1/chat", "text/event-stream", '{"message":"prioritize growth"}'],
  ])(
    "%s %s as %s is cancelled when its client leaves; /livez answers meanwhile",
    async (method, path, accept, body) => {
      const client = new AbortController();
      const headers = { accept, "content-type": "application/json" };
      const asked = fetch(listening.origin + path, { method, headers, body, signal: client.signal });
      const left = asked.then((response) => response.text()).catch((error: Error) => error.name);
      await until(() => pool.load().running === 1);

      expect((await fetch(`${listening.origin}/livez`)).status).toBe(200);
      const refused = await fetch(`${listening.origin}/v1/tiers.csv?runway=1`);
      expect(refused.status).toBe(503);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);

      client.abort();
      expect(await left).toBe("AbortError");
      await until(() => pool.load().running === 0);
    },
  );

  it("sends its progress as events while it lasts", async () => {
    const client = new AbortController();
    const headers = { accept: "text/event-stream" };
    const response = await fetch(`${listening.origin}/v1/tiers`, { headers, signal: client.signal });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!text.includes("event: progress")) text += (await reader.read()).value;
    expect(text).toContain('event: progress\ndata: {"phase":"waiting","share":0}\n\n');
    client.abort();
  });
});
