import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createMcpServer } from "../../../service/mcp/create-mcp-server.ts";
import { generatedBook } from "../../service/support/generated-book.ts";
import { startApp } from "../support/app.ts";
import { listenOn } from "./support.ts";

let server: Awaited<ReturnType<typeof listenOn>>;
beforeAll(async () => {
  server = await listenOn(await generatedBook(2_000));
});
afterAll(() => server.close());

const CSV = "tiers://csv/runway%3D1%26growth%3D1";

it.each([1, 2, 100])(
  "a batch of %i messages is refused with one short error, and none of it is done",
  async (n) => {
    const read = { jsonrpc: "2.0", method: "resources/read", params: { uri: CSV } };
    const response = await fetch(server.url, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json, text/event-stream",
        "MCP-Protocol-Version": "2025-11-25",
      },
      body: JSON.stringify(Array.from({ length: n }, (_, id) => ({ ...read, id }))),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      jsonrpc: "2.0",
      id: null,
      error: {
        code: -32600,
        message: expect.stringContaining(`${n} messages; expected one message a request`),
      },
    });
  },
);

it("the tiers as a resource are made in turns, and no further once nobody waits for them", async () => {
  const { deps, close } = await startApp(server.book);
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: "test", version: "1" });
  let turns = 0;
  let beforeTurn = () => {};
  const mcp = createMcpServer(deps, {
    client: "one",
    workspace: "default",
    origin: null,
    admit: async () => {},
    note: async () => {},
    explain: (error) => ({ detail: String(error), unexpected: false }),
    turn: async () => {
      turns++;
      beforeTurn();
      await new Promise((resolve) => setImmediate(resolve));
    },
  });
  await Promise.all([mcp.connect(serverSide), client.connect(clientSide)]);

  const { contents } = await client.readResource({ uri: CSV });
  const { length } = (contents[0] as { text: string }).text;
  expect(turns).toBeGreaterThanOrEqual(Math.ceil(length / 2 ** 17));
  expect(turns).toBeGreaterThan(1);

  const whole = turns;
  turns = 0;
  const left = new AbortController();
  beforeTurn = () => left.abort();
  await expect(client.readResource({ uri: CSV }, { signal: left.signal })).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(turns).toBeLessThan(whole);
  await client.close();
  await close();
});
