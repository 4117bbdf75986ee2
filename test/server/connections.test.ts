import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { Readable } from "node:stream";
import { afterEach, describe, expect, it } from "vitest";
import { watchConnections } from "../../server/connections.ts";
import { drain } from "../../server/drain.ts";
import { smallBook } from "../service/support/small-book.ts";
import { startApp } from "./support/app.ts";

const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});

interface ListenOptions {
  readonly bodyMs: number;
  readonly headersMs: number;
}

/** A server that answers `/large` with more than socket buffers hold, once a client has sent all headers. */
async function listen(stalledMs: number, { bodyMs, headersMs = 30_000 }: Partial<ListenOptions> = {}) {
  const connections = watchConnections({ stalledMs, bodyMs });
  const server = createServer(
    { headersTimeout: headersMs, requestTimeout: 0, connectionsCheckingInterval: 50 },
    (req, res) => {
      connections.track(req as never, Object.assign(res, { set: res.setHeader }) as never, () => {
        if (req.url === "/large") Readable.from(slices(), { objectMode: false }).pipe(res);
        else if (req.url === "/late")
          setTimeout(() => req.resume().once("end", () => res.end("small")), 1_000);
        else if (req.url === "/body") req.resume().once("end", () => res.end("small"));
        else res.end("small");
      });
    },
  ).listen(0, "127.0.0.1");
  await once(server, "listening");
  ended.push(() => {
    connections.stop();
    server.closeAllConnections();
    server.close();
  });
  return { server, connections, port: (server.address() as AddressInfo).port };
}

/** 64 MiB in slices, as a CSV comes. */
function* slices() {
  for (let k = 0; k < 1_024; k++) yield Buffer.alloc(2 ** 16);
}

const draining = (
  server: Server,
  connections: ReturnType<typeof watchConnections>,
  seconds: number,
  { pauseSeconds = 0, lifecycle = { draining: false } } = {},
) => drain({ server, connections, lifecycle, seconds, pauseSeconds, stopTasks: () => undefined });

describe("a slow client", () => {
  it("that never ends its headers is cut off", async () => {
    const { port } = await listen(10_000, { headersMs: 300 });
    const socket = connect(port, "127.0.0.1");
    socket.write("GET / HTTP/1.1\r\nHost: x\r\n");
    socket.resume();
    await once(socket, "close");
  });

  it("that never sends the body that nobody wanted is cut off", async () => {
    const { port } = await listen(10_000, { bodyMs: 300 });
    const socket = connect(port, "127.0.0.1").on("error", () => undefined);
    socket.write("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nx");
    socket.resume();
    await once(socket, "close");
  });

  it("whose body drips is cut off, one whose body comes at a fair rate is not", async () => {
    const { port } = await listen(10_000, { bodyMs: 300 });
    const dripping = connect(port, "127.0.0.1").on("error", () => undefined);
    dripping.write("POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nx");
    const cut = once(dripping, "close");
    const fair = request({ port, path: "/body", method: "POST" });
    const answered = once(fair, "response");
    for (let k = 0; k < 8; k++) {
      fair.write(Buffer.alloc(2 ** 16));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    fair.end();
    const [response] = (await answered) as [IncomingMessage];
    expect(response.resume().statusCode).toBe(200);
    await cut;
  });

  it("whose body we have not begun to read is not slow", async () => {
    const { port } = await listen(10_000, { bodyMs: 300 });
    const late = request({ port, path: "/late", method: "POST" });
    late.end(Buffer.alloc(2 ** 20));
    const [response] = (await once(late, "response")) as [IncomingMessage];
    expect(response.resume().statusCode).toBe(200);
  });

  it("that reads nothing is cut off, one that reads slowly is not", async () => {
    const { port } = await listen(1_500);
    const stalled = connect(port, "127.0.0.1");
    stalled.write("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
    const gone = once(stalled, "close");

    const slow = request({ port, path: "/large" }).end();
    const [response] = (await once(slow, "response")) as [IncomingMessage];
    let bytes = 0;
    for await (const chunk of response) {
      bytes += (chunk as Buffer).length;
      if (bytes % 2 ** 20 < 2 ** 14) await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(bytes).toBe(2 ** 26);
    stalled.on("error", () => undefined).resume();
    await gone;
  });
});

describe("draining", () => {
  it("answers a request that was on its way, ends its connection, and takes no new one", async () => {
    const { server, connections, port } = await listen(10_000);
    const socket = connect(port, "127.0.0.1");
    let text = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    while (!text.includes("small")) await once(socket, "data");
    const over = draining(server, connections, 10);
    text = "";
    socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    await once(socket, "end");
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n.*Connection: close\r\n.*small/is);
    const late = connect(port, "127.0.0.1");
    expect(((await once(late, "error")) as [NodeJS.ErrnoException])[0].code).toBe("ECONNREFUSED");
    await over;
  });

  it("takes new connections for the pause, says at once that it is over, and ends each with its answer", async () => {
    const { server, connections, port } = await listen(10_000);
    const lifecycle = { draining: false };
    const over = draining(server, connections, 10, { pauseSeconds: 1, lifecycle });
    expect(lifecycle.draining).toBe(true);
    const asked = request({ port }).end();
    const [response] = (await once(asked, "response")) as [IncomingMessage];
    expect(response.resume()).toMatchObject({ statusCode: 200, headers: { connection: "close" } });
    await over;
    const late = connect(port, "127.0.0.1");
    expect(((await once(late, "error")) as [NodeJS.ErrnoException])[0].code).toBe("ECONNREFUSED");
  });

  it("ends in time with a client that does not read", async () => {
    const { server, connections, port } = await listen(60_000);
    const stalled = connect(port, "127.0.0.1").on("error", () => undefined);
    stalled.write("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
    await new Promise((resolve) => server.once("request", resolve));
    await draining(server, connections, 0.5);
    stalled.destroy();
  });
});

describe("a body that is too large by its own account", () => {
  it("is refused before a byte of it has come, and the connection is ended", async () => {
    const started = await startApp(smallBook());
    const server = createServer(started.app).listen(0, "127.0.0.1");
    await once(server, "listening");
    ended.push(() => {
      server.close();
      return started.close();
    });
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
    let text = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    const length = 20 * 2 ** 20;
    socket.write(
      `POST /v1/chat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`,
    );
    await once(socket, "end");
    expect(text).toMatch(/^HTTP\/1\.1 413 .*Connection: close\r\n.*body-too-large/is);
    socket.destroy();
  });
});
