import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { generatedBook } from "../service/support/generated-book.ts";
import { startApp } from "./support/app.ts";

let started: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  started = await startApp(await generatedBook(3_000));
});
afterAll(() => started.close());

it("no answer of any form is listened to by more than Node takes for a leak", async () => {
  const warned: string[] = [];
  const warn = ({ name }: Error) => warned.push(name);
  process.on("warning", warn);
  const most = new Map<string, number>();
  const server = started.app.listen(0, "127.0.0.1");
  server.prependListener("request", (req, res) => {
    res.on("newListener", (event: string) => {
      const path = req.url!.split("?")[0]!;
      most.set(path, Math.max(most.get(path) ?? 0, res.listenerCount(event) + 1));
    });
  });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const ask = async (path: string, headers: Record<string, string>) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
    await response.arrayBuffer();
  };
  for (const encoding of ["gzip", "identity"]) {
    for (const path of ["/v1/tiers.csv", "/v1/tiers.xlsx", "/v1/tiers", "/v1/columns", "/docs/", "/nope"]) {
      await ask(path, { "accept-encoding": encoding });
    }
    await ask("/v1/tiers?growth=1", { "accept-encoding": encoding, accept: "text/event-stream" });
  }
  server.close();
  process.off("warning", warn);
  expect(warned).toEqual([]);
  expect([...most].filter(([, count]) => count > 10)).toEqual([]);
  expect(most.size).toBeGreaterThan(5);
});
