import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { expect, it } from "vitest";
import { openStore } from "../../../service/store/open-store.ts";
import { smallBook } from "../../service/support/small-book.ts";
import { listenOn } from "./support.ts";

it("what an assistant runs and reads is audited, under who asks, and the workspace's holds count for it", async () => {
  const store = await openStore({});
  const server = await listenOn(smallBook(), { store });
  const client = new Client({ name: "strategist", version: "1" });
  await client.connect(new StreamableHTTPClientTransport(server.url));
  const plan = { method: "direct", weights: { runway: 1 }, policy: { holds: "stored@0" } };
  const ran = await client.callTool({ name: "retier", arguments: { plan, limit: 0 } });
  expect(ran.isError).toBeFalsy();
  await client.callTool({ name: "book", arguments: {} });
  await client.callTool({ name: "interpret", arguments: { message: "growth", current: plan } });
  await client.readResource({ uri: `tiers://csv/${encodeURIComponent("method=direct&runway=1")}` });
  const spelled = "method=direct&runway=1&holds=stored%400";
  const sha256 = expect.stringMatching(/^[0-9a-f]{64}$/);
  expect(await store.audit.list("default", { limit: 9 })).toMatchObject([
    { kind: "export", action: "MCP tiers://csv", who: "local", plan: "method=direct&runway=1", sha256 },
    { kind: "run", action: "MCP retier", who: "local", plan: spelled, book: "small", sha256 },
  ]);
  await client.close();
  await server.close();
  await store.close();
});
