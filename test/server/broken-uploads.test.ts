import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { pino } from "pino";
import { expect, it } from "vitest";
import { watchConnections } from "../../server/connections.ts";
import { openStore } from "../../service/store/open-store.ts";
import { smallBook } from "../service/support/small-book.ts";
import { startApp } from "./support/app.ts";
import { openBooklessLibrary } from "./support/bookless-library.ts";

const HEAD = '--x\r\nContent-Disposition: form-data; name="accounts"; filename="a.csv"\r\n';
const BROKEN = {
  "a part's header without end": `--x\r\nX-Long: ${"b".repeat(100_000)}\r\n`,
  "a part with thousands of headers": HEAD + "X-A: b\r\n".repeat(20_000),
  "a part's header that is none": `${HEAD}nonsense\r\n\r\nID\r\n${"c".repeat(200_000)}`,
};

it("an upload that is given up in the middle of its body is answered and logged, and the server goes on", async () => {
  const lines: Record<string, unknown>[] = [];
  const logger = pino({ level: "info" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const store = await openStore({});
  const library = await openBooklessLibrary(store);
  // Looked at every 10 ms, also when the requests are over and their bodies are not.
  const connections = watchConnections({ stalledMs: 20 });
  const started = await startApp(smallBook(), { library, store, logger, connections });
  const server = createServer(started.app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  const answered: { readonly socket: Socket; readonly answer: string }[] = [];
  for (const body of Object.values(BROKEN)) {
    const socket = connect(port, "127.0.0.1").on("error", () => {});
    const declared = body.length + 500_000;
    socket.write(
      `POST /v1/books HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: ${declared}\r\n\r\n`,
    );
    socket.write(body);
    let answer = "";
    socket.on("data", (piece) => (answer += String(piece)));
    await expect.poll(() => answer).toMatch(/^HTTP\/1\.1 \d+/);
    answered.push({ socket, answer });
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
  for (const { socket } of answered) socket.destroy();
  await expect.poll(() => lines.filter(({ path }) => path === "/v1/books").length).toBe(answered.length);

  expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200);
  for (const { answer } of answered) expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  for (const { path, client } of lines) if (path === "/v1/books") expect(client).toBe("127.0.0.1");
  server.closeAllConnections();
  server.close();
  connections.stop();
  await started.close();
  await library.close();
  await store.close();
});
