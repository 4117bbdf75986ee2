import { InMemoryTransport } from "@modelcontextprotocol/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkingParams } from "../../../service/mcp/check-params.ts";
import { generatedBook } from "../../service/support/generated-book.ts";
import { listenOn } from "./support.ts";

let server: Awaited<ReturnType<typeof listenOn>>;
beforeAll(async () => {
  server = await listenOn(await generatedBook(200));
});
afterAll(() => server.close());

const VERSION = "2025-11-25";

async function ask(message: object): Promise<{ error?: { code: number; message: string }; result?: object }> {
  const response = await fetch(server.url, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/json, text/event-stream",
      "MCP-Protocol-Version": VERSION,
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, ...message }),
  });
  expect(response.status).toBe(200);
  const text = await response.text();
  return JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? text);
}

const FAULTY: readonly [method: string, params: object | undefined, named: string][] = [
  ["resources/read", undefined, "params"],
  ["resources/read", {}, "params.uri"],
  ["resources/read", { uri: 5 }, "params.uri"],
  ["prompts/get", {}, "params.name"],
  ["prompts/get", { name: "retier", arguments: { message: 5 } }, "params.arguments.message"],
  ["tools/list", { cursor: 5 }, "params.cursor"],
  ["initialize", {}, "params.protocolVersion"],
  ["tools/call", {}, "params"],
  ["tools/call", { name: "retier", arguments: "x" }, "arguments"],
  [
    "tools/call",
    JSON.parse('{"name":"retier","arguments":{"list":[{"__proto__":{"runway":1}}]}}'),
    "arguments.list.0.__proto__",
  ],
];

describe("a request of the protocol whose parameters are missing or wrong", () => {
  it.each(FAULTY)("%s with %j is told so, as the client's fault (-32602)", async (method, params, named) => {
    const { error } = await ask({ method, ...(params && { params }) });
    expect(error?.code).toBe(-32602);
    expect(error?.message).toContain(named);
  });

  it("is no fault where they are as the protocol says", async () => {
    expect(await ask({ method: "tools/list" })).toHaveProperty("result.tools");
    expect(await ask({ method: "tools/list", params: {} })).toHaveProperty("result.tools");
    expect(await ask({ method: "resources/templates/list" })).toHaveProperty("result.resourceTemplates");
    expect(await ask({ method: "resources/read", params: { uri: "tiers://nowhere" } })).toHaveProperty(
      "error.code",
      -32602,
    );
  });

  it("is answered so over any other transport, too, and what is not faulty is passed on", async () => {
    const [here, there] = InMemoryTransport.createLinkedPair();
    const [heard, answered]: [unknown[], unknown[]] = [[], []];
    const checked = checkingParams(there);
    checked.onmessage = (message) => heard.push(message);
    here.onmessage = (message) => answered.push(message);
    await Promise.all([here.start(), checked.start()]);
    const list = { jsonrpc: "2.0", id: 2, method: "tools/list" } as const;
    await here.send({ jsonrpc: "2.0", id: 1, method: "resources/read", params: {} });
    await here.send(list);
    expect(answered).toEqual([
      { jsonrpc: "2.0", id: 1, error: { code: -32602, message: expect.stringContaining("params.uri") } },
    ]);
    expect(heard).toEqual([list]);
    await here.close();
  });
});
