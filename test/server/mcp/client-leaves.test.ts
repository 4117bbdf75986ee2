import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { expect, it } from "vitest";
import { createPool, type TaskRunner } from "../../../service/workers/pool.ts";
import { smallBook } from "../../service/support/small-book.ts";
import { listenOn } from "./support.ts";

const script = new URL("../../service/support/scripted-thread.ts", import.meta.url);

it("a run is cancelled when the assistant cancels its call", async () => {
  const pool = createPool(smallBook(), { workers: 1, queueLimit: 0, script });
  await pool.ready;
  const endless = { until: "stopped" } as never;
  const tasks: TaskRunner = { perform: (task, _args, options) => pool.perform(task, endless, options) };
  const server = await listenOn(smallBook(), { tasks });
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode: "auto" } });
  await client.connect(new StreamableHTTPClientTransport(server.url));

  const left = new AbortController();
  const asked = client.callTool({ name: "retier", arguments: {} }, { signal: left.signal });
  const failed = expect(asked).rejects.toThrow();
  while (pool.load().running === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  left.abort();
  await failed;
  while (pool.load().running > 0) await new Promise((resolve) => setTimeout(resolve, 5));

  await client.close();
  await server.close();
  await pool.close();
});
